/**
 * Thirty-two floats as four ascending runs of eight ordered integers: the first form in which `../sort.ts` holds keys. Its four
 * columns pass through a network at once; then rows and columns change places. Merges nothing.
 * Source: the network of 19 comparators for eight keys, the least possible (R. W. Floyd and D. E. Knuth, TAOCP 3, §5.3.4).
 */

/** Floats as integers of the same order, or such integers as floats: below zero all bits but the sign are turned round. */
export function ordered(key: v128): v128 {
  return v128.xor(key, i32x4.shr_u(i32x4.shr_s(key, 31), 1));
}

/** Four rows of four keys by columns: column k at to + 32·k. */
function storeColumns(to: usize, r0: v128, r1: v128, r2: v128, r3: v128): void {
  const low01 = v128.shuffle<i32>(r0, r1, 0, 4, 1, 5);
  const low23 = v128.shuffle<i32>(r2, r3, 0, 4, 1, 5);
  const high01 = v128.shuffle<i32>(r0, r1, 2, 6, 3, 7);
  const high23 = v128.shuffle<i32>(r2, r3, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<i64>(low01, low23, 0, 2));
  v128.store(to, v128.shuffle<i64>(low01, low23, 1, 3), 32);
  v128.store(to, v128.shuffle<i64>(high01, high23, 0, 2), 64);
  v128.store(to, v128.shuffle<i64>(high01, high23, 1, 3), 96);
}

export function sortColumns(to: usize, from: usize): void {
  const r0 = ordered(v128.load(from));
  const r1 = ordered(v128.load(from, 16));
  const r2 = ordered(v128.load(from, 32));
  const r3 = ordered(v128.load(from, 48));
  const r4 = ordered(v128.load(from, 64));
  const r5 = ordered(v128.load(from, 80));
  const r6 = ordered(v128.load(from, 96));
  const r7 = ordered(v128.load(from, 112));
  const a0 = i32x4.min_s(r0, r2);
  const a2 = i32x4.max_s(r0, r2);
  const a1 = i32x4.min_s(r1, r3);
  const a3 = i32x4.max_s(r1, r3);
  const a4 = i32x4.min_s(r4, r6);
  const a6 = i32x4.max_s(r4, r6);
  const a5 = i32x4.min_s(r5, r7);
  const a7 = i32x4.max_s(r5, r7);
  const b0 = i32x4.min_s(a0, a4);
  const b4 = i32x4.max_s(a0, a4);
  const b1 = i32x4.min_s(a1, a5);
  const b5 = i32x4.max_s(a1, a5);
  const b2 = i32x4.min_s(a2, a6);
  const b6 = i32x4.max_s(a2, a6);
  const b3 = i32x4.min_s(a3, a7);
  const b7 = i32x4.max_s(a3, a7);
  const c0 = i32x4.min_s(b0, b1);
  const c1 = i32x4.max_s(b0, b1);
  const c2 = i32x4.min_s(b2, b3);
  const c3 = i32x4.max_s(b2, b3);
  const c4 = i32x4.min_s(b4, b5);
  const c5 = i32x4.max_s(b4, b5);
  const c6 = i32x4.min_s(b6, b7);
  const c7 = i32x4.max_s(b6, b7);
  const d2 = i32x4.min_s(c2, c4);
  const d4 = i32x4.max_s(c2, c4);
  const d3 = i32x4.min_s(c3, c5);
  const d5 = i32x4.max_s(c3, c5);
  const e1 = i32x4.min_s(c1, d4);
  const e4 = i32x4.max_s(c1, d4);
  const e3 = i32x4.min_s(d3, c6);
  const e6 = i32x4.max_s(d3, c6);
  const f1 = i32x4.min_s(e1, d2);
  const f2 = i32x4.max_s(e1, d2);
  const f3 = i32x4.min_s(e3, e4);
  const f4 = i32x4.max_s(e3, e4);
  const f5 = i32x4.min_s(d5, e6);
  const f6 = i32x4.max_s(d5, e6);
  storeColumns(to, c0, f1, f2, f3);
  storeColumns(to + 16, f4, f5, f6, c7);
}
