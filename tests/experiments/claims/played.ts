/** A play in which nothing is to be seen, for evidence whose pictures a test does not look at. */
import type { Played } from '../../../src/models/play/play.ts';

export const NOTHING_PLAYED: Played = {
  wallMs: 1,
  spans: [],
  tasks: [],
  printed: [],
  result: 0,
  output: null,
  lostSpans: 0,
};

export const NOTHING_SHOWN = { threads: NOTHING_PLAYED, processes: NOTHING_PLAYED } as const;
