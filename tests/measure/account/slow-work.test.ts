/** Why computing took longer, on made-up machines of which the truth is known: every cause in its own share. */
import { describe, expect, it } from 'vitest';
import { prng } from '../../../src/base/prng.ts';
import { account, type AccountInput } from '../../../src/measure/account/account.ts';
import type { Account, LossShare } from '../../../src/measure/report.ts';
import { computePaceOf } from '../../../src/measure/account/slow-work.ts';
import { againstReference, referenceTimes } from '../../../src/measure/account/task-times.ts';
import { madeUpRun, unevenTasks, type MadeUp } from './made-up-machine.ts';
import { normal } from '../stats/noise.ts';

const SEED = 77_312;
const TASKS = unevenTasks(64, prng(SEED));
const WORK_MS = TASKS.reduce((sum, ms) => sum + ms, 0);
const NOTHING = { startupMs: null, mainAgainstWorker: null, oversubscription: null, memoryOnly: null };
const ALONE = Array.from({ length: 7 }, () => madeUpRun({ workers: 1, tasks: TASKS }));
const EVERYTHING = { reference: referenceTimes(ALONE), computePace: 1 };

type Slowed = NonNullable<MadeUp['slowed']>;
const all =
  (factor: number): Slowed =>
  () => ({ factor });
const run = (slowed: Slowed, workers = 2) => madeUpRun({ workers, tasks: TASKS, slowed });
const isolated = (factor: number, workers = 2) => ({ runs: [run(all(factor), workers)], alone: ALONE });

function accountOf(slowed: Slowed, known: Partial<AccountInput> = {}, workers = 2): Account {
  const timelines = [run(slowed, workers)];
  const measured = WORK_MS / (timelines[0]?.makespanMs ?? NaN);
  const work = { kernel: 'ep', model: 'free-threads', workers, timelines, serialMs: WORK_MS, measured } as const;
  const found = account({ ...work, surroundings: NOTHING, ...EVERYTHING, ...known });
  const sum = found.shares.reduce((total, { speedup }) => total + speedup, 0);
  expect(sum).toBeCloseTo(found.ideal - found.measured, 9);
  return found;
}

const shareOf = ({ shares }: Account, id: LossShare['id']): number | undefined =>
  shares.find((share) => share.id === id)?.speedup;

/** Where `ms` of worker-time were lost, in units of speed-up. */
const inSpeedup = (ms: number, { measured }: Account): number => (ms / WORK_MS) * measured;

const COMPUTING = ['other-load', 'slower-cores', 'memory', 'sharing', 'slower-work'] as const;

/** Each named share has its truth in worker-milliseconds, the other causes nothing. */
function expectLost(found: Account, truth: Partial<Record<(typeof COMPUTING)[number], number>>): void {
  for (const id of COMPUTING) expect(shareOf(found, id) ?? 0, id).toBeCloseTo(inSpeedup(truth[id] ?? 0, found), 6);
}

describe('two threads of one core, all tasks 1.4 times as long', () => {
  const slowed = all(1.4);

  it('are slower cores where pure computing was slower by as much', () => {
    const found = accountOf(slowed, { computePace: 1 / 1.4, isolated: isolated(1.4) });
    expectLost(found, { 'slower-cores': 0.4 * WORK_MS });
  });

  it('are slower cores up to what was seen, where pure computing was slower still', () => {
    const found = accountOf(slowed, { computePace: 0.5, isolated: isolated(1.4) });
    expectLost(found, { 'slower-cores': 0.4 * WORK_MS });
  });

  it('are no gain of anything where the pace is above that of one alone', () => {
    const found = accountOf(slowed, { computePace: 1.1, isolated: isolated(1.4) });
    expectLost(found, { memory: 0.4 * WORK_MS });
  });
});

describe('memory that all wait for', () => {
  it('is memory where isolated workers wait as long', () => {
    expectLost(accountOf(all(1.3), { isolated: isolated(1.3) }), { memory: 0.3 * WORK_MS });
  });

  it('is sharing as far as isolated workers wait less', () => {
    const found = accountOf(all(1.3), { isolated: isolated(1.1) });
    expectLost(found, { memory: 0.1 * WORK_MS, sharing: 0.2 * WORK_MS });
  });

  it('is not less than nothing of sharing where isolated workers wait longer', () => {
    expectLost(accountOf(all(1.3), { isolated: isolated(1.5) }), { memory: 0.3 * WORK_MS, sharing: 0 });
  });

  it('is all there is where the workers share none themselves', () => {
    const found = accountOf(all(1.3), { model: 'processes', isolated: 'itself' });
    expectLost(found, { memory: 0.3 * WORK_MS });
    expect(shareOf(found, 'sharing')).toBeUndefined();
  });

  it('is told from slower cores', () => {
    const found = accountOf(all(1.2 * 1.25), { computePace: 1 / 1.2, isolated: isolated(1.2 * 1.25) });
    expectLost(found, { 'slower-cores': 0.25 * WORK_MS, memory: 0.25 * WORK_MS });
  });

  it('measures isolated workers against their own time alone, and their lumps not at all', () => {
    const alone = [madeUpRun({ workers: 1, tasks: TASKS, slowed: all(1.5) })];
    const runs = [run((task) => ({ factor: 1.5 * 1.3, standsMs: task % 9 === 4 ? 6 : 0 }))];
    expectLost(accountOf(all(1.3), { isolated: { runs, alone } }), { memory: 0.3 * WORK_MS });
  });
});

