/** Functions that write into what they are given: whose memory that is depends on how it travelled. */
import type { Library } from './index.ts';

export default {
  id: 'memory',
  functions: {
    /** Gives the array back, so that the caller can see what became of both. */
    write(_call, array: Uint8Array, place: number, value: number): Uint8Array {
      array[place] = value;
      return array;
    },
    /** One more at this place; what it is now. */
    count(_call, array: Uint8Array, place: number): number {
      const count = (array[place] ?? 0) + 1;
      array[place] = count;
      return count;
    },
    fill: (_call, length: number, value: number) => new Uint8Array(length).fill(value),
  },
} satisfies Library;
