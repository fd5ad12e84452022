/** Settings of a race travel in a link and come back the same; what a forged or broken link says is named and passed over. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MODEL_IDS } from '../../src/models/index.ts';
import { USUAL_SETTINGS } from '../../src/models/play/play.ts';
import { raceFragment, readRaceFragment, type RaceChoice, type RaceKnown } from '../../src/results/race-link.ts';

const USUAL: RaceChoice = {
  program: 'mixed',
  args: [],
  models: ['main-thread', 'free-threads'],
  workers: null,
  settings: USUAL_SETTINGS,
  kernel: 'ep',
};
const KNOWN: RaceKnown = {
  programs: ['mixed', 'two-workers'],
  models: MODEL_IDS,
  kernels: ['ep', 'primes'],
  usual: USUAL,
};

const read = (query: string) => readRaceFragment(query, KNOWN);

const settings = fc.record({
  switchIntervalMs: fc.integer({ min: 1, max: 10_000 }).map((tenths) => tenths / 10),
  heldFraction: fc.integer({ min: 0, max: 1_000 }).map((thousandths) => thousandths / 1_000),
  payload: fc.constantFrom('clone' as const, 'transfer' as const, 'shared' as const),
  counting: fc.constantFrom('none' as const, 'plain' as const, 'atomic' as const, 'locked' as const, 'biased' as const),
  style: fc.constantFrom('coroutines' as const, 'callbacks' as const),
  schedule: fc.constantFrom('dynamic' as const, 'static' as const),
  counters: fc.constantFrom('padded' as const, 'shared-line' as const),
});

const choices: fc.Arbitrary<RaceChoice> = fc.record({
  program: fc.constantFrom(...KNOWN.programs),
  args: fc.array(fc.integer({ min: 0, max: 1_000_000 }), { maxLength: 8 }),
  models: fc.uniqueArray(fc.constantFrom(...MODEL_IDS)),
  workers: fc.option(fc.integer({ min: 1, max: 63 })),
  settings,
  kernel: fc.constantFrom(...KNOWN.kernels),
});

describe('a link of a race', () => {
  it('gives back every choice that was written into it, without complaint', () => {
    fc.assert(
      fc.property(choices, (choice) => {
        expect(read(raceFragment(choice))).toEqual({ choice, faults: [] });
      }),
      { seed: 20261125 },
    );
  });

  it('looks as people will see it', () => {
    expect(raceFragment({ ...USUAL, args: [8, 4096], workers: 4 })).toBe(
      'program=mixed&args=8,4096&models=main-thread,free-threads&workers=4&interval=5&held=0.25&payload=clone&counting=none&style=coroutines&schedule=dynamic&counters=padded&kernel=ep',
    );
  });

  it('takes the usual for what it does not say', () => {
    expect(read('')).toEqual({ choice: USUAL, faults: [] });
    expect(read('program=two-workers').choice).toEqual({ ...USUAL, program: 'two-workers' });
  });

  it.each([
    ['program=nothing&args=1', 'program', '“nothing”', 'mixed, two-workers'],
    ['args=1,x', 'args', '“x”'],
    ['args=1.5', 'args', '“1.5”', 'whole'],
    ['args=-1', 'args', '“-1”'],
    ['args=1,2,3,4,5,6,7,8,9', 'args', '9 numbers'],
    ['models=free-threads,fibres', 'models', '“fibres”', 'greenlets'],
    ['workers=0', 'workers', '“0”', '1 to 63'],
    ['workers=1e1', 'workers', '“1e1”'],
    ['interval=0', 'interval', '“0”', '0.1 to 1000'],
    ['held=1.1', 'held', '“1.1”', '0 to 1'],
    ['payload=pigeon', 'payload', '“pigeon”', 'clone, transfer, shared'],
    ['counting=', 'counting', '“”'],
    ['style=COROUTINES', 'style', '“COROUTINES”'],
    ['schedule=guided', 'schedule', '“guided”', 'dynamic, static'],
    ['counters=apart', 'counters', '“apart”', 'padded, shared-line'],
    ['kernel=../x', 'kernel', '“../x”'],
    ['colour=red', '“colour”', 'does not have'],
    ['kernel=ep&kernel=primes', '“kernel”', 'twice'],
    [`kernel=${'x'.repeat(500)}`, '…”'],
  ])('names what is wrong in %s and takes the usual there', (query, ...named) => {
    const { choice, faults } = read(query);
    expect(choice).toEqual(USUAL);
    expect(faults).toHaveLength(1);
    for (const word of named) expect(faults[0]).toContain(word);
    expect(faults[0]?.length).toBeLessThan(250);
  });

  it('never throws and always gives a choice that could have been made, whatever it is', () => {
    const texts = fc.oneof(
      fc.string(),
      fc
        .array(fc.tuple(fc.constantFrom('program', 'args', 'models', 'workers', 'held', 'x'), fc.string()))
        .map((parts) => parts.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&')),
    );
    fc.assert(
      fc.property(texts, (query) => {
        const { choice } = read(query);
        expect(read(raceFragment(choice))).toEqual({ choice, faults: [] });
      }),
      { seed: 20261125 },
    );
  });
});

it('of the faults of a forged link a few are told', () => {
  const { faults } = read('x=1&'.repeat(5_000));
  expect(faults).toHaveLength(13);
  expect(faults.at(-1)).toBe('And 4988 more.');
});
