/**
 * A lane's spans in a ring: the worker writes, the page reads when the run is over (the batch's end orders the
 * two, so plain stores do). Overwrites the oldest where a run has more spans than the ring holds.
 *
 *   head line (64 bytes): [0] i32 spans written since reset
 *   record (24 bytes):    f64 start, f64 end, i32 task, i32 phase
 */
import type { Region } from '../memory/layout.ts';
import type { Milliseconds } from '../base/units.ts';
import { PHASES, type Phase, type Span } from './span.ts';

const HEAD_BYTES = 64;
const RECORD_BYTES = 24;

export interface Recorder {
  reset(): void;
  record(phase: Phase, task: number, start: Milliseconds, end: Milliseconds): void;
}

interface Ring {
  readonly capacity: number;
  readonly head: Int32Array;
  readonly words: Int32Array;
  readonly times: Float64Array;
}

function ringOver(buffer: ArrayBufferLike, at: Region): Ring {
  const bytes = at.bytes - HEAD_BYTES;
  const capacity = Math.floor(bytes / RECORD_BYTES);
  const start = at.at + HEAD_BYTES;
  return {
    capacity,
    head: new Int32Array(buffer, at.at, 1),
    words: new Int32Array(buffer, start, (capacity * RECORD_BYTES) / 4),
    times: new Float64Array(buffer, start, (capacity * RECORD_BYTES) / 8),
  };
}

/** `at` is a ring's region in `buffer`, 8-byte aligned. */
export function recorder(buffer: ArrayBufferLike, at: Region): Recorder {
  const { capacity, head, words, times } = ringOver(buffer, at);
  return {
    reset() {
      head[0] = 0;
    },
    record(phase, task, start, end) {
      const written = head[0] ?? 0;
      const slot = written % capacity;
      times[slot * 3] = start;
      times[slot * 3 + 1] = end;
      words[slot * 6 + 4] = task;
      words[slot * 6 + 5] = PHASES.indexOf(phase);
      head[0] = written + 1;
    },
  };
}

/** True where a ring was too short for what was recorded since its reset: its first spans are gone. */
export function wasOverwritten(buffer: ArrayBufferLike, at: Region): boolean {
  const { head, capacity } = ringOver(buffer, at);
  return (head[0] ?? 0) > capacity;
}

/** The last `most` spans in a ring, by default all, oldest first, as lane `lane`. */
export function recorded(
  buffer: ArrayBufferLike,
  at: Region,
  lane: number,
  most = Infinity,
  written = new Int32Array(buffer, at.at, 1)[0] ?? 0,
): Span[] {
  const { capacity, words, times } = ringOver(buffer, at);
  const kept = Math.min(written, capacity, most);
  return Array.from({ length: kept }, (_, index) => {
    const slot = (written - kept + index) % capacity;
    return {
      lane,
      task: words[slot * 6 + 4] ?? -1,
      phase: PHASES[words[slot * 6 + 5] ?? 0] ?? 'idle',
      start: times[slot * 3] ?? 0,
      end: times[slot * 3 + 1] ?? 0,
    };
  });
}

/** Reads a ring while it is written: each record once, as long as it is asked often enough. */
export interface RingReader {
  /** What has been recorded since the last call, oldest first. */
  take(): Span[];
  /** Records that were overwritten before they were read. */
  readonly lost: number;
}

/** From the first record after the ring's reset. A record that is overwritten while it is read counts as lost where that can be told. */
export function ringReader(buffer: ArrayBufferLike, at: Region, lane: number): RingReader {
  const { capacity, head } = ringOver(buffer, at);
  let seen = 0;
  let lost = 0;
  return {
    take() {
      const written = head[0] ?? 0;
      const fresh = written - seen;
      if (fresh <= 0) return [];
      const kept = recorded(buffer, at, lane, Math.min(fresh, capacity), written);
      // The writer went on meanwhile: what it has come round to is no longer what was asked for.
      const passed = Math.max(0, (head[0] ?? 0) - written - (capacity - kept.length));
      lost += fresh - kept.length + Math.min(passed, kept.length);
      seen = written;
      return kept.slice(passed);
    },
    get lost() {
      return lost;
    },
  };
}
