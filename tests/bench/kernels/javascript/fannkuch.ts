/** `assembly/kernels/fannkuch.ts` in plain JavaScript, for the bench: the same items and layout. Measures nothing. */

const BOARD = 12;
const BLOCK = 720;

/** The first `length` numbers, by one to the left. */
function rotate(numbers: Uint8Array, length: number): void {
  const first = numbers[0]!;
  for (let place = 1; place < length; place++) numbers[place - 1] = numbers[place]!;
  numbers[length - 1] = first;
}

class Permutations {
  readonly numbers = Uint8Array.from({ length: BOARD }, (_, place) => place);
  /** How often the first 1, 2, … 12 numbers were rotated. */
  readonly #rotated = new Uint8Array(BOARD);

  constructor(block: number) {
    let weight = 55_440;
    let rest = block;
    for (let length = BOARD; length > 6; length--) {
      const times = Math.floor(rest / weight);
      for (let time = 0; time < times; time++) rotate(this.numbers, length);
      this.#rotated[length - 1] = times;
      rest %= weight;
      weight /= length - 1;
    }
  }

  next(): void {
    for (let length = 2; length <= BOARD; length++) {
      rotate(this.numbers, length);
      const times = this.#rotated[length - 1]! + 1;
      this.#rotated[length - 1] = times < length ? times : 0;
      if (times < length) return;
    }
  }
}

function countFlips(numbers: Uint8Array): number {
  let flips = 0;
  for (let first = numbers[0]!; first > 0; first = numbers[0]!) {
    for (let low = 0, high = first; low < high; low++, high--) {
      const number = numbers[low]!;
      numbers[low] = numbers[high]!;
      numbers[high] = number;
    }
    flips++;
  }
  return flips;
}

export default function fannkuch(start: number, end: number, out: Uint8Array): void {
  if (start >= end) return;
  const results = new Int32Array(out.buffer, out.byteOffset, out.byteLength / 4);
  const permutations = new Permutations(start);
  const copy = new Uint8Array(BOARD);
  for (let item = start; item < end; item++) {
    let sum = 0;
    let most = 0;
    for (let index = 0; index < BLOCK; index++) {
      copy.set(permutations.numbers);
      const flips = countFlips(copy);
      sum += index % 2 === 0 ? flips : -flips;
      most = Math.max(most, flips);
      permutations.next();
    }
    results[item * 2] = sum;
    results[item * 2 + 1] = most;
  }
}
