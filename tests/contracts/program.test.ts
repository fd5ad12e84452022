/**
 * What every program promises, whichever file it is: its check holds for every order that a model could bring about and fails when
 * something is wrong, it computes each item exactly once, and it asks only for what it has. Loops over the registry, so a new
 * program is covered by being there.
 */
import { describe, expect, it } from 'vitest';
import { prng } from '../../src/base/prng.ts';
import { MOST_COUNTERS } from '../../src/memory/counter-plan.ts';
import { programs, type Parameter, type Program } from '../../src/programs/index.ts';
import { playReference, type ReferenceRun, Stuck } from '../programs/reference.ts';

const SEEDS = Array.from({ length: 15 }, (_, seed) => seed + 1);
const catalogue: readonly Program[] = await Promise.all(programs.ids.map((id) => programs.load(id)));

/** Large ranges add steps, not cases. */
const ENOUGH = 60;
const small = ({ usual, least }: Parameter): number => Math.max(least, Math.min(usual, ENOUGH));

function argumentsOf({ parameters }: Program): readonly (readonly number[])[] {
  return [parameters.map(small), parameters.map(({ least }) => least)];
}

function inTurn(program: Program, args: readonly number[]): ReferenceRun {
  return playReference(program, args, { order: 'in-turn', sharesCells: true, random: prng(1) });
}

function* overlapping(program: Program): Generator<ReferenceRun, void, void> {
  for (const args of argumentsOf(program)) {
    for (const seed of SEEDS) {
      for (const sharesCells of [true, false]) {
        yield playReference(program, args, { order: 'overlapping', sharesCells, random: prng(seed) });
      }
    }
  }
}

describe.each(catalogue)('program $id', (program) => {
  const { id, title, from, notice, parameters, resources } = program;

  it('is named as its file, has a title, says what there is to notice and where it comes from', () => {
    expect(programs.ids).toContain(id);
    expect(title).toMatch(/^[a-z]/);
    expect(notice).toMatch(/^[A-Z][^]*\.$/);
    expect(from).toMatch(/^(?:[A-E](?:, [A-E])*)?$/);
  });

  it('has parameters with names of their own, whose usual value lies in their range of whole numbers', () => {
    expect(new Set(parameters.map(({ name }) => name)).size).toBe(parameters.length);
    for (const { usual, least, most } of parameters) {
      expect([usual, least, most].every(Number.isInteger)).toBe(true);
      expect(least).toBeLessThanOrEqual(usual);
      expect(usual).toBeLessThanOrEqual(most);
    }
  });

  it('takes the number of all items as one parameter where it computes, and none where it does not', () => {
    const items = parameters.filter(({ unit }) => unit === 'items');
    expect(items.map(({ name }) => name)).toEqual(program.computes ? ['items'] : []);
  });

  it('starts at least one thread where it says how many, and at most 256', () => {
    for (const args of argumentsOf(program)) {
      const threads = program.threads?.(...args) ?? null;
      if (threads !== null) expect(threads).toBeGreaterThanOrEqual(1);
      if (threads !== null) expect(threads).toBeLessThanOrEqual(256);
    }
  });

  it('is played in turn and its check holds, or is stuck where it says that it needs overlap', () => {
    for (const args of argumentsOf(program)) {
      if (program.needsOverlap) expect(() => inTurn(program, args)).toThrow(Stuck);
      else expect(program.check(inTurn(program, args))).toBeNull();
    }
  });

  it('passes its check in every order of its operations, with cells shared and not', () => {
    for (const run of overlapping(program)) expect(program.check(run), run.lines.join(' | ')).toBeNull();
  });

  it('fails its check when a line is lost, doubled or spoilt, or the result is another', () => {
    for (const run of overlapping(program)) {
      const wrong = [
        { ...run, result: run.result - 1_000_003 },
        { ...run, result: NaN },
        { ...run, lines: [...run.lines, 'somebody else’s line'] },
        ...run.lines.flatMap((line, at) => [
          { ...run, lines: run.lines.toSpliced(at, 1) },
          { ...run, lines: run.lines.toSpliced(at, 0, line) },
          { ...run, lines: run.lines.with(at, `${line}!`) },
        ]),
      ];
      // Who prints nothing is asked for nothing but the result.
      const judged = run.lines.length > 0 ? wrong : wrong.slice(0, 2);
      for (const one of judged) expect(program.check(one), one.lines.join(' | ')).toMatch(/^[-a-zA-Z0-9"][^]*[^.]$/);
    }
  });

  it('computes every item exactly once, whatever the order', () => {
    for (const run of overlapping(program)) {
      const items = run.args[parameters.findIndex(({ unit }) => unit === 'items')] ?? 0;
      const times = new Uint8Array(items);
      for (const { start, end } of run.computed) {
        expect([start >= 0, start <= end, end <= items]).toEqual([true, true, true]);
        for (let item = start; item < end; item++) times[item] = (times[item] ?? 0) + 1;
      }
      expect(times.every((count) => count === 1)).toBe(true);
      expect(run.operations.has('compute')).toBe(program.computes);
    }
  });

  it('gives back every lock, empties queues and mailboxes, and uses all that it has', () => {
    for (const run of overlapping(program)) {
      expect(run.left).toBe(0);
      expect(run.operations.has('acquire')).toBe(resources.locks > 0);
      expect(run.operations.has('get')).toBe(resources.queues.length > 0);
      expect(run.operations.has('load')).toBe(resources.cells > 0);
      expect(run.operations.has('read-file')).toBe(program.readsFiles === true);
      expect(run.operations.has('count')).toBe((resources.counters ?? 0) > 0);
      expect(resources.counters ?? 0).toBeLessThanOrEqual(MOST_COUNTERS);
    }
  });
});

describe('the catalogue of programs', () => {
  it('asks for every operation there is', () => {
    const asked = new Set(
      catalogue.flatMap((program) => [...overlapping(program)].flatMap((run) => [...run.operations])),
    );
    expect([...asked].sort()).toEqual(
      'acquire compute count get is-done join load print put read read-file receive release send sleep spawn store'.split(
        ' ',
      ),
    );
  });

  it('loses counts without a lock in some order, and never with one', () => {
    const [bare, locked] = ['counter', 'counter-locked'].map((id) => catalogue.find((program) => program.id === id));
    const results = (program: Program | undefined): number[] =>
      SEEDS.map((seed) =>
        program
          ? playReference(program, [3, 20], { order: 'overlapping', sharesCells: true, random: prng(seed) }).result
          : NaN,
      );
    expect(results(bare).some((count) => count < 60)).toBe(true);
    expect(results(locked).every((count) => count === 60)).toBe(true);
  });
});
