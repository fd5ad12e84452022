/** What threads are worth, on machines of known truth. */
import { describe, expect, it } from 'vitest';
import { groupsOf } from '../../../src/measure/cores/pace-groups.ts';
import { Weighing, weighingRule, type WeighingRule } from '../../../src/measure/cores/weigh-cores.ts';
import { simulatedMachine, type Machine, type SimulatedMachine } from './simulated-machine.ts';

const QUICK = weighingRule('quick');
const THOROUGH = weighingRule('thorough');
const SEEDS = Array.from({ length: 20 }, (_, seed) => seed + 1);

async function weigh(
  machine: Machine,
  workers: number,
  rule: WeighingRule = QUICK,
): Promise<{ weighing: Weighing; simulated: SimulatedMachine }> {
  const simulated = simulatedMachine(machine);
  const weighing = new Weighing({
    pacer: simulated,
    workers,
    rule,
    seed: machine.seed ?? 1,
    clock: simulated.clock,
    attended: (take) => take(),
  });
  await weighing.warmUp();
  while (weighing.wantsMore) await weighing.round();
  return { weighing, simulated };
}

/** Of twenty seeded weighings, how many are within 3 % of the truth. */
async function within(machine: Machine, workers: number, truth: number): Promise<number> {
  let right = 0;
  for (const seed of SEEDS) {
    const { weighing } = await weigh({ ...machine, seed }, workers);
    const estimate = weighing.effective()?.estimate ?? NaN;
    if (Math.abs(estimate / truth - 1) <= 0.03) right += 1;
  }
  return right;
}

describe('what the threads are worth', () => {
  it.each([
    ['two whole cores', { cores: [1, 1] }, 2, 2],
    ['four whole cores, two per cent of noise', { cores: [1, 1, 1, 1], noise: 0.02 }, 4, 4],
    ['one core of which two threads take turns', { cores: [1] }, 2, 1],
    ['four fast cores and four at 45 %', { cores: [1, 1, 1, 1, 0.45, 0.45, 0.45, 0.45] }, 8, 5.8],
    ['a limit of 50 %', { cores: [1, 1], limit: 0.5 }, 2, 1],
    ['a limit of 75 %', { cores: [1, 1], limit: 0.75 }, 2, 1],
    ['a limit of 100 %', { cores: [1, 1], limit: 1 }, 2, 1],
    ['a limit of 125 %', { cores: [1, 1], limit: 1.25 }, 2, 1.25],
    ['a limit of 150 %', { cores: [1, 1], limit: 1.5 }, 2, 1.5],
    ['a limit of 175 %', { cores: [1, 1], limit: 1.75 }, 2, 1.75],
    ['a limit above what there is', { cores: [1, 1], limit: 2.5 }, 2, 2],
  ] satisfies [string, Machine, number, number][])(
    'is right within 3 %% in 19 of 20 on %s',
    async (_, machine, workers, truth) => {
      expect(await within(machine, workers, truth)).toBeGreaterThanOrEqual(19);
    },
  );

  it('says what a limit on processor time took, and that nothing else did', async () => {
    const { weighing } = await weigh({ cores: [1, 1], limit: 1.5 }, 2);
    const { lost } = weighing.worth() ?? {};
    expect(lost?.timeLimit).toBeCloseTo(0.5, 1);
    expect(lost?.otherLoad).toBeCloseTo(0, 1);
    expect(lost?.slower).toBeCloseTo(0, 1);
  });

  it('says what other programs took, and lets the upper end reach what there would be without them', async () => {
    const { weighing } = await weigh({ cores: [1, 1], hogs: [1] }, 2);
    const { lost } = weighing.worth() ?? {};
    expect(lost?.otherLoad).toBeCloseTo(0.5, 1);
    expect(lost?.timeLimit).toBeCloseTo(0, 1);
    const { estimate = 0, high = 0 } = weighing.effective() ?? {};
    expect(estimate).toBeCloseTo(1.5, 1);
    expect(high).toBeGreaterThanOrEqual(2 * 0.98);
  });

  it('says that threads ran slower where that is all', async () => {
    const { weighing } = await weigh({ cores: [1, 0.4] }, 2);
    expect(weighing.worth()?.lost.slower).toBeCloseTo(0.6, 1);
    expect(weighing.worth()?.lost.otherLoad).toBeCloseTo(0, 1);
  });

  it('adds what was lost up to what is missing, whatever the machine', async () => {
    for (const machine of [
      { cores: [1, 0.4], hogs: [0], noise: 0.05 },
      { cores: [1, 1], limit: 1.2, hogs: [1] },
    ]) {
      const { weighing } = await weigh({ ...machine, seed: 5 }, 2);
      const { lost, samples = [] } = weighing.worth() ?? {};
      const missing = samples.reduce((sum, { alone, together }) => sum + 2 - together / alone, 0) / samples.length;
      expect((lost?.timeLimit ?? 0) + (lost?.otherLoad ?? 0) + (lost?.slower ?? 0)).toBeCloseTo(missing, 10);
    }
  });

  it('leaves out the rounds in which others took a part, and says how many and how much', async () => {
    const quiet = simulatedMachine({ cores: [1, 1] });
    const loud = simulatedMachine({ cores: [1, 1], hogs: [1] });
    let window = 0;
    const weighing = new Weighing({
      pacer: { window: (...asked) => (window++ % 10 === 9 ? loud : quiet).window(...asked) },
      workers: 2,
      rule: THOROUGH,
      seed: 3,
      clock: quiet.clock,
      attended: (take) => take(),
    });
    for (let round = 0; round < 20; round++) await weighing.round();
    expect(weighing.effective()).toEqual({ estimate: 2, low: 2, high: 2 });
    const { disturbed = 0, samples = [], otherLoad = 0, lost } = weighing.worth() ?? {};
    expect(disturbed).toBeGreaterThan(0);
    expect(disturbed + samples.length).toBe(20);
    expect(otherLoad).toBeGreaterThan(0);
    expect(lost?.otherLoad).toBe(0);
  });

  it('sees one worker that is held to half of the time', async () => {
    const { weighing } = await weigh({ cores: [1, 1], held: { 1: 0.5 }, noise: 0.01 }, 2);
    const groups = weighing.worth()?.groups ?? [];
    expect(groups.map(({ workers }) => workers)).toEqual([[0], [1]]);
    expect(groups[1]?.pace).toBeCloseTo(0.5, 1);
    expect(weighing.effective()?.estimate).toBeCloseTo(1.5, 1);
  });

  it('takes the unit from the workers that keep up, not from one that is held back', async () => {
    const { weighing } = await weigh({ cores: [1, 1], held: { 0: 0.5 }, noise: 0.01 }, 2);
    expect(weighing.effective()?.estimate).toBeCloseTo(1.5, 1);
  });

  it('measures other numbers of workers as a curve that begins at 1', async () => {
    const { weighing } = await weigh({ cores: [1, 1, 1, 0.5] }, 4);
    await weighing.sweep([2, 3, 5]);
    const curve = weighing.worth()?.curve ?? [];
    expect(curve.map(({ workers }) => workers)).toEqual([1, 2, 3, 4, 5]);
    for (const [index, truth] of [1, 2, 3, 3.5, 3.5].entries()) {
      expect(curve[index]?.speedup.estimate ?? 0).toBeCloseTo(truth, 0.7);
    }
  });
});

