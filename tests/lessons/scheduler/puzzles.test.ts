/**
 * Every puzzle of the scheduler: what it asks for can be done and the code without the fault cannot be made to do it, par is the shortest
 * way, hints lead there or truly say that nothing does, and each step stands at the line it is said to.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FAULTS } from '../../../assembly/faults.ts';
import { compileEntry } from '../../../assembly/puzzle-modules.ts';
import { prng } from '../../../src/base/prng.ts';
import { Graph } from '../../../src/interleave/graph.ts';
import { Stepper } from '../../../src/interleave/stepper.ts';
import { PUZZLES } from '../../../src/lessons/scheduler/catalogue.ts';
import { hints } from '../../../src/lessons/scheduler/hints.ts';
import { Play, shortestWay, turnsIn } from '../../../src/lessons/scheduler/play.ts';
import { proofOf } from '../../../src/lessons/scheduler/proof.ts';
import { placeOf, placeOfLine, type PuzzleCode } from '../../../src/lessons/scheduler/puzzle-code.ts';
import { staged, type ListedPuzzle, type Variant } from '../../../src/lessons/scheduler/puzzle.ts';
import { MUTANTS } from '../../interleave/mutants.ts';
import { COUNTS } from './counts.ts';
import { searched } from './forward-search.ts';

const LONG = 60_000;
const SEED = 20261130;
const WALKS = 12;
const BUILD = join(import.meta.dirname, '..', '..', '..', 'assembly', 'build', 'puzzles');

async function codeOf({ code }: Variant): Promise<PuzzleCode> {
  const beside = JSON.parse(await readFile(join(BUILD, `${code}.json`), 'utf8')) as Omit<PuzzleCode, 'module'>;
  return { ...beside, module: new WebAssembly.Module(await readFile(join(BUILD, `${code}.wasm`))) };
}

async function setUp(puzzle: ListedPuzzle, variant: Variant = puzzle.played) {
  const code = await codeOf(variant);
  const ready = staged(puzzle, variant);
  const stepper = new Stepper(code.module, ready.scenario);
  const graph = Graph.of(stepper, ready.goal);
  const threads = ready.scenario.places.slice(0, puzzle.threads).map(({ at }) => at);
  return { code, ready, stepper, graph, naming: { words: ready.words, threads } };
}

test('there are at least eight puzzles, each with a name of its own', () => {
  expect(PUZZLES.length).toBeGreaterThanOrEqual(8);
  expect(new Set(PUZZLES.map(({ id }) => id)).size).toBe(PUZZLES.length);
});

describe.each(PUZZLES.map((puzzle) => [puzzle.id, puzzle] as const))('%s', { timeout: LONG }, (id, puzzle) => {
  test('par is the shortest way, and leads to the goal', async () => {
    const { code, ready, stepper, graph } = await setUp(puzzle);
    const start = graph.distance(stepper.keyOf(stepper.start()), -1);
    expect(start).toEqual(searched(stepper, ready.goal));
    // Whether it can be done: exactly where there is something to mend.
    expect(start !== null).toBe(puzzle.mended !== null);
    const way = shortestWay(code.module, ready, graph);
    expect(start ?? { turns: 0, steps: 0 }).toEqual({
      turns: turnsIn(way.map((thread) => ({ thread }))),
      steps: way.length,
    });
    const play = new Play(code.module, ready);
    for (const thread of way) play.give(thread);
    expect(play.isReached).toBe(start !== null);
  });

  test('the code without the fault cannot be broken, and the counts are those of a browser', async () => {
    const { code, ready, graph } = await setUp(puzzle, puzzle.mended ?? puzzle.played);
    const { holds, ...counts } = proofOf(code.module, ready, graph);
    expect(holds).toBe(true);
    expect(graph.reaching).toBe(0);
    expect(counts).toEqual(COUNTS[id]);
  });

  test(`from random positions (seed ${SEED}) hints lead to the goal, or nothing does`, async () => {
    const { code, ready, stepper, graph, naming } = await setUp(puzzle);
    const random = prng(SEED);
    for (let walk = 0; walk < WALKS; walk++) {
      const play = new Play(code.module, ready);
      const length = random.below(14);
      for (let step = 0; step < length && play.able.length > 0 && !play.isReached; step++)
        play.give(play.able[random.below(play.able.length)] as number);
      const distance = play.distance(graph);
      expect(distance).toEqual(searched(stepper, ready.goal, play.position, play.last));
      const [first = ''] = hints(1, play, graph, naming);
      expect(first).toMatch(distance === null ? /out of reach|No schedule/ : /From here it takes|You are there/);
      const taken = play.steps.length;
      for (let next = play.next(graph); next !== null; next = play.next(graph)) play.give(next);
      expect(play.isReached).toBe(distance !== null);
      if (distance) expect(play.steps.length - taken).toBe(distance.steps);
    }
  });

  test('every step of a random schedule stands at the line that does it', async () => {
    const { code, ready } = await setUp(puzzle);
    const random = prng(SEED);
    const play = new Play(code.module, ready);
    while (play.able.length > 0 && !play.isReached) play.give(play.able[random.below(play.able.length)] as number);
    for (const { operation, site } of play.steps) {
      const place = placeOf(code, site);
      const line = place?.excerpt.text.split('\n')[place.line - place.excerpt.from] ?? '';
      expect(line).toContain(`atomic.${/sleep|wake|stay/.test(operation) ? 'wait' : operation}`);
    }
  });

  test('the line that makes the difference stands in the code', async () => {
    const code = await codeOf(puzzle.mended ?? puzzle.played);
    expect(placeOfLine(code, puzzle.guard.file, puzzle.guard.line)).not.toBeNull();
  });
});

test('a fault that bears a mutant’s name is that mutant, which the explorer catches', () => {
  const shared = Object.entries(FAULTS).filter(([id]) => MUTANTS.some((mutant) => mutant.id === id));
  expect(shared.length).toBeGreaterThanOrEqual(6);
  for (const [id, { file, find, replace }] of shared)
    expect(MUTANTS.find((mutant) => mutant.id === id)).toMatchObject({ file, find, replace });
});

test('what is compiled with a source map is what is compiled without', { timeout: LONG }, async () => {
  const [withMap, without] = await Promise.all([compileEntry('locked', null), compileEntry('locked', null, false)]);
  expect(withMap.text).toBe(without.text);
});
