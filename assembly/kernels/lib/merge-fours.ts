/**
 * Merges two sorted pieces of 32-bit integers four keys at a time, from both ends of the result at once: two chains of
 * operations that do not wait for each other, and no branch that depends on a key.
 * Sources: the bitonic network for four keys and four (K. E. Batcher, AFIPS 1968); which piece gives the next four by the first
 * key of what is left of each (H. Inoue and others, "AA-sort", PACT 2007). Knows nothing of runs and steps.
 *
 * The network keeps four ascending keys k0 k1 k2 k3 crossed, as k0 k2 k1 k3: then every exchange within it is `evens` and `odds`.
 */
function evens(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 0, 2, 4, 6);
}

function odds(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 1, 3, 5, 7);
}

/** From ascending to crossed and back. */
function crossed(keys: v128): v128 {
  return v128.shuffle<i32>(keys, keys, 0, 2, 1, 3);
}

/** Crossed and descending: what four kept keys are compared with. */
function opposite(keys: v128): v128 {
  return v128.shuffle<i32>(keys, keys, 3, 1, 2, 0);
}

/**
 * Writes the merge of the pieces a0 to a1 and b0 to b1 from `to` to `end`, whose distance is their length together, a multiple of
 * 32 bytes. Of equal keys any may come first. Pieces of one length, 16 bytes or more, are read and nothing else; around others
 * up to 32 bytes on either side, where no key may be lower than those of the piece before it or higher than those after it.
 */
export function mergeFours(to: usize, end: usize, a0: usize, a1: usize, b0: usize, b1: usize): void {
  end -= 16;
  a1 -= 16;
  b1 -= 16;
  // Kept at the lower end are the higher four of the network's last eight, at the upper end the lower four.
  let lowKept = crossed(v128.load(a0));
  let lowNext = opposite(v128.load(b0));
  let highKept = crossed(v128.load(a1));
  let highNext = opposite(v128.load(b1));
  a0 += 16;
  b0 += 16;
  a1 -= 16;
  b1 -= 16;
  while (true) {
    let l = i32x4.min_s(lowKept, lowNext);
    let h = i32x4.max_s(lowKept, lowNext);
    let e = evens(l, h);
    let o = odds(l, h);
    l = i32x4.min_s(e, o);
    h = i32x4.max_s(e, o);
    e = evens(l, h);
    o = odds(l, h);
    l = i32x4.min_s(e, o);
    h = i32x4.max_s(e, o);
    v128.store(to, crossed(evens(l, h)));
    lowKept = odds(l, h);
    l = i32x4.min_s(highKept, highNext);
    h = i32x4.max_s(highKept, highNext);
    e = evens(l, h);
    o = odds(l, h);
    l = i32x4.min_s(e, o);
    h = i32x4.max_s(e, o);
    e = evens(l, h);
    o = odds(l, h);
    l = i32x4.min_s(e, o);
    h = i32x4.max_s(e, o);
    v128.store(end, crossed(odds(l, h)));
    highKept = evens(l, h);
    to += 16;
    end -= 16;
    if (to > end) return;
    const lowFromA: usize = load<i32>(a0) <= load<i32>(b0) ? 16 : 0;
    lowNext = opposite(v128.load(select<usize>(a0, b0, lowFromA != 0)));
    a0 += lowFromA;
    b0 += 16 - lowFromA;
    const highFromA: usize = load<i32>(a1, 12) > load<i32>(b1, 12) ? 16 : 0;
    highNext = opposite(v128.load(select<usize>(a1, b1, highFromA != 0)));
    a1 -= highFromA;
    b1 -= 16 - highFromA;
  }
}
