/** Python's own greenlet library as a peer, where python3 has it; OVERLAP_PYTHON names another one. Not a test itself. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { Play } from './play.ts';

const SCRIPT = join(import.meta.dirname, 'peer.py');
const LIMIT_MS = 60_000;

export interface PeerTraces {
  readonly version: string;
  readonly traces: readonly (readonly string[])[];
}

/** The traces, or why there are none. */
export async function peerTraces(plays: readonly Play[]): Promise<PeerTraces | { readonly absent: string }> {
  return new Promise((resolve, reject) => {
    const python = execFile(
      process.env['OVERLAP_PYTHON'] ?? 'python3',
      [SCRIPT],
      { timeout: LIMIT_MS, maxBuffer: 2 ** 28 },
      (error, stdout) => {
        if (!error) resolve(JSON.parse(stdout) as PeerTraces | { absent: string });
        else if ('code' in error && String(error.code) === 'ENOENT') resolve({ absent: 'there is no python3' });
        else reject(new Error('the peer failed', { cause: error }));
      },
    );
    python.stdin?.end(JSON.stringify(plays));
  });
}
