/**
 * What became of the keeping of this page's runs, for whoever says so beside a result. Holds the latest run of each kind; keep-run.ts tells it.
 */
import type { KeptFormat } from './kept-forms.ts';

export interface KeptRun {
  readonly format: KeptFormat;
  /** In the history, as in `#/result?kept=ID`. */
  readonly id: string;
  /** `keeping` while the run goes on. */
  readonly state: 'keeping' | 'kept' | 'not-kept';
  /** Why it is not kept, a sentence; null unless `not-kept`. */
  readonly fault: string | null;
}

const latest = new Map<KeptFormat, KeptRun>();
const listeners = new Set<() => void>();

export function latestKept(format: KeptFormat): KeptRun | null {
  return latest.get(format) ?? null;
}

/** Calls back whenever one of them has changed; hands back what ends that. */
export function watchKept(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function noteKept(run: KeptRun): void {
  latest.set(run.format, run);
  for (const listener of [...listeners]) listener();
}
