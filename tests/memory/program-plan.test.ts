/** The board of a program: its regions lie side by side, what does not fit is refused, and what is written is what is read. */
import { describe, expect, test } from 'vitest';
import { MemoryTooSmall, type Region } from '../../src/memory/layout.ts';
import { poolPlan } from '../../src/memory/pool-plan.ts';
import {
  mailboxAt,
  programPlan,
  TASK_RECORD,
  type ProgramNeeds,
  type ProgramPlan,
  readsIn,
} from '../../src/memory/program-plan.ts';
import { ProgramRecords } from '../../src/memory/program-records.ts';
import { CONDITION, MUTEX, OBJECT, queueStructure, SEMAPHORE } from '../../src/memory/structures.ts';

const MIB = 2 ** 20;
const NO_COUNTERS = { counters: 0, counterSpacing: 'padded' } as const;
const FEW: ProgramNeeds = { lanes: 3, locks: 1, queues: [4], cells: 2, ownCells: false, ...NO_COUNTERS };
const MANY: ProgramNeeds = { lanes: 64, locks: 50, queues: [1, 64, 1_000], cells: 7, ownCells: true, ...NO_COUNTERS };
const COUNTING: ProgramNeeds = { ...FEW, cells: 7, ownCells: true, counters: 32, counterSpacing: 'shared-line' };

function boardOf(bytes: number, needs: ProgramNeeds): ProgramRecords {
  return new ProgramRecords(new ArrayBuffer(bytes), programPlan({ at: 64, bytes: bytes - 64 }, needs));
}

test.each([
  ['few needs', 32 * MIB, FEW],
  ['many needs', 32 * MIB, MANY],
  ['little memory', 4 * MIB, FEW],
  ['counters of their own', 32 * MIB, COUNTING],
  ['counters apart', 32 * MIB, { ...FEW, counters: 3, counterSpacing: 'padded' }],
] as const)(
  'no two regions overlap with %s, all keep their boundary and none leaves the part that is the programs’',
  (_, total, needs) => {
    const { program } = poolPlan(total, Math.min(10, needs.lanes));
    const plan = programPlan(program, needs);
    const at = (address: number, { BYTES }: { readonly BYTES: number }): Region => ({ at: address, bytes: BYTES });
    const regions: Region[] = [
      ...[
        plan.head,
        plan.lanes,
        plan.holders,
        plan.cells,
        countersRegion(plan),
        plan.printed,
        plan.mailboxes,
        plan.tasks,
      ],
      ...[at(plan.mutex, MUTEX), at(plan.reads, SEMAPHORE), at(plan.object, OBJECT)],
      ...plan.conditions.map((condition) => at(condition, CONDITION)),
      ...plan.locks.map((lock) => at(lock, MUTEX)),
      ...plan.queues.map((queue, place) => at(queue, queueStructure(needs.queues[place] ?? 0))),
    ].sort((one, other) => one.at - other.at || one.bytes - other.bytes);
    let end = program.at;
    for (const region of regions) {
      expect(region.at % 64).toBe(0);
      expect(region.at).toBeGreaterThanOrEqual(end);
      end = region.at + region.bytes;
    }
    expect(end).toBeLessThanOrEqual(program.at + program.bytes);
    expect(readsIn(program)).toBe(plan.reads);
    expect(mailboxAt(plan, plan.mailboxCount)).toBeLessThanOrEqual(plan.mailboxes.at + plan.mailboxes.bytes);
    expect(mailboxAt(plan, 1) % 64).toBe(0);
    const isTight = total < 16 * MIB || plan.ownCounters > 0;
    expect(plan.taskCount).toBeGreaterThanOrEqual(isTight ? 1_000 : 3_900);
  },
);

test('a program that shares more than there is room for is refused', () => {
  const region = { at: 64, bytes: MIB };
  expect(() => programPlan(region, { ...FEW, queues: [1_000_000] })).toThrowError(MemoryTooSmall);
  expect(() => programPlan(region, { ...FEW, cells: 100_000, ownCells: true })).toThrowError(MemoryTooSmall);
});

/** From the first counter to the end of the last one. */
function countersRegion({ counters: { at, count, stride } }: ProgramPlan): Region {
  return { at, bytes: count * stride };
}

