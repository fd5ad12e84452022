/**
 * Runs a configuration until it stops getting faster: a browser first runs code as it came and optimises it
 * meanwhile, so early times are two to three times too long and would look like a poor speed-up.
 */
import type { Milliseconds } from '../base/units.ts';
import { median } from './stats/median.ts';
import { takeSample, type Configuration, type SamplingGround } from './sampling.ts';

/** Two runs this close together are called steady. */
const STEADY = 0.05;
const FEWEST = 3;
const MOST = 12;

/** The steady time: the median of the last three runs. */
export async function warmUp(ground: SamplingGround, configuration: Configuration): Promise<Milliseconds> {
  const times: Milliseconds[] = [];
  let best = Infinity;
  for (let run = 1; run <= MOST; run++) {
    const { wallMs } = await takeSample(ground, configuration);
    const steady = wallMs > best * (1 - STEADY);
    best = Math.min(best, wallMs);
    times.push(wallMs);
    if (run >= FEWEST && steady) break;
  }
  return median(times.slice(-FEWEST));
}
