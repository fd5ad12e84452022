import { expect, test } from 'vitest';
import claim from '../../../src/experiments/claims/gil-slower-than-serial.ts';
import type { PlayWanted } from '../../../src/experiments/claim-lab/claim-lab.ts';
import { labDouble, saidOf } from './lab-double.ts';

/** A switch costs a thousandth of a millisecond. */
const play = ({ settings, workers }: PlayWanted) => ({
  wallMs: 60 + (workers > 1 ? 0.06 / (settings?.switchIntervalMs ?? 5) : 0),
});
const gilAt = (gil: number) => (cell: { model: string }) => (cell.model === 'gil-threads' ? gil : 1.9);

test('it holds where taking turns costs a tenth', async () => {
  expect(await saidOf(claim, { play, speedUp: gilAt(0.9) })).toMatchObject({ verdict: 'holds' });
});

test('it is refuted where it costs next to nothing', async () => {
  expect(await saidOf(claim, { play, speedUp: gilAt(0.99) })).toMatchObject({ verdict: 'refuted' });
});

test('where the same threads are slower without a GIL too, it shows nothing', async () => {
  expect(await saidOf(claim, { play, speedUp: () => 0.9 })).toMatchObject({ verdict: 'undecided' });
});

test('the sweep is drawn against one thread of the same kind', async () => {
  const { pictures } = await claim.test(labDouble({ play, speedUp: gilAt(0.99) }));
  const [curves] = pictures;
  const points = curves?.kind === 'curves' ? (curves.series[0]?.points ?? []) : [];
  expect(points.map(({ x }) => x)).toEqual([0.05, 0.2, 1, 5, 20, 50]);
  expect(points[0]?.y.estimate).toBeCloseTo(60 / 61.2);
});
