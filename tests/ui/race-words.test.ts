/** What is said of a race is true in every case: who came first, ties, one model only, wrong, given up, stuck, stopped. */
import { describe, expect, it } from 'vitest';
import type { RaceEntry, RaceReport } from '../../src/measure/race/race-report.ts';
import { withSpeedups } from '../../src/measure/race/baseline.ts';
import type { ModelId } from '../../src/models/index.ts';
import { USUAL_SETTINGS, type Played } from '../../src/models/play/play.ts';
import { raceDocument } from '../../src/results/race-document.ts';
import { plainText } from '../../src/ui/answer-sentence.ts';
import { againstWhom, entryWord, raceAnswer, raceEvidence, raceRows, roughly } from '../../src/ui/race-words.ts';

function played(wallMs: number): Played {
  return { wallMs, spans: [], tasks: [], printed: [], result: 0, output: null, lostSpans: 0 };
}

function entry(model: ModelId, given: Partial<RaceEntry>): RaceEntry {
  const waiting = { workers: 0, state: 'waiting', reason: null, played: null, verified: null, fault: null } as const;
  return { model, ...waiting, speedup: null, ...given };
}

const right = (model: ModelId, wallMs: number): RaceEntry =>
  entry(model, { state: 'finished', played: played(wallMs), verified: true });

function report(entries: readonly RaceEntry[], given: Partial<RaceReport> = {}): RaceReport {
  return {
    state: 'complete',
    failure: null,
    startedAt: '2026-11-25T12:00:00.000Z',
    mode: 'shared',
    seed: 7,
    browser: { name: 'Chromium', version: '156', platform: 'Linux' },
    build: 'relaxed-simd',
    clock: { resolutionMs: 0.005 },
    cores: 2,
    program: { id: 'mixed', title: 'computing and waiting by turns', args: [8, 100] },
    work: null,
    settings: USUAL_SETTINGS,
    entries: withSpeedups(entries),
    warnings: [],
    ...given,
  };
}

const said = (entries: readonly RaceEntry[], given?: Partial<RaceReport>): string =>
  plainText(raceAnswer(report(entries, given)));

type Case = readonly [what: string, answer: string, ...entries: RaceEntry[]];

const CASES: readonly Case[] = [
  [
    'the winner against the main thread, and threads under a GIL beside it',
    'Free threads finished first, 1.9× as fast as the main thread; threads under a GIL took 1.07× as long as the main thread.',
    right('main-thread', 193),
    right('gil-threads', 206),
    right('free-threads', 100),
    right('processes', 120),
  ],
  [
    'a tie of those that wait at once',
    'Free threads, the event loop and processes finished together, 7.9× as fast as the main thread.',
    right('main-thread', 800),
    right('event-loop', 101.5),
    right('free-threads', 101),
    right('processes', 103),
  ],
  [
    'threads under a GIL as long as one',
    'Processes finished first, 1.8× as fast as the main thread; threads under a GIL took as long as the main thread.',
    right('main-thread', 180),
    right('gil-threads', 182),
    right('processes', 100),
  ],
  [
    'the main thread first',
    'The main thread finished first; processes took 1.3× as long as the main thread.',
    right('main-thread', 100),
    right('processes', 130),
  ],
  [
    'a tie of all',
    'Both finished within 3\u202f% of each other: one run tells no winner.',
    right('main-thread', 100),
    right('processes', 102),
  ],
  [
    'no main thread',
    'Free threads finished first, 2.0× as fast as threads under a GIL.',
    right('gil-threads', 200),
    right('free-threads', 100),
  ],
  ['one model only', 'Processes took 100\u202fms.', right('processes', 100)],
  [
    'one of two wrong',
    'Processes alone finished, in 100\u202fms. Free threads gave a wrong result, so the time says nothing.',
    right('processes', 100),
    entry('free-threads', { state: 'finished', played: played(50), verified: false, fault: 'The count is 3, not 4.' }),
  ],
  [
    'given up, and not to be played',
    'Processes alone finished, in 100\u202fms. Ranks did not finish. The main thread cannot play it here.',
    right('processes', 100),
    entry('ranks', { state: 'failed', reason: 'It was given up.' }),
    entry('main-thread', { state: 'unable', reason: 'Nobody is left to send one.' }),
  ],
  [
    'nobody right',
    'Nobody finished with a right result. Ranks did not finish.',
    entry('ranks', { state: 'failed', reason: 'It was given up.' }),
  ],
  ['nobody asked', 'Nobody takes part: choose a model.'],
];

