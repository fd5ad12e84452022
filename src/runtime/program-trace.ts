/** What a lane is at while a program is played: one stretch after another, each recorded when it ends, the open one to be seen by the page. */
import type { Clock } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';
import type { ProgramRecords } from '../memory/program-records.ts';
import type { Recorder } from '../trace/recorder.ts';
import { ABSENT_MS, ProcessorWatch } from './processor-watch.ts';
import { PHASES, type Phase } from '../trace/span.ts';

const NO_TASK = -1;

export class LaneTrace {
  /** Of what computes on this lane. */
  readonly watch: ProcessorWatch;
  readonly #lane: number;
  readonly #clock: Clock;
  readonly #records: ProgramRecords;
  readonly #spans: Recorder;
  #phase: Phase = 'queued';
  #task = NO_TASK;
  #since: Milliseconds;

  constructor(lane: number, clock: Clock, records: ProgramRecords, spans: Recorder) {
    this.#lane = lane;
    this.#clock = clock;
    this.#records = records;
    this.#spans = spans;
    spans.reset();
    this.#since = clock.now();
    this.watch = new ProcessorWatch(clock, (from, to) => this.#absent(from, to));
    this.#publish();
  }

  now(): Milliseconds {
    return this.#clock.now();
  }

  /** A new stretch begins, by default now; the last one is recorded unless it was shorter than the clock can tell. */
  enter(phase: Phase, task = this.#task, at = this.#clock.now()): void {
    this.#close(this.#phase, at);
    this.#phase = phase;
    this.#task = task;
    this.#publish();
  }

  /** Within the stretch under way, the thread was kept off its processor. */
  #absent(from: Milliseconds, to: Milliseconds): void {
    const phase = this.#phase;
    this.enter('preempted', undefined, from);
    this.enter(phase, undefined, to);
  }

  /** The last stretch ends, and is known to have been `phase`. */
  leave(phase: Phase): void {
    this.#close(phase, this.#clock.now());
  }

  #close(phase: Phase, at: Milliseconds): void {
    // Between two operations a body does next to nothing: whoever takes long there is not on a processor, or naps before a lock of the board.
    const seen = Math.max(this.#since, this.watch.last);
    const present = phase === 'running' && at - seen > ABSENT_MS ? seen : at;
    if (present > this.#since) this.#spans.record(phase, this.#task, this.#since, present);
    if (at > present) this.#spans.record('preempted', this.#task, present, at);
    this.#since = at;
  }

  #publish(): void {
    this.#records.setOpen(this.#lane, PHASES.indexOf(this.#phase), this.#task, this.#since);
  }
}
