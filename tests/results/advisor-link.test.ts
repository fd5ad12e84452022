/** A visitor's own work in a link and back; what a forged link says is named and harms nothing. And the document of what was measured. */
import { describe, expect, it } from 'vitest';
import { WORK_LIMITS, workFault } from '../../src/measure/advisor/work.ts';
import { advisorDocument } from '../../src/results/advisor-document.ts';
import { readWorkFragment, workFragment } from '../../src/results/advisor-link.ts';
import { advisorOptions, USUAL_WORK } from '../../src/ui/advisor-options.ts';
import { advisorReport, ownRow, tableRows } from '../gallery/advisor-reports.ts';

const read = (query: string) => readWorkFragment(query, { limits: WORK_LIMITS, usual: USUAL_WORK, fault: workFault });

describe('a link', () => {
  it.each([
    { tasks: 4_000, computeMs: 0, waitMs: 200 },
    { tasks: 1, computeMs: 0.5, waitMs: 0 },
  ])('brings back %j', (work) => {
    expect(read(workFragment(work))).toEqual({ work, faults: [] });
  });

  it('that says nothing gives the usual work', () => {
    expect(read('')).toEqual({ work: USUAL_WORK, faults: [] });
    expect(read('wait=9').work).toEqual({ ...USUAL_WORK, waitMs: 9 });
  });

  it.each([
    'tasks=0',
    'tasks=4001',
    'tasks=1e3',
    'tasks=2.5',
    'tasks=',
    'compute=-1',
    'compute=201',
    'wait=NaN',
    'wait=0x10',
    'wait=2001',
  ])('with %s keeps the usual number and says so', (query) => {
    const { work, faults } = read(query);
    expect(work).toEqual(USUAL_WORK);
    expect(faults).toEqual([expect.stringContaining('cannot be taken')]);
  });

  it('whose parts do not go together gives the usual work', () => {
    const { work, faults } = read('compute=0&wait=0');
    expect(work).toEqual(USUAL_WORK);
    expect(faults).toEqual([expect.stringContaining('has to compute or to wait')]);
  });

  it('with parts that there are not, or twice, says so, however long they are', () => {
    const { work, faults } = read(`${'x'.repeat(5_000)}=1&tasks=3&tasks=4&__proto__=1`);
    expect(work.tasks).toBe(3);
    expect(faults).toHaveLength(3);
    expect(faults.every((sentence) => sentence.length < 120)).toBe(true);
  });
});

describe('options', () => {
  it('are the whole table, or the own work alone', () => {
    expect(advisorOptions()).toMatchObject({ kinds: ['cpu-bound', 'quick-waits', 'slow-waits', 'mixed'], own: null });
    expect(advisorOptions({ own: USUAL_WORK })).toMatchObject({ kinds: [], own: USUAL_WORK });
    expect(advisorOptions({ kinds: ['mixed'], own: USUAL_WORK, seed: 3 })).toEqual({
      kinds: ['mixed'],
      own: USUAL_WORK,
      seed: 3,
    });
  });

  it('that cannot be are refused in a sentence', () => {
    expect(() => advisorOptions({ kinds: ['nothing' as 'mixed'] })).toThrow('no kind of work is called "nothing"');
    expect(() => advisorOptions({ own: { tasks: 1e9, computeMs: 1, waitMs: 1 } })).toThrow('1 to 4000 tasks');
  });
});

describe('the document', () => {
  it('is JSON that says what was measured, and loses nothing on the way', () => {
    const document = advisorDocument(advisorReport([...tableRows(), ownRow()]));
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
    expect(document.schema).toBe('overlap-advisor/1');
    expect(document.rows.at(-1)).toMatchObject({
      id: 'own',
      asked: { tasks: 500 },
      measured: { tasks: 32 },
      rounds: 7,
    });
  });

  it('holds null for a clock that cannot be told', () => {
    expect(advisorDocument(advisorReport([], { clock: { resolutionMs: NaN } })).clock).toEqual({ resolutionMs: null });
  });
});
