/** The memory of a browser's processes, as Linux counts it: those under this process that show pages, and all others. Null elsewhere. */
import { readdir, readFile } from 'node:fs/promises';

interface Seen {
  readonly pid: number;
  readonly parent: number;
}

export interface Resident {
  /** Bytes of the processes that run pages and their workers: private and shared memory, without mapped files. */
  readonly pages: number;
  /** Likewise, of all other processes of the browser. */
  readonly others: number;
  readonly threads: number;
}

const PAGE_PROCESS = /--type=renderer|-contentproc.*\btab$/;

async function text(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}

async function all(): Promise<Seen[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  return Promise.all(
    pids.map(async (pid) => {
      // The name in brackets may hold anything.
      const fields = (await text(`/proc/${pid}/stat`)).replace(/^.*\)/s, '').trim().split(' ');
      return { pid: Number(pid), parent: Number(fields[1]) };
    }),
  );
}

function under(root: number, seen: readonly Seen[]): number[] {
  const own = seen.filter(({ parent }) => parent === root).map(({ pid }) => pid);
  return own.flatMap((pid) => [pid, ...under(pid, seen)]);
}

/** In bytes; 0 where the process is gone. */
function fieldOf(status: string, name: string): number {
  return 1024 * Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
}

export async function descendants(): Promise<number[]> {
  return under(process.pid, await all());
}

export async function resident(): Promise<Resident | null> {
  if (process.platform !== 'linux') return null;
  const found = { pages: 0, others: 0, threads: 0 };
  for (const pid of await descendants()) {
    const [status, command] = [await text(`/proc/${pid}/status`), await text(`/proc/${pid}/cmdline`)];
    const bytes = fieldOf(status, 'RssAnon') + fieldOf(status, 'RssShmem');
    const shows = PAGE_PROCESS.test(command.replaceAll('\0', ' ').trim());
    found[shows ? 'pages' : 'others'] += bytes;
    if (shows) found.threads += fieldOf(status, 'Threads') / 1024;
  }
  return found;
}
