/**
 * The process in which a build of the module runs in Node, forked by node-process.ts: it is told the work, and says how long each run took.
 */
import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { buildRival, type Rival } from './rival.ts';
import type { Asked, Told } from './node-process.ts';

let rival: Rival | undefined;

async function answer(asked: Asked): Promise<Told> {
  if (asked.kind === 'load') {
    const module = await WebAssembly.compile(await readFile(asked.module));
    rival = await buildRival(module, asked.work, asked.input);
    return { kind: 'loaded' };
  }
  if (!rival) throw new Error('nothing is loaded');
  if (asked.kind === 'output') return { kind: 'output', bytes: rival.output().slice() };
  const times: number[] = [];
  for (let repeat = 0; repeat < asked.repeats; repeat++) {
    const start = performance.now();
    rival.run();
    times.push(performance.now() - start);
  }
  return { kind: 'times', times };
}

process.on('message', (asked: Asked) => {
  answer(asked).then(
    (told) => process.send?.(told),
    (error: Error) => process.send?.({ kind: 'failed', reason: error.message } satisfies Told),
  );
});
