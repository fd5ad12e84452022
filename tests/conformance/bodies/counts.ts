/** Threads at a read-write lock, and threads that count references. */
import { Gil } from '../../../src/sync/gil.ts';
import { ReadWriteLock } from '../../../src/sync/read-write-lock.ts';
import { valueOf, type Script, type Style, type Thread } from '../../../src/sync/thread.ts';
import type { Part } from '../part.ts';

/** Who read while somebody wrote, or wrote while somebody else was in. */
export interface Collisions {
  readonly whileReading: number;
  readonly whileWriting: number;
  /** The most that read at once, as this thread saw it. */
  readonly mostReaders: number;
}

/** Reads and writes in turns; each looks who else is in. */
export function* readAndWrite<S extends Style>(part: Part<S>): Script<Collisions> {
  const lock = new ReadWriteLock(part.thread, part.arg('lock'));
  let [whileReading, whileWriting, mostReaders] = [0, 0, 0];
  for (let time = 0; time < part.arg('times'); time++) {
    yield* valueOf<S, boolean>(lock.reading.acquire());
    mostReaders = Math.max(mostReaders, part.add('readers') + 1);
    if (part.look('writers') !== 0) whileReading += 1;
    part.add('readers', -1);
    yield* valueOf<S, void>(lock.reading.release());
    yield* valueOf<S, boolean>(lock.writing.acquire());
    if (part.add('writers') !== 0 || part.look('readers') !== 0) whileWriting += 1;
    part.add('writers', -1);
    yield* valueOf<S, void>(lock.writing.release());
  }
  return { whileReading, whileWriting, mostReaders };
}

export function* writeOnce<S extends Style>(part: Part<S>): Script<boolean> {
  const lock = new ReadWriteLock(part.thread, part.arg('lock'));
  const got = yield* valueOf<S, boolean>(lock.writing.acquire({ timeoutMs: part.arg('timeoutMs') }));
  if (got) yield* valueOf<S, void>(lock.writing.release());
  return got;
}

export function* readOnce<S extends Style>(part: Part<S>): Script<boolean> {
  const lock = new ReadWriteLock(part.thread, part.arg('lock'));
  const got = yield* valueOf<S, boolean>(lock.reading.acquire());
  yield* valueOf<S, void>(lock.reading.release());
  return got;
}

/** Retains and releases one object `times` times, in the form of the argument `form`: an index of FORMS. */
export function* countReferences<S extends Style>(part: Part<S>): Script<number> {
  const { sync, at: me } = part.thread;
  const object = part.arg('object');
  const forms: readonly [() => void, () => number][] = [
    [() => sync.retainPlain(object), () => sync.releasePlain(object)],
    [() => sync.retainAtomic(object), () => sync.releaseAtomic(object)],
    [() => sync.retainLocked(object, me), () => sync.releaseLocked(object, me)],
    [() => sync.retainBiased(object, me), () => sync.releaseBiased(object, me)],
  ];
  const [retain, release] = forms[part.arg('form')] ?? [() => {}, () => 0];
  part.add('here');
  while (part.look('here') < part.arg('threads'));
  let freed = 0;
  for (let time = 0; time < part.arg('times'); time++) {
    retain();
    freed += release();
  }
  return freed;
}

/** The same plainly, but under the GIL, with a look between. */
export function* countUnderGil<S extends Style>(part: Part<S>): Script<void> {
  const { sync } = part.thread;
  const gil = new Gil(part.thread as Thread<'blocking'>, part.arg('gil'));
  const object = part.arg('object');
  gil.take();
  for (let time = 0; time < part.arg('times'); time++) {
    sync.retainPlain(object);
    gil.check();
    sync.releasePlain(object);
    gil.check();
  }
  gil.drop({ final: true });
}
