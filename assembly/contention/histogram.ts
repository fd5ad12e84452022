/**
 * How often each key occurs: keys of a byte, a bin of 32 bits each. What sharing costs that no algorithm asks for: five ways to count the
 * same keys, four of them right, and what separates them is only who may touch which cache line. Outside the kernels' contract: on
 * purpose not pure. A call counts the keys from `keys` to `end`, excluded; a bin wraps after 2³² keys.
 *
 *   form      a key is counted in             right with several threads      what it costs
 *   plain     one table: load, add, store     no: updates are lost            least alone; a line travels with most keys
 *   atomic    one table: one atomic add       yes                             a locked instruction, and the line travels
 *   locked    one table, under one mutex      yes                             two locked instructions; all wait for one, whatever their
 *             around each key                                                 keys: it is the table that is locked, not the bin
 *   private   a table of the thread's own:    yes                             as plain alone where the tables are on lines of their own
 *             load, add, store                                                (padded); where bins of several threads share a line (packed)
 *                                                                             that travels, though no word is shared: false sharing
 *   merge     own table into the shared one   yes                             an atomic add a bin, once in all
 *
 *   one                                another                                outcome
 *   plain: loads n                     loads n, stores n + 1                  the first stores n + 1 too: one key is lost
 *   atomic: adds                       adds to the same bin                   one after the other: both count
 *   locked: holds the mutex            comes to its next key                  waits, and finds the bin as the first left it
 *   locked: holds the mutex            dies                                   the mutex is broken: the rest is not counted, which is told
 *   private: counts                    counts in the bin beside it            different words: neither sees the other, the line travels
 *   private: merges                    merges, or reads the shared table      an add at a time: exact once all have merged
 *
 * Cost: one thread needs 0.6 ns a key for plain and private counts, 2.3 for atomic ones, 5.2 under the lock.
 * Teaches: what threads share, each of them waits for; what nobody asked them to share, a cache line, costs as much.
 * False sharing: J. Torrellas, M. Lam, J. Hennessy, "False Sharing and Spatial Locality in Multiprocessor Caches", IEEE Transactions on
 * Computers 43 (6), 1994.
 */
import { DONE } from '../sync/outcome';
import { lockMutex, unlockMutex } from '../sync/mutex';

const BIN: usize = 4;

/** Loses keys as soon as two threads do it with one table. */
export function histogramPlain(table: usize, keys: usize, end: usize): void {
  for (; keys < end; ++keys) {
    const bin = table + BIN * load<u8>(keys);
    store<u32>(bin, load<u32>(bin) + 1);
  }
}

export function histogramAtomic(table: usize, keys: usize, end: usize): void {
  for (; keys < end; ++keys) {
    // Add: load and store in one, so every key counts. Nothing is ordered by it: a table is read when its threads have ended.
    atomic.add<u32>(table + BIN * load<u8>(keys), 1);
  }
}

/** A mutex around each key. How many keys were counted: fewer where the mutex is refused. */
export function histogramLocked(table: usize, keys: usize, end: usize, mutex: usize, me: usize): u32 {
  const first = keys;
  for (; keys < end; ++keys) {
    if (lockMutex(mutex, me, Infinity) != DONE) break;
    const bin = table + BIN * load<u8>(keys);
    store<u32>(bin, load<u32>(bin) + 1);
    unlockMutex(mutex, me);
  }
  return keys - first;
}

/** Counts in a table whose bins are `stride` bytes apart, which no other thread writes. */
export function histogramPrivate(own: usize, stride: usize, keys: usize, end: usize): void {
  for (; keys < end; ++keys) {
    const bin = own + stride * load<u8>(keys);
    store<u32>(bin, load<u32>(bin) + 1);
  }
}

/** Adds the first `bins` bins of a thread's own table to the shared one, and empties them: merging twice counts once. */
export function mergeHistogram(table: usize, own: usize, stride: usize, bins: u32): void {
  for (let bin: u32 = 0; bin < bins; ++bin) {
    // Add: others may merge into the same bin at this moment.
    atomic.add<u32>(table + BIN * bin, load<u32>(own));
    store<u32>(own, 0);
    own += stride;
  }
}
