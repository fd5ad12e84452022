/** Writes recorded.json with what Python's greenlet library makes of the first plays: `tsx tests/greenlets/record.ts`. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { peerTraces } from './peer.ts';
import { digestOf, playOf } from './play.ts';

const RECORDED = 500;

async function record(): Promise<void> {
  const peer = await peerTraces(Array.from({ length: RECORDED }, (_, index) => playOf(index + 1)));
  if ('absent' in peer) throw new Error(`nothing can be recorded: ${peer.absent}`);
  const document = { version: peer.version, digests: peer.traces.map(digestOf).join(' ') };
  await writeFile(join(import.meta.dirname, 'recorded.json'), `${JSON.stringify(document)}\n`);
}

void record();
