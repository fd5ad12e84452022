/**
 * A peer for the bench: CPython's asyncio, measured from inside by asyncio-switches.py with the machine's python3. One run a turn,
 * some 8 s long.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';

const run = promisify(execFile);

const SCRIPT = join(import.meta.dirname, 'asyncio-switches.py');
/** Beyond any slow machine's need: it hangs. */
const LIMIT_MS = 120_000;

const COSTS = v.array(v.object({ count: v.number(), ns: v.number() }));
const DOCUMENT = v.object({
  version: v.string(),
  switchesPerSecond: v.number(),
  /** Nanoseconds a sleeping task, from its making to its end, by how many there are; all with one delay, or each with its own. */
  same: COSTS,
  spread: COSTS,
  /** Nanoseconds to cancel a sleeping task, its end included. */
  cancelNs: v.number(),
});

export type AsyncioTurn = v.InferOutput<typeof DOCUMENT>;

/** One turn, or why there is nothing to compare with. */
export async function asyncioTurn(): Promise<AsyncioTurn | string> {
  try {
    const { stdout } = await run('python3', [SCRIPT], { timeout: LIMIT_MS });
    return v.parse(DOCUMENT, JSON.parse(stdout));
  } catch (error) {
    const { code, stderr } = error as { readonly code?: unknown; readonly stderr?: string };
    if (code === 'ENOENT') return 'there is no python3 here';
    return `python3 failed: ${stderr?.trim().split('\n').at(-1) || String(error)}`;
  }
}
