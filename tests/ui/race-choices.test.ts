/** What a visitor can choose to race, as data: the mix, the numbers, the models, the settings, and what is said about them. */
import { describe, expect, it } from 'vitest';
import { MODEL_IDS } from '../../src/models/index.ts';
import { USUAL_SETTINGS } from '../../src/models/play/play.ts';
import { programs } from '../../src/programs/index.ts';
import crunch from '../../src/programs/crunch.ts';
import mixed from '../../src/programs/mixed.ts';
import { raceText } from '../../src/ui/download-race.ts';
import { toggled } from '../../src/ui/lab-race-models.ts';
import { taskName } from '../../src/ui/lab-race-printed.ts';
import { grouped, racePrograms } from '../../src/ui/race-catalogue.ts';
import {
  argsOf,
  fittingArgs,
  itemsFault,
  numberFault,
  raceOf,
  USUAL_CHOICE,
  USUAL_MODELS,
  withArg,
} from '../../src/ui/race-choice.ts';
import { honesty } from '../../src/ui/race-honesty.ts';
import { argsOfMix, mixFault, mixOf } from '../../src/ui/race-mix.ts';
import { absence, canRace } from '../../src/ui/race-places.ts';
import { SETTING_ROWS, workerChoices } from '../../src/ui/race-settings.ts';
import { queryIn, viewIn } from '../../src/ui/route-controller.ts';
import { entriesOf, FIVE, raceReport } from '../gallery/race-reports.ts';

const ABLE = { webAssembly: true, workers: true, isolated: true, sharedMemory: true, secure: true, framed: false };
const measure = { parameters: mixed.parameters, itemsAMs: 48 };
const named = (args: readonly number[], name: string): number | undefined =>
  args[mixed.parameters.findIndex((parameter) => parameter.name === name)];

describe('the visitor’s own mix', () => {
  it('becomes arguments that make it again, to a hundredth and a millisecond', () => {
    for (const share of [0.05, 0.25, 0.5, 0.8, 1]) {
      for (const lengthMs of [20, 40, 100]) {
        const made = mixOf(measure, argsOfMix(measure, { share, tasks: 8, lengthMs }));
        expect(made.tasks).toBe(8);
        expect(Math.abs(made.lengthMs - lengthMs)).toBeLessThanOrEqual(1);
        expect(Math.abs(made.share - share)).toBeLessThanOrEqual(0.03);
      }
    }
  });

  it('of only waiting computes as little as the program allows, of only computing waits not at all', () => {
    const waiting = argsOfMix(measure, { share: 0, tasks: 8, lengthMs: 40 });
    expect(named(waiting, 'items')).toBe(mixed.parameters[1]?.least);
    expect(named(waiting, 'wait')).toBe(20);
    const computing = argsOfMix(measure, { share: 1, tasks: 8, lengthMs: 40 });
    expect(named(computing, 'items')).toBe(40 * 48 * 8);
    expect(named(computing, 'wait')).toBe(0);
  });

  it('computes twice the items where the device does twice as many a millisecond', () => {
    const mix = { share: 0.5, tasks: 4, lengthMs: 40 };
    const [slow, fast] = [48, 96].map((itemsAMs) => named(argsOfMix({ ...measure, itemsAMs }, mix), 'items'));
    expect(fast).toBe(2 * (slow ?? 0));
  });

  it('says what cannot be had', () => {
    expect(mixFault({ share: 0.5, tasks: 8, lengthMs: 40 })).toBeNull();
    expect(mixFault({ share: 0.5, tasks: 0, lengthMs: 40 })).toMatch(/1 to 64 tasks/);
    expect(mixFault({ share: 0.5, tasks: 8, lengthMs: NaN })).toMatch(/1 to 500 ms/);
  });
});

describe('a number', () => {
  const [tasks] = mixed.parameters;
  it('is taken within its limits, and otherwise said to be outside of them', () => {
    if (!tasks) throw new Error('mixed has no parameters');
    expect(numberFault(tasks, 8)).toBeNull();
    for (const wrong of [0, 65, 2.5, NaN]) expect(numberFault(tasks, wrong)).toMatch(/^For tasks .* 1 to 64 /);
  });

  it('replaces one argument and leaves the others as they were, or usual', () => {
    const usual = argsOf(mixed.parameters, []);
    expect(withArg(mixed.parameters, [], 0, 3)).toEqual([3, ...usual.slice(1)]);
  });
});

describe('items of a kernel', () => {
  it('that are too many are said to be, with the number that is computed', () => {
    const kernel = { title: 'Mandelbrot set', mostItems: 2_800 };
    expect(itemsFault(kernel, crunch.parameters, [8, 2_800])).toBeNull();
    expect(itemsFault(kernel, crunch.parameters, [8, 2_801])).toBe(
      'Of “Mandelbrot set” there are at most 2\u202f800 items: so many are computed, not 2\u202f801.',
    );
  });
});

describe('numbers of a link', () => {
  it('are taken where the program allows them; of the others it is said, and the usual is taken', () => {
    expect(fittingArgs(mixed.parameters, [4, 960])).toEqual({ args: [4, 960], faults: [] });
    const { args, faults } = fittingArgs(mixed.parameters, [999, 960, 5, 2, 7]);
    expect(args).toEqual([8, 960, 5, 2]);
    expect(faults).toEqual([
      'For tasks a whole number from 1 to 64 is needed; the link has 999, the usual 8 is taken.',
      'The link has 5 numbers for this program, which takes 4.',
    ]);
  });
});

