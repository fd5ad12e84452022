import { expect, test } from 'vitest';
import { explicitSleepers, type Bed } from '../../../src/experiments/claim-lab/explicit-greenlets.ts';
import { STYLES, switchNs } from '../../../src/experiments/claim-lab/switch-costs.ts';
import { evidenceOf } from '../../../src/experiments/claims/cooperative-styles.ts';
import { decide } from '../../../src/measure/claims/verdict.ts';

const five = (ms: number): number[] => Array.from({ length: 5 }, () => ms);

function said(callbacks: number, hub: number, byHand: number, blocking = 400) {
  const styles = {
    coroutines: five(102),
    callbacks: five(callbacks),
    'greenlets under a hub': five(hub),
    'greenlets by hand': five(byHand),
  };
  const control = { blocking: five(blocking), coroutines: five(51) };
  const evidence = evidenceOf({ styles, control }, 7, []);
  return decide({ ...evidence, controlExpected: 'refuted', noiseFloor: 0.01 });
}

test('it holds where all four take about one wait', () => {
  expect(said(102, 103, 101)).toMatchObject({ verdict: 'holds' });
});

test('it is refuted where one style takes longer, or less, than the others', () => {
  expect(said(102, 130, 101)).toMatchObject({ verdict: 'refuted' });
  expect(said(102, 103, 80)).toMatchObject({ verdict: 'refuted' });
});

test('it is undecided where sleeps that keep the thread overlap as well', () => {
  expect(said(102, 103, 101, 51)).toMatchObject({ verdict: 'undecided' });
});

/** Time passes a little with each look, and as asked with the timer. */
function bed(signal = new AbortController().signal): Bed {
  let now = 0;
  return {
    clock: { now: () => (now += 0.01) },
    signal,
    async timer(ms) {
      now += ms;
    },
  };
}

test('sleepers by hand overlap, and take turns where a sleep keeps the thread', async () => {
  const switching = await explicitSleepers(bed(), { count: 8, ms: 120, sleep: 'switching' });
  const blocking = await explicitSleepers(bed(), { count: 8, ms: 50, sleep: 'blocking' });
  expect(switching).toBeGreaterThanOrEqual(120);
  expect(switching).toBeLessThan(130);
  expect(blocking).toBeGreaterThanOrEqual(400);
});

test('sleepers by hand end with Stop, before they begin and while they sleep', async () => {
  const asked = { count: 2, ms: 120, sleep: 'switching' } as const;
  await expect(explicitSleepers(bed(AbortSignal.abort()), asked)).rejects.toThrow('stopped');
  const stop = new AbortController();
  const timer = async (): Promise<void> => stop.abort();
  await expect(explicitSleepers({ ...bed(stop.signal), timer }, asked)).rejects.toThrow('stopped');
});

test.each(STYLES)('the price of a switch of %s is that of so many switches on the clock it is given', (style) => {
  let looks = 0;
  expect(switchNs({ now: () => (looks++ === 0 ? 0 : 20) }, style)).toBe(1_000);
});
