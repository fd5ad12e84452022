import { expect, test } from 'vitest';
import claim from '../../../src/experiments/claims/thread-pool-gil-bound.ts';
import type { PlayWanted } from '../../../src/experiments/claim-lab/claim-lab.ts';
import { saidOf } from './lab-double.ts';

const play = ({ model, args: [tasks = 1, ms = 1], workers }: PlayWanted) => ({
  wallMs: model === 'main-thread' ? tasks * ms : (tasks / workers) * ms,
});
const pools = (threads: number, processes: number) => (cell: { model: string }) =>
  cell.model === 'gil-threads' ? threads : processes;

test('it holds where only processes gain', async () => {
  expect(await saidOf(claim, { play, speedUp: pools(0.97, 1.85) })).toMatchObject({ verdict: 'holds' });
});

test('it is refuted where threads gain too, or processes do not', async () => {
  expect(await saidOf(claim, { play, speedUp: pools(1.8, 1.85) })).toMatchObject({ verdict: 'refuted' });
  expect(await saidOf(claim, { play, speedUp: pools(0.97, 1.2) })).toMatchObject({ verdict: 'refuted' });
});

test('where a pool gains nothing on waits either, it shows nothing', async () => {
  const inTurn = ({ args: [tasks = 1, ms = 1] }: PlayWanted) => ({ wallMs: tasks * ms });
  expect(await saidOf(claim, { play: inTurn, speedUp: pools(0.97, 1.85) })).toMatchObject({ verdict: 'undecided' });
});
