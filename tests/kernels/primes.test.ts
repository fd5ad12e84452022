/** Counts at every kind of end: below the wheel, at a segment's edge, at the largest size. */
import { describe, expect, it } from 'vitest';
import primes from '../../src/kernels/primes.ts';
import { rig } from './rig.ts';

const totalOf = (output: Uint8Array): number => new Uint32Array(output.buffer).reduce((sum, count) => sum + count, 0);

function countByDivision(limit: number): number {
  let count = 0;
  for (let n = 2; n <= limit; n++) {
    let divisor = 2;
    while (divisor * divisor <= n && n % divisor !== 0) divisor++;
    if (divisor * divisor > n) count++;
  }
  return count;
}

describe('primes', () => {
  it('counts as trial division does up to every limit below 400', async () => {
    for (let limit = 1; limit < 400; limit++) {
      expect(totalOf((await rig(primes, limit)).whole()), `up to ${limit}`).toBe(countByDivision(limit));
    }
  });

  it.each([65_535, 65_536, 65_537, 65_538, 131_071, 131_072, 131_073])(
    'counts as trial division does around the edge of a segment, up to %i',
    async (limit) => {
      const bench = await rig(primes, limit);
      const output = bench.whole();
      expect(totalOf(output)).toBe(countByDivision(limit));
      expect(primes.fault(output, bench.input, limit)).toBeUndefined();
    },
  );

  it('counts π(10⁹) = 50 847 534 (OEIS A006880), every segment within an eighth of the density', async () => {
    const bench = await rig(primes, 1e9);
    const output = bench.whole();
    expect(totalOf(output)).toBe(50_847_534);
    expect(primes.fault(output, bench.input, 1e9)).toBeUndefined();
  });

  it('notices at any size a segment lost, one prime too many in a tabulated prefix, and a wrong first segment', async () => {
    const bench = await rig(primes, 5_000_000);
    const good = new Uint32Array(bench.whole().buffer);
    const faultWith = (segment: number, count: number): string | undefined => {
      const counts = good.slice();
      counts[segment] = count;
      return primes.fault(new Uint8Array(counts.buffer), bench.input, 5_000_000);
    };
    expect(faultWith(70, 0)).toMatch(/segment 70 holds 0/);
    expect(faultWith(40, (good[40] ?? 0) + 1)).toMatch(/published is/);
    expect(faultWith(0, (good[0] ?? 0) - 1)).toMatch(/π\(65536\)/);
  });
});
