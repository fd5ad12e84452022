/**
 * Where vectors stand in a memory that is only there to be moved: as often as it fits, the input of a job that reads two
 * vectors of blocks, the vector that is written, and a line of output for each block. Far more than a last-level cache holds.
 */
import type { Bytes } from '../base/units.ts';
import { LINE } from './layout.ts';

/** STREAM asks for vectors of four times the last-level cache: together these are that for caches of 24 MiB, each for 8. */
export const TRAFFIC_BYTES: Bytes = 96 * 2 ** 20;

export interface TrafficSegment {
  /** Two vectors, one behind the other. */
  readonly input: Bytes;
  readonly written: Bytes;
  readonly output: Bytes;
}

export interface TrafficPlan {
  /** Of each vector of each segment. */
  readonly blocks: number;
  readonly blockBytes: Bytes;
  readonly segments: readonly TrafficSegment[];
}

/** As many segments as fit into `total` bytes; none where not one does. */
export function trafficPlan(total: Bytes, blocks: number, blockBytes: Bytes): TrafficPlan {
  const vector = blocks * blockBytes;
  const each = 3 * vector + blocks * LINE;
  const segments = Array.from({ length: Math.floor(total / each) }, (_, segment) => ({
    input: segment * each,
    written: segment * each + 2 * vector,
    output: segment * each + 3 * vector,
  }));
  return { blocks, blockBytes, segments };
}
