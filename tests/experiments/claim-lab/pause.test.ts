/** A gate that is closed and opened while a run goes on. */
import { expect, test } from 'vitest';
import { Pause } from '../../../src/experiments/claim-lab/pause.ts';
import { Stopped } from '../../../src/pool/errors.ts';

const never = (): AbortSignal => new AbortController().signal;

/** Whether a promise has settled after all microtasks that are due. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  promise.then(
    () => (settled = true),
    () => (settled = true),
  );
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  return settled;
}

test('an open gate is passed at once', async () => {
  const pause = new Pause();
  expect(pause.isPaused).toBe(false);
  await pause.passed(never());
});

test('a closed gate is passed when it is opened, by everybody who waits', async () => {
  const pause = new Pause();
  pause.pause();
  const waiting = [pause.passed(never()), pause.passed(never())];
  expect(await isSettled(Promise.race(waiting))).toBe(false);
  pause.resume();
  await Promise.all(waiting);
  expect(pause.isPaused).toBe(false);
});

test('closing and opening twice is harmless', async () => {
  const pause = new Pause();
  pause.pause();
  const waiting = pause.passed(never());
  pause.pause();
  expect(pause.isPaused).toBe(true);
  pause.resume();
  pause.resume();
  await waiting;
});

test('a gate that is closed again before somebody has passed holds them', async () => {
  const pause = new Pause();
  pause.pause();
  const waiting = pause.passed(never());
  pause.resume();
  pause.pause();
  expect(await isSettled(waiting)).toBe(false);
  pause.resume();
  await waiting;
});

test('a stop ends the wait, and nobody passes after it', async () => {
  const pause = new Pause();
  const abort = new AbortController();
  pause.pause();
  const waiting = pause.passed(abort.signal);
  abort.abort();
  await expect(waiting).rejects.toThrow(Stopped);
  pause.resume();
  await expect(pause.passed(abort.signal)).rejects.toThrow(Stopped);
});
