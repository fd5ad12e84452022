/** What the advisor says, in every state: numbers as they were measured, ties as ties, a piece as a piece. */
import { describe, expect, it } from 'vitest';
import type { AdvisorReport, AdvisorRow } from '../../src/measure/advisor/advisor-report.ts';
import { KINDS } from '../../src/measure/advisor/work.ts';
import { advisorAnswer, advisorEvidence, pieceWords, verdictWords, workWords } from '../../src/ui/advisor-words.ts';
import { plainText } from '../../src/ui/answer-sentence.ts';
import { advisorReport, advisorRow, ownRow, TIMES, type Times } from '../gallery/advisor-reports.ts';

const plain = (text: string): string => text.replaceAll('\u202f', ' ');
const answer = (row: AdvisorRow, more: Partial<AdvisorReport> = {}): string =>
  plain(plainText(advisorAnswer(advisorReport([row], more), row)));
const own = (times: Times, rounds = 7): AdvisorRow =>
  advisorRow('own', { tasks: 100, computeMs: 0, waitMs: 50 }, times, rounds);

describe('the answer', () => {
  it('is one where both builds of Python are best served alike, with its time', () => {
    expect(answer(own({ 'event-loop': 60, 'main-thread': 'cut' }))).toMatch(
      /^Take the event loop: it is done in 6\d\.\d ms\.$/,
    );
  });

  it('is two where they differ', () => {
    expect(answer(ownRow())).toBe('With a GIL, take processes; without one, the thread executor.');
  });

  it.each([
    [{ state: 'running' }, 'So far: take the event loop'],
    [{ state: 'stopped' }, 'Stopped early: take the event loop'],
    [{ state: 'failed', failure: 'worker 2 was lost' }, 'Broken off: take the event loop'],
  ] as const)('says of %j that it is not whole', (more, start) => {
    const said = answer(own({ 'event-loop': 60, 'main-thread': 'cut' }), more);
    expect(said.startsWith(start)).toBe(true);
    if (more.state === 'failed') expect(said).toContain('Worker 2 was lost.');
  });

  it('advises nothing from too few rounds', () => {
    const row = own({ 'event-loop': 60, processes: 90 }, 3);
    expect(answer(row, { state: 'stopped' })).toBe('Stopped before 6 rounds were taken: too few to advise anything.');
    expect(answer(row, { state: 'running' })).toBe('Measuring your work.');
    expect(advisorEvidence(advisorReport([row]), row)).toEqual(['3 rounds of each so far']);
  });
});

describe('the evidence', () => {
  it('names those advised and the main thread, each with its interval', () => {
    const row = own({ 'event-loop': 60, 'main-thread': 400 });
    const lines = advisorEvidence(advisorReport([row]), row).map(plain);
    expect(lines[0]).toMatch(/^event loop 6\d\.\d ms \(\d+\.\d–\d+\.\d\)$/);
    expect(lines[1]).toMatch(/^main thread 4\d\d ms \(\d+–\d+\)$/);
  });
});

describe('a row of the table', () => {
  const verdict = (id: keyof typeof TIMES, times: Times): string =>
    plain(verdictWords(advisorRow(id, KINDS[id].work, times), 7));

  it('comes out as it is taught, or not: by the times alone', () => {
    expect(verdict('slow-waits', TIMES['slow-waits'])).toMatch(/advise the event loop: so it is here\.$/);
    expect(verdict('slow-waits', { 'gil-threads': 200, 'event-loop': 400 })).toMatch(/event loop: not so here\.$/);
    expect(verdict('quick-waits', { 'gil-threads': 21.5, 'event-loop': 20.5 })).toMatch(
      /slower by a tenth at most here\.$/,
    );
    expect(verdict('cpu-bound', { ...TIMES['cpu-bound'], 'event-loop': 20 })).toMatch(
      /advise processes: not so here\.$/,
    );
  });

  it('says a tie as a tie', () => {
    expect(verdict('slow-waits', { 'event-loop': 200, greenlets: 200.1 })).toMatch(/\(a tie\)/);
    expect(verdict('slow-waits', TIMES['slow-waits'])).not.toMatch(/\(a tie\)/);
  });
});

describe('work in words', () => {
  it('has what its tasks do', () => {
    expect(plain(workWords({ tasks: 2_000, computeMs: 0, waitMs: 200 }))).toBe('2 000 tasks, each waits 200 ms');
    expect(plain(workWords({ tasks: 1, computeMs: 0.5, waitMs: 3 }))).toBe(
      '1 task, which computes 0.5 ms and waits 3 ms',
    );
  });

  it('tells a piece from the whole', () => {
    expect(pieceWords(own(TIMES.mixed))).toBeNull();
    expect(plain(pieceWords(ownRow()) ?? '')).toContain(
      'a piece of the same shape: 32 tasks, each computes 2 ms and waits 50 ms',
    );
  });
});
