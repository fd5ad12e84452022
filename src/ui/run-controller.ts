/**
 * The state of one run as the page sees it: idle, running, stopping or over. Rendering is asked for at most once a frame,
 * and a stale run never overwrites a new one. On a page there is one run at a time, whichever view it belongs to: two would
 * measure each other. Starts nothing by itself; which run it is, its types say.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { painted } from './painted.ts';

/** A run that was begun. `done` follows `stop()` soon and does not reject for what the run itself finds. */
export interface BegunRun<Report> {
  readonly done: Promise<Report>;
  stop(): void;
}

/** Begins a run; `signal` takes the wish back while the code for it is still loading. */
export type Begin<Options, Progress, Report> = (
  options: Options,
  onProgress: (progress: Progress) => void,
  signal?: AbortSignal,
) => Promise<BegunRun<Report>>;

/** Whose run is under way on this page. */
let underWay: symbol | null = null;

const ELSEWHERE =
  'Another run is under way on this page, and two at once would measure each other: stop it, or wait for its end, then start again.';

export class RunController<
  Options,
  Report,
  Progress extends { readonly report: Report },
> implements ReactiveController {
  state: 'idle' | 'running' | 'stopping' = 'idle';
  progress: Progress | null = null;
  /** The latest report, of the run under way or the last one. */
  report: Report | null = null;
  /** Why the last run could not even start. */
  fault: string | null = null;
  readonly #name = Symbol('run');
  #run: BegunRun<Report> | null = null;
  #call = 0;
  #loading = new AbortController();
  #frame = 0;
  readonly #host: ReactiveControllerHost;
  readonly #shown: () => Promise<void>;

  /** `shown` resolves when the visitor sees that the run begins: what a run loads must not keep that waiting. */
  constructor(host: ReactiveControllerHost, shown: () => Promise<void> = painted) {
    this.#host = host;
    this.#shown = shown;
    host.addController(this);
  }

  /** A removed element leaves no run behind. */
  hostDisconnected(): void {
    this.stop();
    if (underWay === this.#name) underWay = null;
  }

  async start(begin: Begin<Options, Progress, Report>, options: Options): Promise<void> {
    if (this.state !== 'idle') return;
    if (underWay) {
      this.fault = ELSEWHERE;
      return this.#host.requestUpdate();
    }
    underWay = this.#name;
    const call = ++this.#call;
    Object.assign(this, { state: 'running', progress: null, report: null, fault: null });
    this.#host.requestUpdate();
    try {
      this.#loading = new AbortController();
      await this.#shown();
      if (call !== this.#call) return;
      const run = await begin(options, (progress) => this.#advance(call, progress), this.#loading.signal);
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
    if (this.state !== 'running') return;
    if (this.#run) {
      this.state = 'stopping';
      this.#run.stop();
      this.#host.requestUpdate();
    } else {
      this.#loading.abort();
      this.#call += 1;
      this.#end();
    }
  }

  #advance(call: number, progress: Progress): void {
    if (call !== this.#call || this.state === 'idle') return;
    this.progress = progress;
    this.report = progress.report;
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#host.requestUpdate();
    });
  }

  #end(): void {
    if (underWay === this.#name) underWay = null;
    this.state = 'idle';
    this.#run = null;
    this.#host.requestUpdate();
  }
}