describe('counters', () => {
  const linesOf = ({ counters: { at, count, stride } }: ProgramPlan, line: number): number =>
    new Set(Array.from({ length: count }, (_, counter) => Math.floor((at + counter * stride) / line))).size;

  test.each([64, 128])(
    'stand on a line of %i bytes each where they are padded, else on as few as there can be',
    (line) => {
      const plans = (['padded', 'shared-line'] as const).map((counterSpacing) =>
        programPlan({ at: 64, bytes: MIB }, { ...FEW, counters: 16, counterSpacing }),
      );
      expect(plans.map((plan) => linesOf(plan, line))).toEqual([16, 1]);
    },
  );

  test('of two tasks that have their own share no line, with each other or with anything else', () => {
    const records = boardOf(2 * MIB, COUNTING);
    const { plan } = records;
    for (const task of [0, 1, plan.taskCount - 1]) {
      const { at, count, stride } = records.countersOf(task);
      const record = plan.tasks.at + task * plan.taskBytes;
      expect(at % 128).toBe(0);
      expect(at).toBeGreaterThanOrEqual(record + TASK_RECORD + 8 * plan.ownCells);
      expect(at + count * stride).toBeLessThanOrEqual(record + plan.taskBytes);
    }
    expect(plan.taskBytes % 128).toBe(0);
    expect(plan.tasks.at % 128).toBe(0);
  });
});

describe('records', () => {
  test('a spawned task’s own cells and counters begin as those of its spawner, and nothing else does', () => {
    const buffer = new ArrayBuffer(2 * MIB);
    const records = new ProgramRecords(buffer, programPlan({ at: 64, bytes: 2 * MIB - 64 }, COUNTING));
    const words = new Int32Array(buffer);
    records.addTask(0, [1], 0);
    records.ownCells(0).set([1, 2, 3]);
    words[records.countersOf(0).at / 4 + 31] = 7;
    records.copyOwn(0, 1);
    records.addTask(2, [], 0);
    expect([...records.ownCells(1)]).toEqual([1, 2, 3, 0, 0, 0, 0]);
    expect(words[records.countersOf(1).at / 4 + 31]).toBe(7);
    expect([records.bodyOf(1), records.argsOf(1)]).toEqual([2, []]);
  });

  test('a task keeps what it was given, its times, its result and its cells', () => {
    const records = boardOf(MIB, MANY);
    expect(records.addTask(0, [], 1)).toBe(0);
    expect(records.addTask(2, [0.5, -3], 2)).toBe(1);
    records.ownCells(0).set([1, 2, 3]);
    records.ownCells(1).set([4]);
    expect([records.spawned, records.unfinished, records.stateOf(1)]).toEqual([2, 2, 'spawned']);
    records.beginTask(1, 5, 3);
    expect([records.stateOf(1), records.laneOf(1)]).toEqual(['begun', 5]);
    records.endTask(1, 0.25, 4);
    expect([records.stateOf(1), records.unfinished, records.resultOf(1)]).toEqual(['ended', 1, 0.25]);
    expect([records.bodyOf(1), records.argsOf(1), records.argsOf(0)]).toEqual([2, [0.5, -3], []]);
    expect(records.timesOf(1)).toEqual({ spawned: 2, start: 3, end: 4 });
    expect([...records.ownCells(0)]).toEqual([1, 2, 3, 0, 0, 0, 0]);
    expect([...records.ownCells(1)]).toEqual([4, 0, 0, 0, 0, 0, 0]);
  });

  test('mailboxes are given one after another until there is none', () => {
    const records = boardOf(MIB, FEW);
    const { mailboxCount } = records.plan;
    for (let number = 0; number < mailboxCount; number++) {
      records.addTask(0, [], 0);
      expect(records.mailboxOf(number)).toBe(null);
      expect(records.giveMailbox(number)).toBe(number);
      expect(records.mailboxOf(number)).toBe(number);
    }
    expect(records.giveMailbox(records.addTask(0, [], 0))).toBe(null);
  });

  test('lines are read as they were printed, and one too many is refused', () => {
    const records = boardOf(65_536, FEW);
    const texts = ['', 'one', 'zwölf Boxkämpfer', '🧵🧵', 'x'.repeat(1_000)];
    texts.forEach((text, task) => expect(records.print(task, text, task / 2)).toBe(true));
    expect(records.lines()).toEqual(texts.map((text, task) => ({ at: task / 2, task, text })));
    expect(records.print(0, 'x'.repeat(65_536), 0)).toBe(false);
    expect(records.lineCount).toBe(texts.length);
  });

  test('a lane’s activity, its open stretch and the holder of a lock are what was set; cleared, nothing is left', () => {
    const records = boardOf(MIB, FEW);
    records.setActivity(2, 'acquire', 7);
    records.setOpen(2, 3, 4, 5.5);
    records.setHolder(0, 0);
    records.notePosted(1);
    expect([records.activityOf(2), records.objectOf(2), records.operationsOf(2)]).toEqual(['acquire', 7, 1]);
    expect(records.openOf(2)).toEqual({ phase: 3, task: 4, since: 5.5 });
    expect([records.holderOf(0), records.postedBy(1)]).toEqual([0, 1]);
    records.addTask(0, [1], 1);
    records.origin = 3;
    records.clear();
    expect([records.holderOf(0), records.activityOf(2), records.spawned, records.origin]).toEqual([
      null,
      'running',
      0,
      0,
    ]);
  });
});
