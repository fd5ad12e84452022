/** What every claim must bring, whatever it says. Loops over the folder; a new claim is covered unedited. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CLAIM_GROUPS, claims, type Claim } from '../../src/experiments/claims/index.ts';
import { MODEL_IDS } from '../../src/models/index.ts';
import { programs } from '../../src/programs/index.ts';

const FOLDER = join(import.meta.dirname, '../../src/experiments/claims');
const all = await Promise.all(claims.ids.map((id) => claims.load(id)));

const texts = (claim: Claim): readonly string[] => [claim.statement, claim.experiment, claim.control, claim.notice];

describe.each(all)('$id', (claim) => {
  test('says what it claims, how it is tested, its control and what to notice, in sentences', () => {
    for (const text of texts(claim)) expect(text).toMatch(/^[A-Z0-9“n].*[.?]$/s);
  });

  test('names where it was taught, its group, and models that there are', () => {
    expect(claim.from.length).toBeGreaterThan(0);
    expect([...claim.from].sort()).toEqual([...new Set(claim.from)]);
    expect(CLAIM_GROUPS).toContain(claim.group);
    expect(claim.models.length).toBeGreaterThan(0);
    for (const model of claim.models) expect(MODEL_IDS).toContain(model);
  });

  test('is meant to take at most 15 seconds', () => {
    expect(claim.usualMs).toBeGreaterThan(0);
    expect(claim.usualMs).toBeLessThanOrEqual(15_000);
  });

  test('shows a program that there is, or itself', () => {
    if (claim.program !== null) expect(programs.ids).toContain(claim.program);
  });

  test('has a twin in Python that says what it is and runs as a script', async () => {
    const twin = await readFile(join(FOLDER, `${claim.id}.py`), 'utf8');
    expect(twin).toMatch(/^"""[\s\S]+?"""\n/);
    expect(twin).toContain('if __name__ == "__main__":');
  });

  test('has a test that shows it a world in which it holds and one in which it does not', async () => {
    const own = await readFile(join(import.meta.dirname, `../experiments/claims/${claim.id}.test.ts`), 'utf8');
    expect(own).toContain("'holds'");
    expect(own).toContain("'refuted'");
  });
});
