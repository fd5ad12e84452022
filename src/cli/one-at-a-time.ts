/**
 * Work that processes do one after another, on one machine or on several with a file system in common: who makes the folder has the
 * turn (`mkdir` is atomic everywhere, NFS included). Its owner keeps touching it; a folder that nobody has touched for a while belonged to a
 * process that died. Two that notice this at the same instant may both go on, so the work itself has to bear that.
 */
import { mkdir, rm, stat, utimes } from 'node:fs/promises';
import { setTimeout as later } from 'node:timers/promises';
import { wallDate } from '../base/clock.ts';

export interface Patience {
  readonly lookEveryMs: number;
  /** Looks without a change after which the owner is taken for dead. */
  readonly looks: number;
}

/** A minute: no build keeps its process from a timer for so long. No clocks of two machines are compared. */
const USUAL: Patience = { lookEveryMs: 1_000, looks: 60 };

function isTaken(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EEXIST';
}

/** True once the folder is this process's own; rejects where it cannot be made. */
async function made(folder: string): Promise<boolean> {
  return mkdir(folder).then(
    () => true,
    (error: unknown) => {
      if (isTaken(error)) return false;
      throw error;
    },
  );
}

/** Waits until the owner is done or taken for dead. */
async function waitForOwner(folder: string, { lookEveryMs, looks }: Patience): Promise<void> {
  let seen = NaN;
  for (let unchanged = 0; unchanged < looks; unchanged++) {
    const touched = await stat(folder).then(
      ({ mtimeMs }) => mtimeMs,
      () => null,
    );
    if (touched === null) return;
    if (touched !== seen) unchanged = 0;
    seen = touched;
    await later(lookEveryMs);
  }
  await rm(folder, { recursive: true, force: true });
}

/** Rejects as the work does, or where `folder` cannot be made; leaves no folder. `onWait` is called at most once. */
export async function oneAtATime<Value>(
  folder: string,
  work: () => Promise<Value>,
  onWait: () => void = () => {},
  patience = USUAL,
): Promise<Value> {
  if (!(await made(folder))) {
    onWait();
    do await waitForOwner(folder, patience);
    while (!(await made(folder)));
  }
  const touching = setInterval(() => {
    const now = Date.parse(wallDate()) / 1_000;
    utimes(folder, now, now).catch(() => {});
  }, patience.lookEveryMs);
  try {
    return await work();
  } finally {
    clearInterval(touching);
    await rm(folder, { recursive: true, force: true });
  }
}
