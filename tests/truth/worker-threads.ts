/**
 * The operating system's threads behind a page's workers, found from outside: in /proc, below the browser's process.
 * Chromium names them "DedicatedWorker thread", of which Linux keeps 15 characters.
 */
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const NAME = 'DedicatedWorker';
const LOOK_MS = 3;

const read = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');
const list = (path: string): Promise<string[]> => readdir(path).catch(() => []);

/** The parent of each process. In /proc/<pid>/stat it is the second field after the name, which may hold anything. */
async function parents(): Promise<Map<number, number>> {
  const pids = (await list('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid): Promise<[number, number]> => {
      const stat = await read(`/proc/${pid}/stat`);
      return [Number(pid), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])];
    }),
  );
  return new Map(found);
}

/** A process and all below it. */
async function family(root: number): Promise<number[]> {
  const parentOf = await parents();
  const isBelow = (pid: number | undefined): boolean =>
    pid !== undefined && pid !== 0 && (pid === root || isBelow(parentOf.get(pid)));
  return [...parentOf.keys()].filter(isBelow);
}

/** Thread ids of the workers of these processes, oldest first. */
async function workersOf(pids: readonly number[]): Promise<number[]> {
  const each = pids.map(async (pid) => {
    const ids = await list(`/proc/${pid}/task`);
    const names = await Promise.all(ids.map((id) => read(`/proc/${pid}/task/${id}/comm`)));
    return ids.filter((_, index) => names[index]?.startsWith(NAME)).map(Number);
  });
  return (await Promise.all(each)).flat().sort((a, b) => a - b);
}

/** Waits for the page to have `count` workers and resolves with the id of the last; null after `limitMs`. */
export async function threadOfWorker(browserPid: number, count: number, limitMs: number): Promise<number | null> {
  const until = Date.now() + limitMs;
  // The page is open: its process is there already, and looking through few processes is quick.
  const pids = await family(browserPid);
  while (Date.now() < until) {
    const thread = (await workersOf(pids))[count - 1];
    if (thread !== undefined) return thread;
    await pause(LOOK_MS);
  }
  return null;
}
