/**
 * Control groups of Linux: a limit on processor time, or on processors, that a process and all its children are under.
 * Both versions are spoken, found by doing: version 1 mounts a hierarchy a controller, version 2 has one for all.
 *
 * Sources: kernel documentation, Documentation/scheduler/sched-bwc.rst (cpu.cfs_quota_us, cpu.cfs_period_us),
 * admin-guide/cgroup-v1/cpusets.rst, admin-guide/cgroup-v2.rst (cpu.max, cpuset.cpus, threaded mode).
 */
import { mkdir, readFile, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

type Controller = 'cpu' | 'cpuset';

interface Hierarchy {
  readonly version: 1 | 2;
  readonly root: string;
}

/** The default period of a quota, which containers use as well. */
export const PERIOD_US = 100_000;

/** A reason why a condition cannot be set up here, for the reader of the table. */
export class NotHere extends Error {
  override readonly name = 'NotHere';
}

async function mounted(controller: Controller): Promise<Hierarchy> {
  const mounts = (await readFile('/proc/mounts', 'utf8')).split('\n').map((line) => line.split(' '));
  for (const [, root = '', kind, options = ''] of mounts) {
    if (kind === 'cgroup' && options.split(',').includes(controller)) return { version: 1, root };
    if (kind !== 'cgroup2') continue;
    const there = await readFile(join(root, 'cgroup.controllers'), 'utf8').catch(() => '');
    if (there.trim().split(' ').includes(controller)) return { version: 2, root };
  }
  throw new NotHere(`no control group here has the controller ${controller}`);
}

let made = 0;

/** A group of its own, empty at first. */
export class Cgroup {
  private constructor(
    readonly path: string,
    private readonly version: 1 | 2,
  ) {}

  /** Throws `NotHere` where groups may not be made. */
  static async open(controller: Controller): Promise<Cgroup> {
    const { version, root } = await mounted(controller);
    const group = new Cgroup(join(root, `overlap-truth-${process.pid}-${++made}`), version);
    try {
      if (version === 2) await writeFile(join(root, 'cgroup.subtree_control'), `+${controller}`);
      await mkdir(group.path);
    } catch (error) {
      throw new NotHere(`control groups cannot be made here (root?): ${(error as Error).message}`);
    }
    return group;
  }

  /** At most `percent` of one processor's time, counted anew in every period. */
  async limitTime(percent: number, periodUs = PERIOD_US): Promise<void> {
    const quotaUs = Math.round((percent / 100) * periodUs);
    if (this.version === 2) return this.#set('cpu.max', `${quotaUs} ${periodUs}`);
    await this.#set('cpu.cfs_period_us', String(periodUs));
    await this.#set('cpu.cfs_quota_us', String(quotaUs));
  }

  /** Members run only while nobody else wants to. Throws `NotHere` where the kernel is older than 5.15. */
  async yieldToAll(): Promise<void> {
    await this.#set('cpu.idle', '1').catch((error: unknown) => {
      throw new NotHere(
        `a control group cannot be made idle here (--let-sleep does without): ${(error as Error).message}`,
      );
    });
  }

  /** Only these processors: "0" or "0-1". */
  async limitProcessors(list: string): Promise<void> {
    await this.#set('cpuset.cpus', list);
    // Version 1 lets nobody in before the memory nodes are named as well.
    if (this.version === 1) await this.#set('cpuset.mems', (await this.#parents('cpuset.mems')).trim());
  }

  /** A line of shell by which a process enters, with all the children it will have. */
  get enter(): string {
    return `echo $$ > '${join(this.path, 'cgroup.procs')}'`;
  }

  /**
   * A group inside, for single threads of the processes in this one. In version 1 it may stand anywhere, in version 2 it
   * must be below the group of the process, and be made threaded.
   */
  async inner(): Promise<Cgroup> {
    const group = new Cgroup(join(this.path, 'thread'), this.version);
    await mkdir(group.path);
    if (this.version === 2) {
      await group.#set('cgroup.type', 'threaded');
      await this.#set('cgroup.subtree_control', '+cpu');
    }
    return group;
  }

  async addThread(id: number): Promise<void> {
    await this.#set(this.version === 1 ? 'tasks' : 'cgroup.threads', String(id));
  }

  /** How long its members were held back so far, in milliseconds: the proof that a limit held. */
  async heldBackMs(): Promise<number> {
    const stat = await readFile(join(this.path, 'cpu.stat'), 'utf8');
    const [, unit, value] = /^throttled_(time|usec) (\d+)$/m.exec(stat) ?? [];
    return Number(value) / (unit === 'time' ? 1e6 : 1e3);
  }

  /** Ends what is still inside, which only we put there, and removes the group. Waits at most two seconds. */
  async close(): Promise<void> {
    for (let tries = 0; tries < 40; tries++) {
      const left = await readFile(join(this.path, 'cgroup.procs'), 'utf8').catch(() => '');
      for (const pid of left.split('\n').filter(Boolean)) endProcess(Number(pid));
      const gone = await rmdir(this.path).then(
        () => true,
        (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
      );
      if (gone) return;
      await pause(50);
    }
    throw new Error(`the control group ${this.path} could not be removed`);
  }

  #set(file: string, value: string): Promise<void> {
    return writeFile(join(this.path, file), value);
  }

  #parents(file: string): Promise<string> {
    return readFile(join(this.path, '..', file), 'utf8');
  }
}

/** A process may have ended by itself meanwhile. */
function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