describe('the answer of a race', () => {
  it.each(CASES.map(([what, answer, ...entries]) => ({ what, answer, entries })))('$what', ({ answer, entries }) => {
    expect(said(entries)).toBe(answer);
  });

  it('says "so far" while it runs, and compares with nobody who has yet to end', () => {
    const entries = [entry('main-thread', { state: 'running' }), right('free-threads', 100), right('processes', 150)];
    expect(said(entries, { state: 'running' })).toBe('So far: free threads finished first.');
    expect(said([entry('processes', {})], { state: 'running' })).toBe('Racing: nobody has finished yet.');
  });

  it('says who had not finished when it was stopped, and why it broke off', () => {
    const entries = [right('free-threads', 100), entry('processes', { played: played(20) })];
    expect(said(entries, { state: 'stopped' })).toBe(
      'Stopped early. Free threads alone finished, in 100\u202fms. Processes had not finished when it was stopped.',
    );
    expect(said([entry('processes', {})], { state: 'failed', failure: 'no kernel is called "x"' })).toBe(
      'The race broke off before anybody had finished. No kernel is called "x".',
    );
  });
});

describe('the figures of a race', () => {
  it('have the digits that one run is worth', () => {
    expect([0.5, 1.02, 1.94, 7.87, 31.6].map(roughly)).toEqual(['0.50×', '1.02×', '1.9×', '7.9×', '32×']);
  });

  it('stand in rows with what became of each', () => {
    const spans = [0, 1].map((lane) => ({ lane, task: lane, phase: 'running' as const, start: 0, end: 50 }));
    const tasks = [0, 1, 2].map((task) => ({ task, body: 'task', lane: task, spawned: 0, start: task, end: 60 }));
    const threads = { ...right('free-threads', 100), workers: 2, played: { ...played(100), spans, tasks } };
    const lost = entry('ranks', { state: 'failed', reason: 'It was given up.' });
    const found = report([right('main-thread', 190), threads, lost]);
    const rows = raceRows(found).map(({ workers, speedup, executing, inProgress, word, reason }) => {
      return [workers, speedup, executing, inProgress, word, reason];
    });
    expect(rows).toEqual([
      ['', '1', 0, 0, 'right', null],
      ['2', '1.9×', 2, 3, 'right', null],
      ['', '–', null, null, 'not finished', 'It was given up.'],
    ]);
    expect(againstWhom(found)).toBe('against the main thread');
  });

  it('say under the answer that there is no interval', () => {
    const work = { kernel: 'ep', version: 1, size: 4096, items: 4096 };
    expect(raceEvidence(report([right('processes', 100)], { work }))).toEqual([
      'one run each, so no interval',
      'all results right',
      '4\u202f096 items of ep',
    ]);
    expect(raceEvidence(report([entry('processes', {})]))).toEqual([]);
  });

  it('have a word for every state', () => {
    const states = [entry('ranks', {}), entry('ranks', { played: played(1) }), entry('ranks', { state: 'unable' })];
    expect(states.map(entryWord)).toEqual(['waiting', 'broken off', 'cannot']);
  });
});

describe('the document of a race', () => {
  it('is JSON that reads back as it was, without spans', () => {
    const printed = [{ at: 1.23456789, task: 1, text: 'Worker 1 started' }];
    const one = entry('ranks', {
      state: 'finished',
      verified: true,
      played: { ...played(100 / 3), printed, result: NaN },
    });
    const document = raceDocument(report([one, entry('processes', { state: 'running', played: played(5) })]));
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
    expect(document.schema).toBe('overlap-race/1');
    expect(document.entries[0]).toMatchObject({ wallMs: 33.3333, result: null, printed: [{ atMs: 1.23457, task: 1 }] });
    expect(document.entries.map(({ wallMs }) => wallMs)).toEqual([33.3333, null]);
    expect(JSON.stringify(document)).not.toContain('"spans"');
  });
});
