/**
 * Keeps every processor awake with a loop that yields to everybody. A virtual processor that sleeps at times, as under a
 * quota, may be put by the host on the core of another: both then run, at two thirds of their pace, and what is true here
 * is no longer known. A loop in a group marked idle takes 3 of 1024 parts beside a program and nothing from a sleeping one's
 * wake-up (kernel documentation, admin-guide/cgroup-v2.rst, cpu.idle). It limits nothing, and is part of no condition.
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { Cgroup } from './cgroups.ts';
import type { Closing } from './closing.ts';

/** Ends by itself when whoever started it is gone. */
const LOOP = 'const parent = process.ppid; while (process.ppid === parent) for (let n = 0; n < 1e8; n++);';

/** Throws `NotHere` where groups may not be made or cannot be idle. */
export async function keepAwake(closing: Closing): Promise<void> {
  const group = await Cgroup.open('cpu');
  closing.add(() => group.close());
  await group.yieldToAll();
  // Nice as well, so that /proc/stat tells these loops from what does not yield (machine.ts).
  for (let processor = 0; processor < availableParallelism(); processor++) {
    const loop = `${group.enter}; exec nice -n 19 taskset -c ${processor} '${process.execPath}' -e '${LOOP}'`;
    const child = spawn('/bin/sh', ['-c', loop], { stdio: 'ignore' });
    closing.add(() => {
      child.kill('SIGKILL');
    });
  }
}
