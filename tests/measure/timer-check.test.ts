/** Whether timers are held back, seen on a made-up clock that only turns of the event loop move. */
import { describe, expect, it } from 'vitest';
import { checkTimers } from '../../src/measure/timer-check.ts';

/** A page whose timers fire `late(asked)` after the time asked for; a turn of its loop takes a tenth of a millisecond. */
function page(late: (timer: number, now: number) => number) {
  let now = 0;
  let started = 0;
  let pending: { due: number; fired: () => void } | null = null;
  return {
    clock: { now: () => now },
    after(ms: number, fired: () => void) {
      pending = { due: now + ms + late(started++, now), fired };
      return () => (pending = null);
    },
    async turn() {
      now += 0.1;
      if (pending && now >= pending.due) pending.fired();
    },
    elapsed: () => now,
    left: () => pending,
  };
}

describe('checkTimers', () => {
  it('finds timers that fire on time to be free, in some 50 ms', async () => {
    const free = page(() => 0.2);
    const { askedMs, tookMs, throttled } = await checkTimers(free);
    expect(throttled).toBe(false);
    expect(askedMs).toBe(10);
    expect(tookMs).toBeCloseTo(10.2, 0);
    expect(free.elapsed()).toBeLessThan(60);
  });

  it.each([
    ['4 ms late, as nested timers of less than that are', 4],
    ['15.6 ms late, the tick of Windows', 15.6],
  ])('does not call timers throttled that are %s', async (_what, late) => {
    expect((await checkTimers(page(() => late))).throttled).toBe(false);
  });

  it.each([
    ['a second', 1_000],
    ['a minute', 60_000],
  ])('sees timers that fire once %s, and does not wait for them', async (_what, period) => {
    const held = page((_timer, now) => period - ((now + 10) % period));
    const { tookMs, throttled } = await checkTimers(held);
    expect(throttled).toBe(true);
    expect(tookMs).toBeGreaterThan(100);
    expect(held.elapsed()).toBeLessThan(121);
    expect(held.left()).toBeNull();
  });

  it('is not swayed by one stall of the page', async () => {
    expect((await checkTimers(page((timer) => (timer === 1 ? 50 : 0)))).throttled).toBe(false);
  });
});
