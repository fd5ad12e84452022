/** Every claim can show its sources: the program that is played, its own file, its twin. */
import { expect, test } from 'vitest';
import { claimSources } from '../../src/experiments/claim-sources.ts';
import { claims } from '../../src/experiments/claims/index.ts';

const all = await Promise.all(claims.ids.map((id) => claims.load(id)));

test.each(all)('$id', async (claim) => {
  const sources = await claimSources(claim);
  expect(sources.claim.text).toContain(`id: '${claim.id}'`);
  expect(sources.claim.path).toBe(`src/experiments/claims/${claim.id}.ts`);
  expect(sources.twin.text).toMatch(/^"""/);
  if (claim.program === null) expect(sources.program).toBeNull();
  else expect(sources.program?.text).toContain(`id: '${claim.program}'`);
});

test('a source that there is not is refused by name', async () => {
  await expect(claimSources({ id: 'nothing', program: null })).rejects.toThrow('nothing');
});
