/** Writers alone, readers together; nobody is left behind a writer that gave up. */
import { READ_WRITE_LOCK } from '../../../src/memory/structures.ts';
import { OUTCOME } from '../../../src/sync/outcome.ts';
import type { Port } from '../../../src/interleave/port.ts';
import { call, increment, scenario } from '../../../src/interleave/scenario.ts';

function reads(port: Port, me: number, lock: number, word: number): void {
  port.check(call(port.call, 'lockToRead', lock, me, Infinity) === OUTCOME.DONE, 'could not lock to read');
  port.load(word);
  port.check(call(port.call, 'unlockRead', lock, me) === OUTCOME.DONE, 'could not unlock after reading');
}

function writes(port: Port, me: number, lock: number, word: number, timeoutMs = Infinity): void {
  const outcome = call(port.call, 'lockToWrite', lock, me, timeoutMs);
  port.check(
    outcome === OUTCOME.DONE || (outcome === OUTCOME.TIMED_OUT && timeoutMs < Infinity),
    `answered ${outcome}`,
  );
  if (outcome !== OUTCOME.DONE) return;
  increment(port, word);
  port.check(call(port.call, 'unlockWrite', lock, me) === OUTCOME.DONE, 'could not unlock after writing');
}

type Role = (port: Port, me: number, lock: number, word: number) => void;

const roles = (name: string, run: readonly Role[], earlyTimeouts = false) =>
  scenario({
    name: `read-write lock: ${name}`,
    threads: run.length,
    earlyTimeouts,
    build(stage) {
      const lock = stage.place('lock', READ_WRITE_LOCK);
      const word = stage.word('word');
      const READERS = 20;
      const WRITER = 16;
      return {
        prepare: (calls) => call(calls, 'initReadWriteLock', lock),
        run: run.map((role) => (port, me) => role(port, me, lock, word)),
        ending: (check, look) => check(look(lock + READERS) === 0 && look(lock + WRITER) === 0, 'the lock is not free'),
      };
    },
  });

const impatient: Role = (port, me, lock, word) => writes(port, me, lock, word, 10);

/** The first reader stays until the second has read: a writer between them may only hold that up until it gives up. */
const leftBehind = scenario({
  name: 'read-write lock: a writer gives up between two readers, the second then reads beside the first',
  threads: 3,
  earlyTimeouts: true,
  build(stage) {
    const lock = stage.place('lock', READ_WRITE_LOCK);
    const word = stage.word('word');
    const second = stage.word('second has read');
    return {
      prepare: (calls) => call(calls, 'initReadWriteLock', lock),
      run: [
        (port, me) => {
          port.check(call(port.call, 'lockToRead', lock, me, Infinity) === OUTCOME.DONE, 'could not lock to read');
          while (port.point(second) === 0) port.yield();
          port.check(call(port.call, 'unlockRead', lock, me) === OUTCOME.DONE, 'could not unlock after reading');
        },
        (port, me) => writes(port, me, lock, word, 10),
        (port, me) => {
          port.check(call(port.call, 'lockToRead', lock, me, Infinity) === OUTCOME.DONE, 'could not lock to read');
          port.atomicStore(second, 1);
          port.check(call(port.call, 'unlockRead', lock, me) === OUTCOME.DONE, 'could not unlock after reading');
        },
      ],
    };
  },
});

/** The first dies as it holds its side; whoever came later cannot know what it left half-written. */
const dead = (side: 'lockToRead' | 'lockToWrite') =>
  scenario({
    name: `read-write lock: the holder dies after ${side}, nobody waits for ever`,
    threads: 3,
    page: 1,
    slicesMayRunOut: true,
    build(stage) {
      const lock = stage.place('lock', READ_WRITE_LOCK);
      const gone = stage.word('gone');
      const [first = 0] = stage.threads;
      return {
        prepare: (calls) => call(calls, 'initReadWriteLock', lock),
        run: [
          (port, me) => {
            call(port.call, side, lock, me, Infinity);
            port.atomicStore(gone, 1);
          },
          (port, me) => {
            const outcome = call(port.call, 'lockToWrite', lock, me, Infinity);
            port.check(outcome === OUTCOME.DONE || outcome === OUTCOME.BROKEN, `answered ${outcome}`);
            if (outcome === OUTCOME.DONE) call(port.call, 'unlockWrite', lock, me);
          },
          (port) => {
            while (port.point(gone) === 0) port.yield();
            call(port.call, 'markDead', first);
          },
        ],
      };
    },
  });

export default [
  dead('lockToRead'),
  dead('lockToWrite'),
  leftBehind,
  roles('two writers', [writes, writes]),
  roles('two readers and a writer', [reads, reads, writes]),
  roles('a reader and two writers', [reads, writes, writes]),
  roles('readers around a writer that may give up', [reads, impatient, reads], true),
];
