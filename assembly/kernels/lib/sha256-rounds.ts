/**
 * The 64 rounds of SHA-256, for four messages at once: a word of each in the lanes of a vector.
 * Source: FIPS 180-4, sections 4.1.2 and 6.2.2. Maj is written with a ⊕ b and b ⊕ c: a round's a ⊕ b is the next one's b ⊕ c.
 * The schedule lies in memory, not in sixteen variables: with the eight of the state they would not fit the registers. Each of the
 * first 48 rounds also makes the word that is needed sixteen rounds later, so that there is always work that waits for nothing.
 */

/** Static methods, because asc inlines at this level only what it is told to, and Prettier reads decorators in classes only. */
class Round {
  @inline static rotate(x: v128, by: i32): v128 {
    return v128.or(i32x4.shr_u(x, by), i32x4.shl(x, 32 - by));
  }

  @inline static xor3(x: v128, y: v128, z: v128): v128 {
    return v128.xor(v128.xor(x, y), z);
  }

  /** T₁ of a round: h + Σ₁(e) + Ch(e, f, g) + K + W. */
  @inline static first(e: v128, f: v128, g: v128, h: v128, w: v128, k: v128): v128 {
    const choice = v128.xor(g, v128.and(e, v128.xor(f, g)));
    const sum = Round.xor3(Round.rotate(e, 6), Round.rotate(e, 11), Round.rotate(e, 25));
    return i32x4.add(i32x4.add(i32x4.add(h, i32x4.add(w, k)), choice), sum);
  }

  /** T₂ of a round: Σ₀(a) + Maj(a, b, c). */
  @inline static second(a: v128, b: v128, c: v128): v128 {
    const majority = v128.xor(b, v128.and(v128.xor(a, b), v128.xor(b, c)));
    return i32x4.add(Round.xor3(Round.rotate(a, 2), Round.rotate(a, 13), Round.rotate(a, 22)), majority);
  }

  /** The schedule's word sixteen rounds on: σ₁(W₁₄) + W₉ + σ₀(W₁) + W₀, numbered from this round. */
  @inline static later(w0: v128, w1: v128, w9: v128, w14: v128): v128 {
    const sigma0 = Round.xor3(Round.rotate(w1, 7), Round.rotate(w1, 18), i32x4.shr_u(w1, 3));
    const sigma1 = Round.xor3(Round.rotate(w14, 17), Round.rotate(w14, 19), i32x4.shr_u(w14, 10));
    return i32x4.add(i32x4.add(sigma1, w9), i32x4.add(sigma0, w0));
  }
}

