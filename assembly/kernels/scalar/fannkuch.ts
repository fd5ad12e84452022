/**
 * `../fannkuch.ts` without vectors, for the scalar build: one permutation after another, its numbers bytes in scratch. Item and source are
 * described there. Cost: 35 to 50 µs an item.
 * Scratch: the permutation, how often its first 1, 2, … 12 were rotated, and the copy that is flipped, 16 bytes each.
 */
const BOARD: u32 = 12;
const BLOCK: u32 = 720;
const ROTATED: usize = 16;
const COPY: usize = 32;

export function fannkuch(start: u32, end: u32, out: usize, input: usize, scratch: usize, size: u32): void {
  if (start < end) begin(start, scratch);
  for (let item = start; item < end; ++item) {
    let sum: i32 = 0;
    let most: i32 = 0;
    for (let index: u32 = 0; index < BLOCK; ++index) {
      const flips = countFlips(scratch);
      sum += index & 1 ? -flips : flips;
      most = max(most, flips);
      next(scratch);
    }
    store<i32>(out + (item << 3), sum);
    store<i32>(out + (item << 3), most, 4);
  }
}

/** The first permutation of a block: its number in the factorial number system says how far the first 12, 11, … 7 are rotated. */
function begin(block: u32, scratch: usize): void {
  for (let place: u32 = 0; place < 16; ++place) {
    store<u8>(scratch + place, <u8>place);
    store<u8>(scratch + place, 0, ROTATED);
  }
  let weight: u32 = 55440;
  for (let length = BOARD; length > 6; --length) {
    const times = block / weight;
    for (let time: u32 = 0; time < times; ++time) rotate(length, scratch);
    store<u8>(scratch + length - 1, <u8>times, ROTATED);
    block %= weight;
    weight /= length - 1;
  }
}

/** The first `length` numbers, by one to the left. */
function rotate(length: u32, scratch: usize): void {
  const first = load<u8>(scratch);
  for (let place: u32 = 1; place < length; ++place) store<u8>(scratch + place - 1, load<u8>(scratch + place));
  store<u8>(scratch + length - 1, first);
}

/** The game's order: the first two are rotated, and where a length has come round, also the next longer. */
function next(scratch: usize): void {
  for (let length: u32 = 2; length <= BOARD; ++length) {
    rotate(length, scratch);
    const times = load<u8>(scratch + length - 1, ROTATED) + 1;
    store<u8>(scratch + length - 1, times < <u8>length ? times : 0, ROTATED);
    if (times < <u8>length) return;
  }
}

function countFlips(scratch: usize): i32 {
  store<u64>(scratch, load<u64>(scratch), COPY);
  store<u32>(scratch, load<u32>(scratch, 8), COPY + 8);
  let flips: i32 = 0;
  for (let first: usize = load<u8>(scratch); first; first = load<u8>(scratch, COPY), ++flips) {
    let low = scratch;
    for (let high = scratch + first; low < high; ++low, --high) {
      const number = load<u8>(low, COPY);
      store<u8>(low, load<u8>(high, COPY), COPY);
      store<u8>(high, number, COPY);
    }
  }
  return flips;
}
