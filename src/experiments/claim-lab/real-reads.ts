/**
 * Real input beside a claim about waiting, which sleeps decide: files of this site, fetched past all caches, under a model against one after the
 * other on the main thread. Decides nothing.
 */
import { median } from '../../measure/stats/median.ts';
import type { ModelId } from '../../models/index.ts';
import { Stopped } from '../../pool/errors.ts';
import type { ClaimLab } from './claim-lab.ts';

const READS = 8;
const ROUNDS = { rounds: 5, fewest: 3, budgetMs: 1_500 };

/** A sentence, also where the files cannot be had. `who`: the readers in words. Rejects with `Stopped` only. */
export async function realReads(lab: ClaimLab, model: ModelId, who: string): Promise<string> {
  const take = (of: ModelId, workers: number) => async (): Promise<number> =>
    (await lab.play({ program: 'reads', args: [READS], model: of, workers })).wallMs;
  try {
    const { together, inTurn } = await lab.rounds(
      { together: take(model, READS), inTurn: take('main-thread', 0) },
      ROUNDS,
    );
    const ms = (samples: readonly number[]): string => `${median(samples).toFixed(1)} ms`;
    return `Real reads: ${READS} small files of this site take ${ms(together)} by ${who}, at most 4 under way at once, and ${ms(inTurn)} one after the other on the main thread.`;
  } catch (error) {
    if (error instanceof Stopped || lab.signal.aborted) throw error;
    return `Real reads could not be had: ${error instanceof Error ? error.message : String(error)}`;
  }
}
