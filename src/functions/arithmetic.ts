/** Functions that compute and nothing else. */
import type { Library } from './index.ts';

/** Smallest divisor above 1 by trial division: as much work as one wants, from one number. */
function smallestDivisor(number: number): number {
  for (let divisor = 2; divisor * divisor <= number; divisor++) if (number % divisor === 0) return divisor;
  return number;
}

export default {
  id: 'arithmetic',
  functions: {
    nothing: () => undefined,
    same: (_call, value: unknown) => value,
    add: (_call, one: number, other: number) => one + other,
    power: (_call, base: number, exponent: number) => base ** exponent,
    absolute: (_call, number: number) => Math.abs(number),
    square: (_call, number: number) => number * number,
    /** Throws RangeError for a divisor of 0, as Python's divmod does. */
    divide(_call, dividend: number, divisor: number): [quotient: number, rest: number] {
      if (divisor === 0) throw new RangeError('division by zero');
      return [Math.floor(dividend / divisor), dividend % divisor];
    },
    isPrime: (_call, number: number) => number > 1 && smallestDivisor(number) === number,
    /** What was given by name, as it came. */
    named: (_call, options: Readonly<Record<string, unknown>>) => options,
  },
} satisfies Library;
