/**
 * The state of one run as the page sees it: idle, running or over. Rendering is asked for at most once
 * a frame, and a stale run never overwrites a new one. Starts nothing by itself.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { MeasureOptions, Progress, Run } from '../experiments/run.ts';
import type { Report } from '../measure/report.ts';
import type { StartRun } from './start-run.ts';

export class RunController implements ReactiveController {
  running = false;
  stopping = false;
  progress: Progress | null = null;
  /** The latest report, of the run under way or the last one. */
  report: Report | null = null;
  /** Why the last run could not even start. */
  fault: string | null = null;
  #run: Run | null = null;
  #call = 0;
  #loading = new AbortController();
  #frame = 0;
  readonly #host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** A removed element leaves no run behind. */
  hostDisconnected(): void {
    this.stop();
  }

  async start(start: StartRun, options: MeasureOptions): Promise<void> {
    if (this.running) return;
    const call = ++this.#call;
    Object.assign(this, { running: true, stopping: false, progress: null, report: null, fault: null });
    this.#host.requestUpdate();
    try {
      this.#loading = new AbortController();
      const run = await start(options, (progress) => this.#advance(call, progress), this.#loading.signal);
      // Stopped at the last moment of loading: the page has gone on already.
      if (call !== this.#call) return run.stop();
      this.#run = run;
      const report = await run.done;
      if (call === this.#call) this.report = report;
    } catch (error) {
      if (call === this.#call) this.fault = error instanceof Error ? error.message : String(error);
    }
    if (call === this.#call) this.#end();
  }

  stop(): void {
    if (!this.running || this.stopping) return;
    if (this.#run) {
      this.#run.stop();
      this.stopping = true;
    } else {
      this.#loading.abort();
      this.#call += 1;
      this.#end();
    }
    this.#host.requestUpdate();
  }

  #advance(call: number, progress: Progress): void {
    if (call !== this.#call || !this.running) return;
    this.progress = progress;
    this.report = progress.report;
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#host.requestUpdate();
    });
  }

  #end(): void {
    this.running = false;
    this.stopping = false;
    this.#run = null;
    this.#host.requestUpdate();
  }
}
