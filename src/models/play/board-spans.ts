/** The spans of a program that workers play, collected while it goes on: what lanes have recorded, and the stretch that each is in. */
import type { Milliseconds } from '../../base/units.ts';
import type { Region } from '../../memory/layout.ts';
import type { ProgramRecords } from '../../memory/program-records.ts';
import { recorder, ringReader, type RingReader } from '../../trace/recorder.ts';
import { PHASES, type Span } from '../../trace/span.ts';

const NO_TASK = -1;

export class BoardSpans {
  readonly #records: ProgramRecords;
  readonly #readers: readonly RingReader[];
  /** Of all lanes, relative to the start of `main`. */
  readonly #collected: Span[] = [];
  /** By lane, where its last one ended. */
  readonly #ends: Milliseconds[];

  /** `rings`: where each lane records, and none does yet. */
  constructor(buffer: ArrayBufferLike, records: ProgramRecords, rings: readonly Region[]) {
    this.#records = records;
    // What the last play left would be taken for this one's until the lane comes, and as many of its own be passed over.
    for (const ring of rings) recorder(buffer, ring).reset();
    this.#readers = rings.map((ring, lane) => ringReader(buffer, ring, lane));
    this.#ends = rings.map(() => 0);
  }

  /** Records that were overwritten before they were collected. */
  get lost(): number {
    return this.#readers.reduce((sum, { lost }) => sum + lost, 0);
  }

  /** Takes over what is new. `origin`: the start of `main`, on the clock of all. */
  collect(origin: Milliseconds): void {
    for (const [lane, reader] of this.#readers.entries()) {
      for (const { task, phase, ...span } of reader.take()) {
        // What a lane did before is not of the play.
        const start = Math.max(0, span.start - origin);
        const end = span.end - origin;
        if (end <= start) continue;
        this.#collected.push({ lane, task, phase, start, end });
        this.#ends[lane] = end;
      }
    }
  }

  /** What was collected, up to a moment on the clock of all; each lane's last stretch goes on until then. */
  until(origin: Milliseconds, moment: Milliseconds): Span[] {
    const end = moment - origin;
    const all = this.#collected.concat(this.#ends.map((last, lane) => this.#open(lane, last, origin, end)));
    return all.flatMap((span) => {
      if (span.end <= end && span.start < span.end) return [span];
      // Work for the board, between the end of the last task and the end of the lane.
      return span.start < end && span.start < span.end ? [{ ...span, end }] : [];
    });
  }

  #open(lane: number, last: Milliseconds, origin: Milliseconds, end: Milliseconds): Span {
    if (this.#records.activityOf(lane) === 'left') return { lane, task: NO_TASK, phase: 'idle', start: last, end };
    const { phase, task, since } = this.#records.openOf(lane);
    // A lane that has not come yet has no stretch.
    if (since === 0) return { lane, task: NO_TASK, phase: 'queued', start: 0, end };
    return { lane, task, phase: PHASES[phase] ?? 'idle', start: Math.max(since - origin, last), end };
  }
}
