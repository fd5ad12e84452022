/** Heads as they lie in the database: what is sound is read back as it was written, what is not is never trusted; and whether a run lives. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damagedHead, inOrder, readHead, storedHead } from '../../../src/results/store/head.ts';
import { ANSWER_LIMIT, NAME_LIMIT, NOTE_LIMIT } from '../../../src/results/store/kept.ts';
import { brokenOff, CUT_OFF, withLife } from '../../../src/results/store/run-life.ts';
import { keepable } from './keepables.ts';

const SEED = 20261130;
const NOW = '2026-11-30T12:00:00.000Z';

describe('a head', () => {
  it('is read as it was written', () => {
    const head = storedHead(keepable(1, { name: 'a', note: 'b' }), NOW);
    expect(readHead(structuredClone(head), 'run-1')).toEqual(head);
  });

  it('is cut to what it may hold, and can then be read', () => {
    const long = 'x'.repeat(10_000);
    const head = storedHead(keepable(1, { name: long, note: long, answer: long, device: long }), NOW);
    const limits = [head.name, head.note, head.answer].map(({ length }) => length);
    expect(limits).toEqual([NAME_LIMIT, NOTE_LIMIT, ANSWER_LIMIT]);
    expect(readHead(head, head.id)).toEqual(head);
  });

  it(`of anything at all is sound or null, and what is sound keeps every bound (seed ${SEED})`, () => {
    const sound = storedHead(keepable(1), NOW);
    const key = fc.constantFrom(...Object.keys(sound), '__proto__', 'constructor');
    const mutated = fc
      .tuple(key, fc.oneof(fc.anything(), fc.string({ maxLength: 600 }), fc.constantFrom('running', NOW)))
      .map(([name, value]) => ({ ...sound, [name]: value }));
    fc.assert(
      fc.property(fc.oneof(fc.anything(), mutated), (record) => {
        const head = readHead(record, 'id');
        if (head === null) return;
        expect(Number.isFinite(Date.parse(head.savedAt))).toBe(true);
        expect(['running', 'whole', 'partial']).toContain(head.state);
        expect(head.name.length).toBeLessThanOrEqual(NAME_LIMIT);
        expect(Object.values(head).every((value) => typeof value === 'string')).toBe(true);
      }),
      { seed: SEED, numRuns: 10_000 },
    );
  });

  it('stands in the list by its date, the newest first, what is damaged last', () => {
    const at = (n: number) => ({ ...storedHead(keepable(n), NOW), cutOff: false });
    const ordered = inOrder([at(1), damagedHead('torn'), at(3), at(2)]);
    expect(ordered.map(({ id }) => id)).toEqual(['run-3', 'run-2', 'run-1', 'torn']);
  });
});

describe('a run that is written down as running', () => {
  const running = storedHead(keepable(1, { state: 'running' }), '2026-11-30T11:59:00.000Z');

  it('lives while some tab holds its lock', () => {
    expect(withLife(running, new Set(['run-1']), NOW)).toMatchObject({ state: 'running', cutOff: false });
    expect(withLife(running, new Set(['run-2']), NOW)).toMatchObject({ state: 'partial', cutOff: true });
  });

  it('lives for an hour after its last writing where locks cannot be asked', () => {
    expect(withLife(running, null, NOW).cutOff).toBe(false);
    expect(withLife(running, null, '2026-11-30T13:00:00.000Z').cutOff).toBe(true);
  });

  it('is of no interest where it was written down as over', () => {
    const whole = storedHead(keepable(1), NOW);
    expect(withLife(whole, new Set(), NOW)).toMatchObject({ state: 'whole', cutOff: false });
  });
});

describe('the document of a run that was cut off', () => {
  it('is one that broke off, with everything that it had found', () => {
    const document = { schema: 'overlap-result/1', state: 'running', ending: null, failure: null, series: [1] };
    expect(brokenOff(document)).toEqual({ ...document, state: 'failed', ending: 'failed', failure: CUT_OFF });
  });

  it('is left alone where it says that it is over, or is no document', () => {
    for (const other of [{ state: 'complete' }, {}, null, 'text', 7, undefined, []]) {
      expect(brokenOff(other)).toEqual(other);
    }
  });
});