describe('other load', () => {
  const hog: Slowed = (task) => ({ standsMs: task % 10 === 3 ? 3 : 0 });
  const lumps = TASKS.filter((_, task) => task % 10 === 3).length * 3;

  it('is what some tasks took in lumps of 3 ms beyond themselves', () => {
    expectLost(accountOf(hog, { isolated: isolated(1) }), { 'other-load': lumps });
  });

  it('is told from the slowness of all', () => {
    const found = accountOf((task, lane) => ({ ...hog(task, lane), factor: 1.4 }), {
      computePace: 1 / 1.4,
      isolated: isolated(1.4),
    });
    expectLost(found, { 'other-load': lumps, 'slower-cores': 0.4 * WORK_MS });
  });

  it('is seen where two of three tasks of a lane were hit', () => {
    const hit = (task: number, lane: number): boolean => lane === 1 && task % 3 !== 0;
    const shared: Slowed = (task, lane) => ({ standsMs: hit(task, lane) ? 3 : 0 });
    const taken = run(shared).spans.filter(({ task, lane }) => task >= 0 && hit(task, lane)).length * 3;
    expect(taken).toBeGreaterThan(20);
    expectLost(accountOf(shared, { isolated: isolated(1) }), { 'other-load': taken });
  });

  it('is a limit on processor time as well: all stand still for 50 ms at once', () => {
    const stopped: Slowed = (task) => ({ standsMs: task === 30 || task === 31 ? 50 : 0 });
    expectLost(accountOf(stopped, { isolated: isolated(1) }), { 'other-load': 100 });
  });

  it('is what the serial runs did not have as well', () => {
    const serialRuns = [madeUpRun({ workers: 1, tasks: TASKS, slowed: hog })];
    const serialMs = WORK_MS + lumps;
    const makespanMs = run(hog).makespanMs;
    const found = accountOf(hog, { serialRuns, serialMs, measured: serialMs / makespanMs, isolated: isolated(1) });
    for (const id of COMPUTING) expect(shareOf(found, id), id).toBeCloseTo(0, 9);
    const calm = accountOf(all(1), { serialRuns, serialMs, measured: serialMs / run(all(1)).makespanMs });
    expect(shareOf(calm, 'other-load')).toBeCloseTo(-lumps / run(all(1)).makespanMs, 9);
  });

  it('is seen in a lane that had a single task', () => {
    const one = { workers: 2, tasks: [1, 40, 1, 1, 1, 1] };
    const reference = referenceTimes([madeUpRun({ ...one, workers: 1 })]);
    const kept = madeUpRun({ ...one, slowed: (task) => ({ standsMs: task === 1 ? 30 : 0 }) });
    expect(againstReference(kept, reference).lumpsMs).toBeCloseTo(30, 9);
  });

  it('is not one core being half as fast: that is a slower core', () => {
    const found = accountOf((_task, lane) => ({ factor: lane === 1 ? 2 : 1 }), {
      computePace: 0.5,
      isolated: isolated(1),
    });
    expect(shareOf(found, 'other-load')).toBe(0);
    expect(shareOf(found, 'slower-cores')).toBeGreaterThan(0.4);
    expect(shareOf(found, 'memory')).toBeCloseTo(0, 9);
  });

  it('is not a long task that took a tenth longer', () => {
    const long = { workers: 2, tasks: Array.from({ length: 12 }, () => 20) };
    const reference = referenceTimes([madeUpRun({ ...long, workers: 1 })]);
    const later = madeUpRun({ ...long, slowed: (task) => ({ factor: task % 4 === 0 ? 1.1 : 1 }) });
    expect(againstReference(later, reference).lumpsMs).toBe(0);
  });

  it(`is next to none where tasks are merely uneven from run to run (seed ${SEED})`, () => {
    const random = prng(SEED);
    const skewed: Slowed = () => ({ factor: 1 + 0.05 * Math.exp(normal(random)) });
    const alone = Array.from({ length: 9 }, () => madeUpRun({ workers: 1, tasks: TASKS, slowed: skewed }));
    const reference = referenceTimes(alone);
    const timelines = Array.from({ length: 40 }, () => run(skewed));
    const serialMs = [...alone].map(({ makespanMs }) => makespanMs).sort((a, b) => a - b)[4] ?? NaN;
    const found = accountOf(skewed, { timelines, reference, serialMs, isolated: { runs: timelines, alone } });
    expect(shareOf(found, 'other-load')).toBeLessThan(0.01);
    for (const id of COMPUTING) expect(Math.abs(shareOf(found, id) ?? NaN), id).toBeLessThan(0.03);
  });
});

