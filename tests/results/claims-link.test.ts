/** What a link to the claims carries, and that a forged one is named and harms nothing. */
import { describe, expect, it } from 'vitest';
import { type ClaimsChoice, claimsFragment, EVERY_CLAIM, readClaimsFragment } from '../../src/results/claims-link.ts';

const KNOWN = { claims: ['gil-convoy', 'amdahl'], models: ['free-threads', 'processes'] as const };
const read = (query: string) => readClaimsFragment(query, KNOWN);

describe('a link', () => {
  const full: ClaimsChoice = { note: 'B', model: 'processes', verdict: 'not-testable', open: ['amdahl', 'gil-convoy'] };

  it.each([[full], [EVERY_CLAIM], [{ ...EVERY_CLAIM, verdict: 'refuted' as const }]])('brings back %o', (choice) => {
    expect(read(claimsFragment(choice))).toEqual({ choice, faults: [] });
  });

  it('says nothing where everything is shown', () => {
    expect(claimsFragment(EVERY_CLAIM)).toBe('');
  });

  it.each([
    ['note=Z', /“note”.*no “Z”/],
    ['model=<img>', /“model”.*no “<img>”/],
    ['verdict=true', /“verdict”.*no “true”/],
    ['open=gil-convoy,nothing', /“open”.*no “nothing”/],
    ['colour=red', /“colour”/],
    ['note=A&note=B', /twice/],
  ])('with %s is named', (query, fault) => {
    const { faults } = read(query);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(fault);
  });

  it('keeps what can be taken beside what cannot', () => {
    const { choice } = read('note=Z&model=processes&open=nothing,amdahl,amdahl');
    expect(choice).toEqual({ note: null, model: 'processes', verdict: null, open: ['amdahl'] });
  });

  it('of any length fills no page', () => {
    const { choice, faults } = read(`open=${'x,'.repeat(5_000)}${'y'.repeat(5_000)}&note=${'z'.repeat(5_000)}`);
    expect(choice).toEqual(EVERY_CLAIM);
    expect(faults.length).toBeLessThanOrEqual(3);
    for (const fault of faults) expect(fault.length).toBeLessThan(120);
  });
});
