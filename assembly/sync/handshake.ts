/**
 * The handshake: n threads meet at a spinning barrier, round after round. A round ends within a microsecond only
 * while all n are on a processor; with one thread too many, somebody must first be switched out, which takes
 * milliseconds. Counting barrier after Mellor-Crummey and Scott (ACM TOCS 9(1), 1991, §3.1), with a round number in
 * place of the sense bit.
 *
 *   word      value       who writes                       what it means
 *   ARRIVED   a           each thread, atomic add 1        a arrivals in all rounds together
 *   ROUND     r           the last arrival of round r-1    r rounds are complete; spinners of round r-1 go on
 *   CLOSED    0 / 1       lead thread, or the page         1: no further round; spinners leave
 *
 *   thread                         others                          outcome
 *   arrives, a < n·(r+1)           –                               spins on ROUND = r
 *   arrives, a = n·(r+1)           all spin on ROUND = r           stores ROUND = r+1: all go on
 *   fast, already in round r+1     slow one still sees ROUND = r   slow one sees r+1 ≠ r whenever it looks: ROUND is
 *                                                                  not stored again before the slow one arrives
 *   any                            one never arrives               spins to its limit or until CLOSED, then leaves
 *
 * Nobody sleeps here: sleeping would end the simultaneity that the handshake proves. So every spin is bounded.
 */
export const HANDSHAKE_BYTES: u32 = 256;
export const HANDSHAKE_ALIGN: u32 = 64;

const ARRIVED: usize = 0;
const ROUND: usize = 64;
const CLOSED: usize = 128;

/** Arrives at round `round` of `threads` threads and spins until it is complete. False where it was closed or the limit was reached. */
function meet(block: usize, threads: u32, round: u32, spinLimit: u32): bool {
  // Add, not load and store: each arrival counts once. Exactly one thread sees the full count.
  if (atomic.add<u32>(block, 1, ARRIVED) + 1 == threads * (round + 1)) {
    atomic.store<u32>(block, round + 1, ROUND);
    return true;
  }
  // Atomic load: must be fetched anew each time.
  while (atomic.load<u32>(block, ROUND) == round) {
    if (atomic.load<u32>(block, CLOSED) != 0 || --spinLimit == 0) return false;
  }
  return true;
}

/** The lead thread's part: `rounds` rounds from number `first` on. Returns how many were completed. */
export function leadRounds(block: usize, threads: u32, first: u32, rounds: u32, spinLimit: u32): u32 {
  let round = first;
  const end = first + rounds;
  while (round < end && meet(block, threads, round, spinLimit)) ++round;
  return round - first;
}

/** Every other thread's part: rounds until the lead closes the handshake. Returns how many were completed. */
export function followRounds(block: usize, threads: u32, spinLimit: u32): u32 {
  let round: u32 = 0;
  while (meet(block, threads, round, spinLimit)) ++round;
  return round;
}

/** No further round: whoever spins leaves. */
export function closeHandshake(block: usize): void {
  atomic.store<u32>(block, 1, CLOSED);
}