describe('what is not known', () => {
  const ids = ({ shares }: Account) => shares.map(({ id }) => id).filter((id) => COMPUTING.some((each) => each === id));
  const textOf = ({ shares }: Account) => shares.find(({ id }) => id === 'slower-work')?.text;

  it('stays one share where tasks have no reference', () => {
    const found = accountOf(all(1.4), { reference: undefined, isolated: isolated(1.4) });
    expect(ids(found)).toEqual(['slower-work']);
    expectLost(found, { 'slower-work': 0.4 * WORK_MS });
    expect(textOf(found)).toBe('Work ran slower when all cores were busy');
  });

  it('is split as far as it can be', () => {
    const withoutPace = accountOf(all(1.4), { computePace: undefined, isolated: isolated(1.3) });
    expect(ids(withoutPace)).toEqual(['other-load', 'sharing', 'slower-work']);
    expectLost(withoutPace, { sharing: 0.1 * WORK_MS, 'slower-work': 0.3 * WORK_MS });
    const withoutIsolated = accountOf(all(1.4), { computePace: 1 / 1.2 });
    expect(ids(withoutIsolated)).toEqual(['other-load', 'slower-cores', 'slower-work']);
    expect(textOf(withoutIsolated)).toBe('Work ran slower when all cores were busy');
  });

  it('is not made up from isolated runs without tasks', () => {
    const found = accountOf(all(1.4), { isolated: { runs: [], alone: ALONE } });
    expect(ids(found)).toEqual(['other-load', 'slower-cores', 'slower-work']);
  });

  it('is, where all could be split, only what one worker’s tasks differ from the serial form', () => {
    const found = accountOf(all(1.4), { serialMs: 0.95 * WORK_MS, measured: 1, isolated: isolated(1.4) });
    expect(textOf(found)).toBe('One worker’s tasks against the serial time');
    const makespanMs = run(all(1.4)).makespanMs;
    expect(shareOf(found, 'slower-work')).toBeCloseTo((0.05 * WORK_MS) / makespanMs, 9);
  });
});

describe('the pace of pure computing', () => {
  const lost = (timeLimit: number, otherLoad: number, slower: number) => ({ lost: { timeLimit, otherLoad, slower } });

  it('is what threads lack that is neither limit nor other load', () => {
    expect(computePaceOf(lost(0, 0, 0.6), 2, 2)).toBeCloseTo(0.7, 12);
    // One of four stands still half of the time; all run at 0.8: 3.5 × 0.2 are lost to it.
    expect(computePaceOf(lost(0.25, 0.25, 3.5 * 0.2), 4, 4)).toBeCloseTo(0.8, 12);
  });

  it('is 1 for one worker, and not known for other numbers than were weighed', () => {
    expect(computePaceOf(lost(0, 0, 0.6), 2, 1)).toBe(1);
    expect(computePaceOf(lost(0, 0, 0.6), 2, 3)).toBeUndefined();
    expect(computePaceOf(lost(2, 0, 0), 2, 2)).toBeUndefined();
  });
});

describe('reference times', () => {
  it('are medians, which one disturbed run does not move', () => {
    const disturbed = madeUpRun({ workers: 1, tasks: TASKS, slowed: () => ({ standsMs: 8 }) });
    const times = referenceTimes([...ALONE, disturbed]);
    for (const [task, ms] of TASKS.entries()) expect(times.get(task)).toBeCloseTo(ms, 9);
  });

  it('add up to what a typical run computes, skewed as its tasks may be', () => {
    const random = prng(SEED);
    const skewed: Slowed = () => ({ factor: 1 + 0.2 * Math.exp(normal(random)) });
    const runs = Array.from({ length: 21 }, () => madeUpRun({ workers: 1, tasks: TASKS, slowed: skewed }));
    const sum = [...referenceTimes(runs).values()].reduce((total, ms) => total + ms, 0);
    const computed = runs.map((each) => each.makespanMs - againstReference(each, referenceTimes(runs)).lumpsMs);
    const typical = computed.sort((a, b) => a - b)[10] ?? NaN;
    expect(Math.abs(sum / typical - 1)).toBeLessThan(0.01);
  });

  it('put a task together that was interrupted, and know none that has no number', () => {
    const spans = [
      { lane: 0, task: 0, phase: 'running', start: 0, end: 2 },
      { lane: 0, task: 0, phase: 'waiting-gil', start: 2, end: 7 },
      { lane: 0, task: 0, phase: 'running', start: 7, end: 8 },
      { lane: 0, task: -1, phase: 'running', start: 8, end: 9 },
    ] as const;
    const times = referenceTimes([{ kernel: 'ep', model: 'gil-threads', workers: 1, makespanMs: 9, spans }]);
    expect([...times]).toEqual([[0, 3]]);
  });

  it('are empty without runs', () => {
    expect(referenceTimes([]).size).toBe(0);
  });
});
