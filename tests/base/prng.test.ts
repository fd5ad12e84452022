/** Randomness that can be repeated. */
import { expect, test } from 'vitest';
import { prng, shuffled } from '../../src/base/prng.ts';

test('the same seed gives the same numbers, another seed others', () => {
  const draw = (seed: number) => {
    const random = prng(seed);
    return [random.next(), random.next(), random.next()];
  };
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
});

test('numbers lie in [0, 1) with mean and variance of the uniform distribution', () => {
  const random = prng(1);
  const numbers = Array.from({ length: 20_000 }, () => random.next());
  const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
  const variance = numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / numbers.length;
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...numbers)).toBeLessThan(1);
  expect(mean).toBeCloseTo(1 / 2, 2);
  expect(variance).toBeCloseTo(1 / 12, 2);
});

test('a shuffle keeps every element, and every place is as likely as another', () => {
  const random = prng(3);
  const places = [0, 0, 0, 0];
  for (let round = 0; round < 8_000; round++) {
    const order = shuffled([0, 1, 2, 3], random);
    expect([...order].sort()).toEqual([0, 1, 2, 3]);
    const place = order.indexOf(0);
    places[place] = (places[place] ?? 0) + 1;
  }
  for (const count of places) expect(Math.abs(count - 2_000)).toBeLessThan(200);
});