describe('the rule', () => {
  it('ends as soon as the ratio is known, and with the budget where it never is', async () => {
    const quiet = await weigh({ cores: [1, 1] }, 2);
    expect(quiet.weighing.rounds).toBe(QUICK.fewestRounds);
    const noisy = await weigh({ cores: [1, 1], noise: 0.3 }, 2, THOROUGH);
    expect(noisy.weighing.rounds).toBeGreaterThan(THOROUGH.fewestRounds);
    expect(noisy.simulated.clock.now()).toBeLessThan(1.1 * THOROUGH.budgetMs);
  });

  it('gives the same for the same seed, and takes either side first', async () => {
    const machine = { cores: [1, 1], noise: 0.1, seed: 7 };
    const [one, other] = [await weigh(machine, 2), await weigh(machine, 2)];
    expect(one.weighing.worth()).toEqual(other.weighing.worth());
    const order = one.simulated.windows.slice(-2 * one.weighing.rounds).filter((_, window) => window % 2 === 0);
    expect(new Set(order)).toEqual(new Set([1, 2]));
  });
});

describe('groups of workers', () => {
  const pace = (worker: number, estimate: number, half: number) => ({
    worker,
    pace: { estimate, low: estimate - half, high: estimate + half },
  });

  it('are drawn where paces differ by much and for sure', () => {
    const groups = groupsOf([pace(0, 1, 0.02), pace(1, 0.5, 0.02), pace(2, 0.99, 0.02), pace(3, 0.48, 0.02)]);
    expect(groups.map(({ workers }) => workers)).toEqual([
      [0, 2],
      [1, 3],
    ]);
  });

  it('are one where the difference is small, or may be noise', () => {
    expect(groupsOf([pace(0, 1, 0.001), pace(1, 0.9, 0.001)])).toHaveLength(1);
    expect(groupsOf([pace(0, 1, 0.3), pace(1, 0.6, 0.3)])).toHaveLength(1);
    expect(groupsOf([])).toEqual([]);
  });
});
