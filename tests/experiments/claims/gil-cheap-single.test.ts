import { expect, test } from 'vitest';
import claim from '../../../src/experiments/claims/gil-cheap-single.ts';
import type { PlayWanted } from '../../../src/experiments/claim-lab/claim-lab.ts';
import { saidOf } from './lab-double.ts';

type Times = Partial<Record<'none' | 'plain' | 'atomic' | 'locked' | 'biased', number>>;

const world = (times: Times, gilCosts = 1, freeCosts = 1) => ({
  play({ model, settings }: PlayWanted) {
    const time = times[settings?.counting ?? 'none'] ?? 30;
    return { wallMs: time * (model === 'gil-threads' ? gilCosts : freeCosts) };
  },
});

test('it holds where only atomic and locked counts cost more', async () => {
  const said = await saidOf(claim, world({ plain: 32, atomic: 44, locked: 70 }));
  expect(said).toMatchObject({ verdict: 'holds' });
});

test('it is refuted where atomic counts are as cheap as plain ones', async () => {
  expect(await saidOf(claim, world({ plain: 32, atomic: 32.5, locked: 70 }))).toMatchObject({ verdict: 'refuted' });
});

test('it is refuted where the GIL makes one thread slower', async () => {
  expect(await saidOf(claim, world({ plain: 32, atomic: 54, locked: 70 }, 1.2))).toMatchObject({ verdict: 'refuted' });
});

test('where running without a GIL is dearer even with no counts, it shows nothing', async () => {
  const said = await saidOf(claim, world({ plain: 32, atomic: 44, locked: 70 }, 1, 1.3));
  expect(said).toMatchObject({ verdict: 'undecided' });
});
