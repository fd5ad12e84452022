/** One tab measures at a time: who comes second is told so, waits for nobody who is gone, and gets the turn when it is free. */
import { expect, test } from 'vitest';
import { takeTurn } from '../../src/ui/measuring-turn.ts';

const PATIENCE_MS = 50;

test('who comes second is told in a sentence, and has the turn once it is given back', async () => {
  const giveBack = await takeTurn();
  await expect(takeTurn(undefined, PATIENCE_MS)).rejects.toThrowError(
    /Another tab of Overlap is at a run.*start again/,
  );
  const waits = takeTurn();
  giveBack();
  (await waits)();
  (await takeTurn(undefined, PATIENCE_MS))();
});

test('who takes the wish back while waiting leaves nothing behind', async () => {
  const giveBack = await takeTurn();
  const wish = new AbortController();
  const waits = takeTurn(wish.signal);
  wish.abort();
  await expect(waits).rejects.toMatchObject({ name: 'AbortError' });
  giveBack();
  await expect.poll(async () => (await navigator.locks.query()).held?.length).toBe(0);
  expect((await navigator.locks.query()).pending).toEqual([]);
});

test('a page that is left in the midst of a run gives its turn back, also where the browser only puts it aside', async () => {
  const giveBack = await takeTurn();
  dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
  (await takeTurn(undefined, PATIENCE_MS))();
  giveBack();
});