describe('what is raced', () => {
  it('keeps the order in which models are named, however they were taken', () => {
    expect(toggled(['processes', 'main-thread'], 'event-loop')).toEqual(['main-thread', 'event-loop', 'processes']);
    expect(toggled(USUAL_MODELS, 'event-loop')).not.toContain('event-loop');
  });

  it('leaves out what cannot run in the page, and has a seed of its own', () => {
    const options = raceOf(USUAL_CHOICE, (model) => model !== 'free-threads');
    expect(options.models).toEqual(USUAL_MODELS.filter((model) => model !== 'free-threads'));
    expect(options.seed).toBeGreaterThanOrEqual(0);
  });

  it('is every program of the catalogue, once', () => {
    const all = racePrograms();
    const listed = grouped(all).flatMap((group) => group.programs.map(({ id }) => id));
    expect([...listed, 'mixed'].sort()).toEqual([...programs.ids]);
  });
});

describe('without shared memory', () => {
  const found = new Map(
    MODEL_IDS.map((id) => {
      const onPage = ['main-thread', 'event-loop', 'greenlets'].includes(id);
      const needs = onPage ? ('page' as const) : id === 'processes' ? ('workers' as const) : ('shared memory' as const);
      return [id, { id, needs, counterpart: '' }];
    }),
  );

  it('the models of threads stay out, and who can race is said, with the remedy', () => {
    const place = { ...ABLE, isolated: false };
    expect(canRace('free-threads', place, found)).toBe(false);
    expect(canRace('processes', place, found)).toBe(true);
    const notice = absence(place, found);
    expect(notice?.text).toMatch(/main thread, event loop, greenlets and processes can\.$/);
    expect(notice?.remedy).toMatch(/two headers/);
    expect(absence(ABLE, found)).toBeNull();
  });

  it('without workers only the page’s thread is left', () => {
    expect(canRace('processes', { ...ABLE, workers: false }, found)).toBe(false);
    expect(absence({ ...ABLE, workers: false }, found)?.text).toMatch(/^This browser has no workers/);
  });
});

describe('a setting', () => {
  it.each(SETTING_ROWS)('$title concerns models that exist and offers a choice', ({ models, choices, shows }) => {
    expect(models.every((model) => MODEL_IDS.includes(model))).toBe(true);
    expect(choices.length).toBeGreaterThan(1);
    expect(shows).not.toMatch(/\.$/);
  });

  it('of counters matters only to programs that count, all others to every program', () => {
    const all = racePrograms();
    const heeding = SETTING_ROWS.map(({ key, programs: only }) => [
      key,
      all.filter((program) => only?.heed(program) ?? true).length,
    ]);
    expect(Object.fromEntries(heeding)).toEqual({
      ...Object.fromEntries(SETTING_ROWS.map(({ key }) => [key, all.length])),
      counters: 1,
    });
  });

  it('has a row for each that a play takes', () => {
    expect(SETTING_ROWS.map(({ key }) => key).sort()).toEqual(Object.keys(USUAL_SETTINGS).sort());
  });

  it('of workers goes to twice the cores, and never past 64', () => {
    expect(workerChoices(2)).toEqual([1, 2, 3, 4]);
    expect(workerChoices(48)).toHaveLength(64);
  });
});

describe('after a race', () => {
  it('it is said that a worker is no process, where processes took part', () => {
    expect(honesty(raceReport(entriesOf(FIVE))).join(' ')).toMatch(/not a process of the operating system/);
    expect(honesty(raceReport(entriesOf(['main-thread']))).join(' ')).not.toMatch(/not a process/);
  });

  it('it is said that workers beyond the cores take turns, where there were more', () => {
    expect(honesty(raceReport(entriesOf(FIVE, { workers: 8 }))).join(' ')).toMatch(
      /More workers than cores take turns/,
    );
    expect(honesty(raceReport(entriesOf(FIVE))).join(' ')).not.toMatch(/take turns/);
  });

  it('a task is named by its body and its number', () => {
    const [entry] = entriesOf(['main-thread']);
    if (!entry?.played) throw new Error('nothing was played');
    expect([0, 3].map((task) => taskName(entry.played ?? { tasks: [] }, task))).toEqual(['main', 'worker 3']);
  });

  it('the file holds every span and line, and no bytes', () => {
    const report = raceReport(entriesOf(FIVE));
    const read = JSON.parse(raceText(report)) as typeof report & { schema: string };
    expect(read.schema).toBe('overlap-race/1');
    expect(read.entries.map(({ played }) => played?.spans.length)).toEqual(
      report.entries.map(({ played }) => played?.spans.length),
    );
    expect(read.entries[0]?.played).not.toHaveProperty('output');
  });
});

describe('the fragment', () => {
  it('names the view, and what stands behind the question mark is the view’s own', () => {
    expect(viewIn('#/models?program=crunch', 'measure')).toBe('models');
    expect(queryIn('#/models?program=crunch&args=1')).toBe('program=crunch&args=1');
    expect([queryIn('#/models'), queryIn(''), queryIn('#/models?')]).toEqual(['', '', '']);
  });
});
