/** The QR code is read back by another program's reader, from its modules drawn as pixels. */
import jsqr from 'jsqr';
import { describe, expect, it } from 'vitest';
import { prng } from '../../src/base/prng.ts';
import { qrCode } from '../../src/ui/qr-code.ts';

/** Bundlers and Node disagree about where a default of CommonJS stands. */
const read = typeof jsqr === 'function' ? jsqr : (jsqr as { default: typeof jsqr }).default;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Pixels a module. */
const SCALE = 4;

function linkOf(length: number, seed: number): string {
  const random = prng(seed);
  const start = 'https://overlap.example/lab/#/result?s=';
  const rest = Array.from({ length: length - start.length }, () => ALPHABET[Math.floor(random.next() * 64)] ?? 'A');
  return start + rest.join('');
}

/** Draws the path by its own rules: `Mx yhNv1h-Nz`, a run of dark modules each. */
function pixelsOf({ size, d }: ReturnType<typeof qrCode>): Uint8ClampedArray {
  const side = size * SCALE;
  const pixels = new Uint8ClampedArray(4 * side * side).fill(255);
  for (const [, x, y, run] of d.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = Number(y) * SCALE; row < (Number(y) + 1) * SCALE; row++) {
      for (let column = Number(x) * SCALE; column < (Number(x) + Number(run)) * SCALE; column++) {
        pixels.fill(0, 4 * (row * side + column), 4 * (row * side + column) + 3);
      }
    }
  }
  return pixels;
}

describe('the QR code of a link', () => {
  it.each([60, 150, 187, 200])('of %i characters is read back as it was (seed 8)', (length) => {
    const link = linkOf(length, 8);
    const code = qrCode(link);
    const side = code.size * SCALE;
    expect(read(pixelsOf(code), side, side)?.data).toBe(link);
  });

  it('of 200 characters has modules of 4 px and more on a phone of 360 px with its margins', () => {
    expect(328 / qrCode(linkOf(200, 3)).size).toBeGreaterThanOrEqual(4);
  });

  it('has four modules of white on each side', () => {
    const { size, d } = qrCode(linkOf(180, 2));
    for (const [, x, y, run] of d.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
      expect(Number(x)).toBeGreaterThanOrEqual(4);
      expect(Number(y)).toBeGreaterThanOrEqual(4);
      expect(Number(x) + Number(run)).toBeLessThanOrEqual(size - 4);
      expect(Number(y)).toBeLessThan(size - 4);
    }
  });
});
