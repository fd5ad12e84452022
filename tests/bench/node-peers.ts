/** Peers that run in Node only, measured in this process. */
import { join } from 'node:path';
import { Piscina } from 'piscina';
import { median } from '../../src/measure/stats/median.ts';
import { quantile } from '../../src/measure/stats/quantile.ts';

const REPEATS = 2_000;

/** One empty task at a time on piscina, two threads, warm. */
export async function nodePeers(): Promise<{ figure: string; target: string; measured: string }[]> {
  const pool = new Piscina({ filename: join(import.meta.dirname, 'nothing.mjs'), minThreads: 2, maxThreads: 2 });
  const times: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const start = performance.now();
    await pool.run(null);
    times.push((performance.now() - start) * 1_000);
  }
  await pool.destroy();
  const [middle, low, high] = [median(times), quantile(times, 0.1), quantile(times, 0.9)].map((time) =>
    time.toFixed(1),
  );
  return [{ figure: 'peer: one piscina task (Node)', target: '–', measured: `${middle} µs (${low} µs – ${high} µs)` }];
}
