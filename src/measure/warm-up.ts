/**
 * Runs a configuration until it stops getting faster: a browser first runs code as it came and optimises it
 * meanwhile, so early times are two to three times too long and would look like a poor speed-up.
 */
import { takeSample, type Configuration, type SamplingGround } from './sampling.ts';

/** Two runs this close together are called steady. */
const STEADY = 0.05;
const FEWEST = 3;
const MOST = 12;

/** Resolves when two runs in a row were about as fast, or after twelve. */
export async function warmUp(ground: SamplingGround, configuration: Configuration): Promise<void> {
  let best = Infinity;
  for (let run = 1; run <= MOST; run++) {
    const { wallMs } = await takeSample(ground, configuration);
    const steady = wallMs > best * (1 - STEADY);
    best = Math.min(best, wallMs);
    if (run >= FEWEST && steady) return;
  }
}
