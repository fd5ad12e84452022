/**
 * Where a browser is put: under which limit, and with what beside it. Sets up and takes down; measures nothing.
 */
import { execFile, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { keepAwake } from './awake.ts';
import { Cgroup, NotHere } from './cgroups.ts';
import type { Closing } from './closing.ts';

export type Place =
  | { readonly kind: 'free' }
  /** By affinity, which a process may widen again. */
  | { readonly kind: 'pinned'; readonly processors: string }
  /** By a control group, which it may not. */
  | { readonly kind: 'cpuset'; readonly processors: string }
  /** `awake`: the processors are kept from sleeping meanwhile (awake.ts). */
  | { readonly kind: 'quota'; readonly percent: number; readonly awake: boolean }
  /** Another program computes all the time on this processor. */
  | { readonly kind: 'hog'; readonly processor: number }
  /** A worker's thread has a quota of its own. */
  | { readonly kind: 'slow-worker'; readonly percent: number; readonly periodUs: number };

/** A place that is set up. */
export interface Room {
  /** What to start in place of the browser: it enters the limit and becomes the browser. */
  readonly executable: string;
  /** Puts one thread of the browser under the quota; only where the place has one for it. */
  readonly slow: ((thread: number) => Promise<void>) | null;
  /** How long a quota has held the browser back so far, in milliseconds; null where there is none. */
  readonly heldBackMs: (() => Promise<number>) | null;
}

const UNTIMED = { slow: null, heldBackMs: null };

async function demandTaskset(): Promise<void> {
  await promisify(execFile)('taskset', ['--version']).catch(() => {
    throw new NotHere('taskset is not installed (util-linux)');
  });
}

/** A script that does `first` and then becomes the browser, with all arguments it was given. */
async function wrapper(browser: string, first: string, prefix: string, closing: Closing): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'overlap-truth-'));
  closing.add(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'browser.sh');
  await writeFile(path, `#!/bin/sh\nset -e\n${first}\nexec ${prefix} '${browser}' "$@"\n`);
  await chmod(path, 0o755);
  return path;
}

async function grouped(browser: string, group: Cgroup, closing: Closing): Promise<string> {
  closing.add(() => group.close());
  return wrapper(browser, group.enter, '', closing);
}

async function pinned(browser: string, processors: string, closing: Closing): Promise<string> {
  await demandTaskset();
  return wrapper(browser, '', `taskset -c ${processors}`, closing);
}

/** A loop that ends with the condition. */
async function startHog(processor: number, closing: Closing): Promise<void> {
  await demandTaskset();
  const hog = spawn('taskset', ['-c', String(processor), process.execPath, '-e', 'for (;;);'], { stdio: 'ignore' });
  closing.add(() => {
    hog.kill('SIGKILL');
  });
}

/** Throws `NotHere` where this machine does not let us. */
export async function openRoom(place: Place, browser: string, closing: Closing): Promise<Room> {
  switch (place.kind) {
    case 'free':
      return { executable: browser, ...UNTIMED };
    case 'pinned':
      return { executable: await pinned(browser, place.processors, closing), ...UNTIMED };
    case 'cpuset': {
      const group = await Cgroup.open('cpuset');
      const executable = await grouped(browser, group, closing);
      await group.limitProcessors(place.processors);
      return { executable, ...UNTIMED };
    }
    case 'quota': {
      const group = await Cgroup.open('cpu');
      const executable = await grouped(browser, group, closing);
      await group.limitTime(place.percent);
      if (place.awake) await keepAwake(closing);
      return { executable, slow: null, heldBackMs: () => group.heldBackMs() };
    }
    case 'hog':
      await startHog(place.processor, closing);
      return { executable: browser, ...UNTIMED };
    case 'slow-worker': {
      const group = await Cgroup.open('cpu');
      const executable = await grouped(browser, group, closing);
      const inner = await group.inner();
      closing.add(() => inner.close());
      await inner.limitTime(place.percent, place.periodUs);
      return { executable, slow: (thread) => inner.addThread(thread), heldBackMs: () => inner.heldBackMs() };
    }
  }
}
