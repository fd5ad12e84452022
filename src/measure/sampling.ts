/**
 * One sample: a model runs the staged work once, its output is compared with the reference, its spans are kept. A
 * sample taken while the tab was hidden is void and taken again.
 */
import type { Milliseconds } from '../base/units.ts';
import type { ExecutionModel, ModelId } from '../models/index.ts';
import type { Stage } from '../models/stage.ts';
import type { Span } from '../trace/span.ts';
import { attended, type Attended } from './attention.ts';
import { sameBytes } from './same-bytes.ts';

/** What is measured: one model with one number of workers (0 on the page's own thread). */
export interface Configuration {
  readonly model: ExecutionModel;
  readonly workers: number;
}

export interface Sample {
  readonly model: ModelId;
  readonly workers: number;
  readonly wallMs: Milliseconds;
  readonly spans: readonly Span[];
  readonly verified: boolean;
  /** On the stage's clock. */
  readonly start: Milliseconds;
  readonly end: Milliseconds;
}

export interface SamplingGround extends Attended {
  readonly stage: Stage;
  /** The bytes that every run must give. */
  readonly reference: Uint8Array;
}

/** A clock may not have moved during a short run; no time is shorter than the finest browser's tick. */
const LEAST_MS: Milliseconds = 0.005;

/** One valid sample. Rejects with `Stopped`, or with the pool's faults. */
export function takeSample(ground: SamplingGround, { model, workers }: Configuration): Promise<Sample> {
  const { stage, reference, signal } = ground;
  return attended(ground, async () => {
    await model.prepare(stage, workers);
    const start = stage.clock.now();
    const outcome = await model.run(stage, workers, signal);
    const end = stage.clock.now();
    const verified = sameBytes(outcome.output, reference);
    const wallMs = Math.max(outcome.wallMs, LEAST_MS);
    return { model: model.id, workers, wallMs, spans: outcome.spans, verified, start, end };
  });
}
