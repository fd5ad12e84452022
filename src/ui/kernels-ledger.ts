/**
 * What is known of every kernel over several runs: a run of one leaves the speeds of the others as they are, and one that was stopped takes
 * nothing back. Keeps reports' entries; judges nothing.
 */
import type { KernelSpeed, KernelSpeedsReport } from '../measure/kernels/kernel-speed-report.ts';
import type { Standing } from './claims-ledger.ts';

const isOver = ({ state }: KernelSpeed): boolean => state === 'done' || state === 'failed';

export class KernelsLedger {
  readonly #found = new Map<string, KernelSpeed>();
  #latest: KernelSpeedsReport | null = null;

  /** Takes what a report adds; harmless when repeated. */
  take(report: KernelSpeedsReport): void {
    if (report === this.#latest) return;
    this.#latest = report;
    for (const speed of report.kernels) if (isOver(speed)) this.#found.set(speed.kernel, speed);
  }

  /** As the run under way has it so far, or else as the last run in which it came to its end left it; null where there was none. */
  speedOf(kernel: string): KernelSpeed | null {
    const current = this.#latest?.kernels.find((one) => one.kernel === kernel && one.rounds > 0);
    return (this.#latest?.state === 'running' && current) || (this.#found.get(kernel) ?? null);
  }

  standingOf(kernel: string): Standing {
    if (this.#latest?.state !== 'running') return 'idle';
    const speed = this.#latest.kernels.find((one) => one.kernel === kernel);
    if (!speed || isOver(speed)) return 'idle';
    return speed.state === 'running' ? 'running' : 'queued';
  }

  /** The latest report with everything that is known of the given kernels, in their order; null before the first run. */
  merged(kernels: readonly string[]): KernelSpeedsReport | null {
    if (!this.#latest) return null;
    return { ...this.#latest, kernels: kernels.flatMap((kernel) => this.#found.get(kernel) ?? []) };
  }
}
