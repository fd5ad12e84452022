/** Room for arguments: no two blocks overlap, what comes back is used again, and nothing is left behind. Seeded. */
import { expect, test } from 'vitest';
import { prng } from '../../../src/base/prng.ts';
import { PayloadArea } from '../../../src/pool/thread-executor-payload.ts';

const SEED = 20_261_125;
const AREA = { at: 1_024, bytes: 8_192 };

test('blocks in use never overlap, stand on lines and inside the area, and what is full has room again', () => {
  const random = prng(SEED);
  const area = new PayloadArea(AREA);
  const used: { at: number; bytes: number }[] = [];
  let refused = 0;
  for (let step = 0; step < 5_000; step++) {
    const bytes = 1 + random.below(700);
    const at = random.below(2) === 0 ? area.take(bytes) : null;
    if (at !== null) {
      expect(at % 64).toBe(0);
      expect(at).toBeGreaterThanOrEqual(AREA.at);
      expect(at + bytes).toBeLessThanOrEqual(AREA.at + AREA.bytes);
      for (const other of used) expect(at + bytes <= other.at || other.at + other.bytes <= at).toBe(true);
      used.push({ at, bytes });
    } else if (used.length > 0) {
      const [gone] = used.splice(random.below(used.length), 1);
      if (gone) area.giveBack(gone.at);
      refused += 1;
    }
    expect(area.used).toBe(used.length);
  }
  expect(refused).toBeGreaterThan(0);
});

test('once all is given back the largest block fits, however it was cut before', () => {
  const area = new PayloadArea(AREA);
  const small = Array.from({ length: 128 }, () => area.take(64) ?? NaN);
  expect(area.take(1)).toBeNull();
  for (const at of small) area.giveBack(at);
  expect(area.most).toBe(AREA.bytes);
  expect(area.take(area.most)).toBe(AREA.at);
});

test('what is not in use cannot be given back', () => {
  expect(() => new PayloadArea(AREA).giveBack(AREA.at)).toThrow(RangeError);
});
