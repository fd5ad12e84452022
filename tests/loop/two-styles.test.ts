/** One small program written twice, as coroutines and as callbacks: the same things happen at the same times. */
import { expect, test } from 'vitest';
import type { Coroutine } from '../../src/loop/coroutine.ts';
import { deferLater, type Deferred } from '../../src/loop/deferred.ts';
import { gatherResults } from '../../src/loop/deferred-list.ts';
import { TimeoutError } from '../../src/loop/errors.ts';
import { gather } from '../../src/loop/gather.ts';
import { sleep } from '../../src/loop/sleep.ts';
import { timeout } from '../../src/loop/timeout.ts';
import { rig, type Rig } from './rig.ts';

/** Milliseconds that each page takes; the first try at `b` fails, and `slow` takes longer than anybody waits. */
const TAKES: Readonly<Record<string, number>> = { a: 30, b: 10, slow: 10_000 };
const PATIENCE_MS = 100;

type Say = (text: string) => void;

function* fetchInSteps(page: string, attempt: number, say: Say): Coroutine<string> {
  say(`asks for ${page}`);
  yield* sleep(TAKES[page] ?? 0);
  if (page === 'b' && attempt === 1) throw new RangeError(`${page} is not there yet`);
  say(`has ${page}`);
  return page.toUpperCase();
}

function* twiceInSteps(page: string, say: Say): Coroutine<string> {
  try {
    return yield* fetchInSteps(page, 1, say);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    say(`tries again: ${error.message}`);
    return yield* fetchInSteps(page, 2, say);
  }
}

function* asCoroutine(say: Say): Coroutine<string> {
  const pages = yield* gather([twiceInSteps('a', say), twiceInSteps('b', say)]);
  say(`has both: ${pages.join(' ')}`);
  try {
    yield* timeout(PATIENCE_MS).run(() => fetchInSteps('slow', 1, say));
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    say('gives up');
  }
  return 'over';
}

function fetchInCalls({ loop }: Rig, page: string, attempt: number, say: Say): Deferred<string> {
  say(`asks for ${page}`);
  return deferLater(loop, TAKES[page] ?? 0, () => {
    if (page === 'b' && attempt === 1) throw new RangeError(`${page} is not there yet`);
    say(`has ${page}`);
    return page.toUpperCase();
  });
}

function twiceInCalls(on: Rig, page: string, say: Say): Deferred<string> {
  return fetchInCalls(on, page, 1, say).addErrback((failure) => {
    failure.trap(RangeError);
    say(`tries again: ${(failure.thrown as RangeError).message}`);
    return fetchInCalls(on, page, 2, say);
  });
}

function asCallbacks(on: Rig, say: Say): Deferred<string> {
  return gatherResults(on.loop, [twiceInCalls(on, 'a', say), twiceInCalls(on, 'b', say)])
    .addCallback((pages) => say(`has both: ${pages.join(' ')}`))
    .addCallback(() =>
      fetchInCalls(on, 'slow', 1, say)
        .addTimeout(PATIENCE_MS)
        .addCallback(() => {})
        .addErrback((failure) => {
          failure.trap(TimeoutError);
          say('gives up');
        }),
    )
    .addCallback(() => 'over');
}

const EVENTS = [
  '0 asks for a',
  '0 asks for b',
  '10 tries again: b is not there yet',
  '10 asks for b',
  '20 has b',
  '30 has a',
  '30 has both: A B',
  '30 asks for slow',
  '130 gives up',
];

test('a program in coroutines and the same one in callbacks do the same things at the same times', () => {
  for (const style of ['coroutines', 'callbacks'] as const) {
    const on = rig();
    const say: Say = (text) => void on.events.push(`${on.loop.time()} ${text}`);
    const result = on.run(style === 'coroutines' ? asCoroutine(say) : asCallbacks(on, say).asFuture());
    expect(result, style).toBe('over');
    expect(on.events, style).toEqual(EVENTS);
    on.loop.close();
    expect(on.faults, style).toEqual([]);
  }
});
