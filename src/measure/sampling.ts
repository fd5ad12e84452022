/**
 * One sample: a model runs the staged work once, its output is compared with the reference, its spans and the
 * page's frames are kept. A sample taken while the tab was hidden is void and taken again.
 */
import { nextTurn } from '../base/turn.ts';
import type { Milliseconds } from '../base/units.ts';
import type { ExecutionModel, ModelId } from '../models/index.ts';
import type { Stage } from '../models/stage.ts';
import { Stopped } from '../pool/errors.ts';
import type { Span } from '../trace/span.ts';
import type { Attention } from './attention.ts';
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

export interface SamplingGround {
  readonly stage: Stage;
  readonly attention: Attention;
  /** The bytes that every run must give. */
  readonly reference: Uint8Array;
  readonly signal: AbortSignal;
  /** A sample was thrown away. */
  onVoid(): void;
}

/** A tab that is switched away and back this often will not hold still. */
const TRIES = 20;

/** One valid sample. Rejects with `Stopped`, or with the pool's faults. */
export async function takeSample(ground: SamplingGround, configuration: Configuration): Promise<Sample> {
  const { stage, attention, reference, signal, onVoid } = ground;
  const { model, workers } = configuration;
  for (let tries = 0; tries < TRIES; tries++) {
    await attention.inFront(signal);
    // The page hears Stop between any two samples, whatever the models.
    await nextTurn();
    if (signal.aborted) throw new Stopped();
    await model.prepare(stage, workers);
    attention.lapsed();
    const start = stage.clock.now();
    const { wallMs, spans, output } = await model.run(stage, workers, signal);
    const end = stage.clock.now();
    if (attention.lapsed()) {
      onVoid();
      continue;
    }
    return { model: model.id, workers, wallMs, spans, verified: sameBytes(output, reference), start, end };
  }
  throw new Error(`the tab was hidden in ${TRIES} tries of one sample: keep it in front and measure again`);
}
