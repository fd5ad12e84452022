/** The board of a program: its regions lie side by side, what does not fit is refused, and what is written is what is read. */
import { describe, expect, test } from 'vitest';
import { MemoryTooSmall, type Region } from '../../src/memory/layout.ts';
import { poolPlan } from '../../src/memory/pool-plan.ts';
import { mailboxAt, programPlan, type ProgramNeeds } from '../../src/memory/program-plan.ts';
import { ProgramRecords } from '../../src/memory/program-records.ts';
import { CONDITION, MUTEX, OBJECT, queueStructure, SEMAPHORE } from '../../src/memory/structures.ts';

const MIB = 2 ** 20;
const FEW: ProgramNeeds = { lanes: 3, locks: 1, queues: [4], cells: 2, ownCells: false };
const MANY: ProgramNeeds = { lanes: 64, locks: 50, queues: [1, 64, 1_000], cells: 7, ownCells: true };

function boardOf(bytes: number, needs: ProgramNeeds): ProgramRecords {
  return new ProgramRecords(new ArrayBuffer(bytes), programPlan({ at: 64, bytes: bytes - 64 }, needs));
}

test.each([
  ['few needs', 32 * MIB, FEW],
  ['many needs', 32 * MIB, MANY],
  ['little memory', 4 * MIB, FEW],
])(
  'no two regions overlap with %s, all keep their boundary and none leaves the part that is the programs’',
  (_, total, needs) => {
    const { program } = poolPlan(total, Math.min(10, needs.lanes));
    const plan = programPlan(program, needs);
    const at = (address: number, { BYTES }: { readonly BYTES: number }): Region => ({ at: address, bytes: BYTES });
    const regions: Region[] = [
      ...[plan.head, plan.lanes, plan.holders, plan.cells, plan.printed, plan.mailboxes, plan.tasks],
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
    expect(mailboxAt(plan, plan.mailboxCount)).toBeLessThanOrEqual(plan.mailboxes.at + plan.mailboxes.bytes);
    expect(mailboxAt(plan, 1) % 64).toBe(0);
    expect(plan.taskCount).toBeGreaterThanOrEqual(total < 16 * MIB ? 1_000 : 3_900);
  },
);

test('a program that shares more than there is room for is refused', () => {
  const region = { at: 64, bytes: MIB };
  expect(() => programPlan(region, { ...FEW, queues: [1_000_000] })).toThrowError(MemoryTooSmall);
  expect(() => programPlan(region, { ...FEW, cells: 100_000, ownCells: true })).toThrowError(MemoryTooSmall);
});

describe('records', () => {
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
