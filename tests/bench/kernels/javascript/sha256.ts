/**
 * The rival of assembly/kernels/sha256.ts in plain JavaScript: the same items, input and output, one message after another, as one writes
 * it without WebAssembly. Its header says what an item is.
 */
const ENTRIES = 256;

const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

export default function sha256(
  start: number,
  end: number,
  out: Uint8Array,
  input: Uint8Array,
  _scratch: Uint8Array,
  _size: number,
): void {
  const from = new DataView(input.buffer, input.byteOffset, input.byteLength);
  const to = new DataView(out.buffer, out.byteOffset, out.byteLength);
  const constants = new Uint32Array(input.buffer, input.byteOffset, 64);
  const value = new Int32Array(8);
  const schedule = new Int32Array(64);
  for (let item = start; item < end; item++) {
    const entry = ENTRIES + item * 16;
    const values = from.getUint32(entry, true);
    const messages = from.getUint32(entry + 4, true);
    const blocks = from.getUint32(entry + 8, true);
    for (let lane = 0; lane < 4; lane++) {
      for (let word = 0; word < 8; word++) value[word] = from.getInt32(values + lane * 32 + word * 4);
      const message = messages + lane * blocks * 64;
      for (let block = 0; block < blocks; block++) compress(value, schedule, constants, from, message + block * 64);
      for (let word = 0; word < 8; word++) to.setInt32(item * 128 + lane * 32 + word * 4, value[word]!);
    }
  }
}

function compress(value: Int32Array, schedule: Int32Array, constants: Uint32Array, from: DataView, at: number): void {
  for (let t = 0; t < 16; t++) schedule[t] = from.getInt32(at + t * 4);
  for (let t = 16; t < 64; t++) {
    const early = schedule[t - 15]!;
    const late = schedule[t - 2]!;
    const sigma0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const sigma1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    schedule[t] = (sigma1 + schedule[t - 7]! + sigma0 + schedule[t - 16]!) | 0;
  }
  let a = value[0]!;
  let b = value[1]!;
  let c = value[2]!;
  let d = value[3]!;
  let e = value[4]!;
  let f = value[5]!;
  let g = value[6]!;
  let h = value[7]!;
  for (let t = 0; t < 64; t++) {
    const sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const first = (h + sum1 + (g ^ (e & (f ^ g))) + constants[t]! + schedule[t]!) | 0;
    const second = sum0 + ((a & b) ^ (c & (a ^ b)));
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  value[0]! += a;
  value[1]! += b;
  value[2]! += c;
  value[3]! += d;
  value[4]! += e;
  value[5]! += f;
  value[6]! += g;
  value[7]! += h;
}