/** What the eight chaining values at `state` become with the block at `w`, sixteen vectors with room for 48 more; `k`: constants, u32. */
export function compress(state: usize, w: usize, k: usize): void {
  let a = v128.load(state);
  let b = v128.load(state, 16);
  let c = v128.load(state, 32);
  let d = v128.load(state, 48);
  let e = v128.load(state, 64);
  let f = v128.load(state, 80);
  let g = v128.load(state, 96);
  let h = v128.load(state, 112);
  let t: v128;
  const expanded = k + 192;
  const end = k + 256;
  do {
    t = Round.first(e, f, g, h, v128.load(w), v128.load32_splat(k));
    d = i32x4.add(d, t);
    h = i32x4.add(t, Round.second(a, b, c));
    v128.store(w, Round.later(v128.load(w), v128.load(w, 16), v128.load(w, 144), v128.load(w, 224)), 256);
    t = Round.first(d, e, f, g, v128.load(w, 16), v128.load32_splat(k, 4));
    c = i32x4.add(c, t);
    g = i32x4.add(t, Round.second(h, a, b));
    v128.store(w, Round.later(v128.load(w, 16), v128.load(w, 32), v128.load(w, 160), v128.load(w, 240)), 272);
    t = Round.first(c, d, e, f, v128.load(w, 32), v128.load32_splat(k, 8));
    b = i32x4.add(b, t);
    f = i32x4.add(t, Round.second(g, h, a));
    v128.store(w, Round.later(v128.load(w, 32), v128.load(w, 48), v128.load(w, 176), v128.load(w, 256)), 288);
    t = Round.first(b, c, d, e, v128.load(w, 48), v128.load32_splat(k, 12));
    a = i32x4.add(a, t);
    e = i32x4.add(t, Round.second(f, g, h));
    v128.store(w, Round.later(v128.load(w, 48), v128.load(w, 64), v128.load(w, 192), v128.load(w, 272)), 304);
    t = Round.first(a, b, c, d, v128.load(w, 64), v128.load32_splat(k, 16));
    h = i32x4.add(h, t);
    d = i32x4.add(t, Round.second(e, f, g));
    v128.store(w, Round.later(v128.load(w, 64), v128.load(w, 80), v128.load(w, 208), v128.load(w, 288)), 320);
    t = Round.first(h, a, b, c, v128.load(w, 80), v128.load32_splat(k, 20));
    g = i32x4.add(g, t);
    c = i32x4.add(t, Round.second(d, e, f));
    v128.store(w, Round.later(v128.load(w, 80), v128.load(w, 96), v128.load(w, 224), v128.load(w, 304)), 336);
    t = Round.first(g, h, a, b, v128.load(w, 96), v128.load32_splat(k, 24));
    f = i32x4.add(f, t);
    b = i32x4.add(t, Round.second(c, d, e));
    v128.store(w, Round.later(v128.load(w, 96), v128.load(w, 112), v128.load(w, 240), v128.load(w, 320)), 352);
    t = Round.first(f, g, h, a, v128.load(w, 112), v128.load32_splat(k, 28));
    e = i32x4.add(e, t);
    a = i32x4.add(t, Round.second(b, c, d));
    v128.store(w, Round.later(v128.load(w, 112), v128.load(w, 128), v128.load(w, 256), v128.load(w, 336)), 368);
    k += 32;
    w += 128;
  } while (k < expanded);
  do {
    t = Round.first(e, f, g, h, v128.load(w), v128.load32_splat(k));
    d = i32x4.add(d, t);
    h = i32x4.add(t, Round.second(a, b, c));
    t = Round.first(d, e, f, g, v128.load(w, 16), v128.load32_splat(k, 4));
    c = i32x4.add(c, t);
    g = i32x4.add(t, Round.second(h, a, b));
    t = Round.first(c, d, e, f, v128.load(w, 32), v128.load32_splat(k, 8));
    b = i32x4.add(b, t);
    f = i32x4.add(t, Round.second(g, h, a));
    t = Round.first(b, c, d, e, v128.load(w, 48), v128.load32_splat(k, 12));
    a = i32x4.add(a, t);
    e = i32x4.add(t, Round.second(f, g, h));
    t = Round.first(a, b, c, d, v128.load(w, 64), v128.load32_splat(k, 16));
    h = i32x4.add(h, t);
    d = i32x4.add(t, Round.second(e, f, g));
    t = Round.first(h, a, b, c, v128.load(w, 80), v128.load32_splat(k, 20));
    g = i32x4.add(g, t);
    c = i32x4.add(t, Round.second(d, e, f));
    t = Round.first(g, h, a, b, v128.load(w, 96), v128.load32_splat(k, 24));
    f = i32x4.add(f, t);
    b = i32x4.add(t, Round.second(c, d, e));
    t = Round.first(f, g, h, a, v128.load(w, 112), v128.load32_splat(k, 28));
    e = i32x4.add(e, t);
    a = i32x4.add(t, Round.second(b, c, d));
    k += 32;
    w += 128;
  } while (k < end);
  v128.store(state, i32x4.add(v128.load(state), a));
  v128.store(state, i32x4.add(v128.load(state, 16), b), 16);
  v128.store(state, i32x4.add(v128.load(state, 32), c), 32);
  v128.store(state, i32x4.add(v128.load(state, 48), d), 48);
  v128.store(state, i32x4.add(v128.load(state, 64), e), 64);
  v128.store(state, i32x4.add(v128.load(state, 80), f), 80);
  v128.store(state, i32x4.add(v128.load(state, 96), g), 96);
  v128.store(state, i32x4.add(v128.load(state, 112), h), 112);
}
