/**
 * The machine around a run: how busy it is, and how much of its time the host took away. A neighbour would spoil the
 * truth, so a run waits for quiet, for a limited time, and says whether it came. Reads /proc/stat, see proc(5).
 */
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/** Fractions of all processors' time. */
export interface Load {
  readonly busy: number;
  /** Taken by the host for other guests. */
  readonly steal: number;
}

interface Ticks {
  readonly idle: number;
  readonly steal: number;
  readonly total: number;
}

const LOOK_MS = 500;
/** A machine below this is called quiet. */
const QUIET = 0.05;

async function ticks(): Promise<Ticks> {
  const [line = ''] = (await readFile('/proc/stat', 'utf8')).split('\n');
  const counts = line.split(/\s+/).slice(1, 9).map(Number);
  // "Nice" is what yields to us, as the loops of awake.ts.
  const [, nice = 0, , idle = 0, iowait = 0, , , steal = 0] = counts;
  return { idle: nice + idle + iowait, steal, total: counts.reduce((sum, count) => sum + count, 0) };
}

function between(before: Ticks, after: Ticks): Load {
  const total = Math.max(1, after.total - before.total);
  const steal = (after.steal - before.steal) / total;
  return { busy: 1 - (after.idle - before.idle) / total - steal, steal };
}

/** What happened while `during` ran. */
export async function loadWhile<Value>(during: () => Promise<Value>): Promise<{ value: Value; load: Load }> {
  const before = await ticks();
  const value = await during();
  return { value, load: between(before, await ticks()) };
}

/**
 * Resolves with true as soon as the machine is quiet but for `own`, the load we put there ourselves; with false where it
 * is not within `limitMs`.
 */
export async function quiet(limitMs: number, own: number): Promise<boolean> {
  const until = Date.now() + limitMs;
  for (;;) {
    const { load } = await loadWhile(() => pause(LOOK_MS));
    if (load.busy - own < QUIET) return true;
    if (Date.now() > until) return false;
  }
}
