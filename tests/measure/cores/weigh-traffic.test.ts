/** What threads are worth at moving memory, on machines of known truth. */
import { describe, expect, it } from 'vitest';
import { trafficOf, trafficRounds, trafficRule } from '../../../src/measure/cores/weigh-traffic.ts';
import type { Pacer } from '../../../src/measure/cores/pace.ts';
import type { Traffic } from '../../../src/measure/report.ts';
import { simulatedMachine, type Machine } from './simulated-machine.ts';

const RULE = trafficRule('quick');
/** The simulated machine does ten items a millisecond: 1 GB/s with items of 100 kB. */
const ITEM_BYTES = 100_000;
const BYTES = 90 * 2 ** 20;

/** A machine whose memory gives no more than `most` times what one worker asks for. */
function narrow(pacer: Pacer, most: number): Pacer {
  return {
    async window(workers, ...lengths) {
      const share = Math.min(1, most / workers.length);
      const records = await pacer.window(workers, ...lengths);
      return records.map(({ items, ...record }) => ({ ...record, items: items * share }));
    },
  };
}

async function weigh(machine: Machine, workers: number, most: number): Promise<Traffic | null> {
  const computing = simulatedMachine(machine);
  const asked = {
    pacers: { computing, moving: narrow(computing, most) },
    workers,
    rule: RULE,
    seed: machine.seed ?? 1,
    attended: <Taken>(take: () => Promise<Taken>) => take(),
  };
  const rounds = await trafficRounds(asked);
  expect(computing.windows).toHaveLength(1 + 4 * RULE.rounds);
  return trafficOf({ rounds, workers, bytes: BYTES, itemBytes: ITEM_BYTES, seed: 1 });
}

describe('threads where memory is the limit', () => {
  it.each([
    ['memory for all', 2, 2, 2],
    ['memory for one and a half', 2, 1.5, 1.5],
    ['memory for one', 4, 1, 1],
  ])('are worth what memory gives, computing or not: %s', async (_, workers, most, truth) => {
    const found = await weigh({ cores: Array<number>(workers).fill(1), noise: 0.01 }, workers, most);
    expect(found).toMatchObject({ workers, bytes: BYTES, rounds: RULE.rounds });
    expect(found?.moving.estimate).toBeCloseTo(truth, 1);
    expect(found?.computing.estimate).toBeCloseTo(workers, 1);
    expect(found?.alone.estimate).toBeCloseTo(1, 1);
    expect(found?.together.estimate).toBeCloseTo(truth, 1);
  });

  it('are known with intervals that hold the estimate', async () => {
    const found = await weigh({ cores: [1, 1], noise: 0.05, seed: 5 }, 2, 1.4);
    for (const { low, estimate, high } of [found!.moving, found!.computing, found!.alone, found!.together]) {
      expect(low).toBeLessThan(high);
      expect(estimate).toBeGreaterThanOrEqual(low);
      expect(estimate).toBeLessThanOrEqual(high);
    }
  });

  it('are not worth less for what other programs took: the upper end reaches what there would be', async () => {
    const found = await weigh({ cores: [1, 1], hogs: [1] }, 2, 2);
    expect(found?.moving.estimate).toBeLessThan(1.8);
    expect(found?.moving.high).toBeGreaterThan(1.9);
  });

  it('tell nothing without a whole round', () => {
    expect(trafficOf({ rounds: [], workers: 2, bytes: BYTES, itemBytes: ITEM_BYTES, seed: 1 })).toBeNull();
  });
});
