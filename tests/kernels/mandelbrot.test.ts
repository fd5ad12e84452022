/** The bitmap pixel by pixel, at widths that fill no block of eight, and the MD5 that its oracle relies on. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { BUILDS } from '../../src/base/builds.ts';
import mandelbrot, { md5 } from '../../src/kernels/mandelbrot.ts';
import { difference, rig } from './rig.ts';

/** The definition, with the operations in the order of the Benchmarks Game's programs. */
function bitmap(size: number): Uint8Array {
  const rowBytes = Math.ceil(size / 8);
  const bytes = new Uint8Array(size * rowBytes);
  const step = 2 / size;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const [cr, ci] = [x * step - 1.5, y * step - 1];
      let [zr, zi, count] = [0, 0, 0];
      while (count < 50 && zr * zr + zi * zi <= 4) {
        [zr, zi] = [zr * zr - zi * zi + cr, 2 * zr * zi + ci];
        count++;
      }
      const place = y * rowBytes + (x >> 3);
      if (zr * zr + zi * zi <= 4) bytes[place] = (bytes[place] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return bytes;
}

describe('mandelbrot', () => {
  it.each([8, 9, 13, 15, 16, 37, 201, 333])(
    'sets the pixels of the definition and pads with zeros, width %i',
    async (size) => {
      const bench = await rig(mandelbrot, size);
      bench.output.fill(0xff);
      const output = bench.whole();
      expect(difference(output, bitmap(size))).toBeUndefined();
      expect(mandelbrot.fault(output, bench.input, size)).toBeUndefined();
    },
  );

  it.each(BUILDS)('is the bitmap of the Benchmarks Game at 200 × 200 pixels, byte for byte, %s', async (build) => {
    expect(difference((await rig(mandelbrot, 200, build)).whole(), bitmap(200))).toBeUndefined();
  });

  it('lets builds differ on the border alone, and in one pixel of 20 000 at most', async () => {
    const output = (await rig(mandelbrot, 200)).whole();
    const inTheSet = output.slice();
    inTheSet[100 * 25 + 13] = 0;
    expect(mandelbrot.builds.fault(inTheSet, output, 200)).toMatch(/row 100 differs, far from the border/);
    expect(mandelbrot.builds.fault(output, output, 200)).toBeUndefined();
  });

  it('has the MD5 published for 8 × 8 pixels (hanabi1224, mandelbrot/1_out)', async () => {
    expect(md5((await rig(mandelbrot, 8)).whole())).toBe('345a5154c0ca99c0bb0a2c25713771b5');
  });

  it('notices a single wrong pixel in the published bitmap', async () => {
    const [{ size, fault }] = mandelbrot.published;
    const output = (await rig(mandelbrot, size)).whole();
    for (const byte of [0, 12_345, output.length - 1]) {
      const spoilt = output.slice();
      spoilt[byte] = (spoilt[byte] ?? 0) ^ 1;
      expect(fault(spoilt)).toMatch(/MD5/);
    }
  });

  it('notices padding that is not zero', async () => {
    const bench = await rig(mandelbrot, 37);
    const output = bench.whole();
    output[4] = (output[4] ?? 0) | 1;
    expect(mandelbrot.fault(output, bench.input, 37)).toMatch(/padding/);
  });
});

describe('md5', () => {
  it.each([
    ['', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['abc', '900150983cd24fb0d6963f7d28e17f72'],
    ['message digest', 'f96b697d7cb7938d525a2f31aaf161d0'],
    [
      '12345678901234567890123456789012345678901234567890123456789012345678901234567890',
      '57edf4a22be3c955ac49da2e2107b67a',
    ],
  ])('of "%s" is what RFC 1321 lists', (text, expected) => {
    expect(md5(new TextEncoder().encode(text))).toBe(expected);
  });

  it('agrees with Node at every length around a block', () => {
    for (let length = 50; length < 130; length++) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 37 + length) % 256);
      expect(md5(bytes)).toBe(createHash('md5').update(bytes).digest('hex'));
    }
  });
});
