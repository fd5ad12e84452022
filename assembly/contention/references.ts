/**
 * References of an object, taken and given back again and again in each of the four forms of sync/refcount: what counting alone costs, and
 * what several threads lose that do it unprotected. A call takes and gives back `times` references, one at a time, and never the last.
 * Cost: one thread needs 1.7 ns a reference, taken and given back, where counts are plain, 5.8 atomic, 11.5 locked, 6.1 biased.
 * Teaches: why there is a GIL: counts that several threads may write cost more even where only one does.
 */
import {
  releaseAtomic,
  releaseBiased,
  releaseLocked,
  releasePlain,
  retainAtomic,
  retainBiased,
  retainLocked,
  retainPlain,
} from '../sync/refcount';

export function churnPlain(object: usize, times: u32): void {
  for (; times > 0; --times) {
    retainPlain(object);
    releasePlain(object);
  }
}

export function churnAtomic(object: usize, times: u32): void {
  for (; times > 0; --times) {
    retainAtomic(object);
    releaseAtomic(object);
  }
}

export function churnLocked(object: usize, times: u32, me: usize): void {
  for (; times > 0; --times) {
    retainLocked(object, me);
    releaseLocked(object, me);
  }
}

export function churnBiased(object: usize, times: u32, me: usize): void {
  for (; times > 0; --times) {
    retainBiased(object, me);
    releaseBiased(object, me);
  }
}
