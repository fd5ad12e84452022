/** The vectors that are moved: as many as fit, none over another. */
import { describe, expect, it } from 'vitest';
import { TRAFFIC_BYTES, trafficPlan } from '../../src/memory/traffic-plan.ts';

const BLOCKS = 80;
const BLOCK_BYTES = 65_536;

describe('the plan of the vectors', () => {
  it('has six of each in the memory that is asked for: 90 MiB of vectors', () => {
    const { segments } = trafficPlan(TRAFFIC_BYTES, BLOCKS, BLOCK_BYTES);
    expect(segments).toHaveLength(6);
    expect((segments.length * 3 * BLOCKS * BLOCK_BYTES) / 2 ** 20).toBe(90);
  });

  it.each([4, 12, 24, 48, 96])('lets no part stand over another nor beyond the end, in %i MiB', (mebibytes) => {
    const total = mebibytes * 2 ** 20;
    const vector = BLOCKS * BLOCK_BYTES;
    const parts = trafficPlan(total, BLOCKS, BLOCK_BYTES).segments.flatMap(({ input, written, output }) => [
      { from: input, to: input + 2 * vector },
      { from: written, to: written + vector },
      { from: output, to: output + BLOCKS * 64 },
    ]);
    parts.reduce((end, { from, to }) => {
      expect(from).toBeGreaterThanOrEqual(end);
      expect(from % 64).toBe(0);
      return to;
    }, 0);
    expect(parts.at(-1)?.to ?? 0).toBeLessThanOrEqual(total);
    expect(parts.length > 0).toBe(total > 3 * vector);
  });
});
