import { expect, test } from 'vitest';
import claim, { evidenceOf, shownOf, type Passages } from '../../../src/experiments/claims/process-ipc-cost.ts';
import { decide } from '../../../src/measure/claims/verdict.ts';

const MEGABYTES = [1 / 1024, 1 / 16, 1, 4, 16, 64];
const NOISE = [1, 1.05, 0.95, 1.02, 0.98, 1];
const MESSAGE_MS = 0.1;
/** By what a megabyte adds. */
const passage = (msAMb: number) => MEGABYTES.map((mb) => NOISE.map((noise) => (MESSAGE_MS + mb * msAMb) * noise));
const said = (clone: number, transfer: number, shared: number) => {
  const passages: Passages = { clone: passage(clone), transfer: passage(transfer), shared: passage(shared) };
  return decide({ ...evidenceOf(passages, 7), controlExpected: claim.controlExpected, noiseFloor: 0.01 });
};

test('it holds where each copied megabyte takes time and the others none', () => {
  expect(said(0.4, 0, 0)).toMatchObject({ verdict: 'holds' });
});

test('it is refuted where copies are free', () => {
  expect(said(0, 0, 0)).toMatchObject({ verdict: 'refuted' });
});

test('it is refuted where shared memory takes half as long as a copy', () => {
  expect(said(0.4, 0.2, 0.2)).toMatchObject({ verdict: 'refuted' });
});

test('where what is moved is copied after all, nothing is decided', () => {
  expect(said(0.4, 0.4, 0)).toMatchObject({ verdict: 'undecided' });
});

test('without shared memory, what is copied and what is moved is shown all the same', () => {
  const { pictures, beside } = shownOf({ clone: passage(0.4), transfer: passage(0), shared: [] }, 7);
  const [picture] = pictures;
  expect(picture?.kind === 'curves' && picture.series.map(({ label }) => label)).toEqual([
    'copied into the message',
    'moved with the message',
  ]);
  expect(beside.join(' ')).not.toMatch(/NaN|both sides/);
});
