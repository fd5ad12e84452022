/** Every kernel's picture is drawn from what the kernel computes, here in Node, and says what is seen. */
import { describe, expect, test } from 'vitest';
import { kernelPictures } from '../../src/charts/kernel-pictures/index.ts';
import { kernels } from '../../src/kernels/index.ts';
import { rig } from '../kernels/rig.ts';

test('every picture is of a kernel that there is', () => {
  expect(kernels.ids).toEqual(expect.arrayContaining([...kernelPictures.ids]));
});

test('the board shows the 92 solutions of eight queens, four of them with a queen in a corner', async () => {
  const [kernel, picture] = await Promise.all([kernels.load('queens'), kernelPictures.load('queens')]);
  const { input, whole } = await rig(kernel, picture.size);
  expect(picture.draw(whole(), input).label).toMatch(/^92 solutions .* corner in 4 of them, .* in 18\.$/);
});

describe.each(kernelPictures.ids)('the picture of %s', (id) => {
  test('shows the kernel’s own output, and another output looks different', async () => {
    const [kernel, picture] = await Promise.all([kernels.load(id), kernelPictures.load(id)]);
    expect(picture.size).toBeGreaterThanOrEqual(1);
    const { input, whole } = await rig(kernel, picture.size);
    const output = whole();
    expect(kernel.fault(output, input, picture.size)).toBeUndefined();
    const { picture: drawn, label } = picture.draw(output, input);
    expect(label).toMatch(/^\S.*\.$/);
    expect(picture.caption).toMatch(/^\S.*\.$/);
    expect(label).not.toMatch(/NaN|undefined/);
    const other = picture.draw(new Uint8Array(output.length), input);
    if (drawn.kind === 'raster') {
      expect(drawn.ink).toHaveLength(drawn.width * drawn.height);
      expect(drawn.ink.every((ink) => ink >= 0 && ink <= 1)).toBe(true);
      expect(other.picture).not.toEqual(drawn);
    } else {
      const numbers = (layout: unknown): string => JSON.stringify(layout);
      const wide = drawn.layout(360);
      expect(wide.height).toBeGreaterThan(50);
      expect(numbers(wide)).not.toMatch(/NaN|undefined/);
      expect(other.picture.kind === 'drawing' && numbers(other.picture.layout(360))).not.toBe(numbers(wide));
    }
  });
});
