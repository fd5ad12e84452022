/**
 * Which browser tests run while nothing else does: those that ask how long something took, that things happen at once, or who was first
 * by a margin of time. They find other answers where another file keeps the processors busy. The rest run two files at a time.
 */

/** Of `tests`, each less its ending. */
const NAMES = [
  'conformance/message',
  'conformance/page',
  'conformance/workers',
  'experiments/advise',
  'experiments/contention',
  'experiments/find-traffic',
  'experiments/kernel-speed',
  'experiments/schedules',
  'loop/on-page',
  'models/event-loop',
  'models/play/counting',
  'models/play/files',
  'models/play/on-executors',
  'models/play/on-workers',
  'models/play/page-plays',
  'models/play/reads-at-once',
  'models/play/schedule',
  'pool/chaos',
  'pool/executors/process-pool',
  'pool/executors/thread-announce',
  'pool/executors/thread-executor',
  'pool/pool',
  'ranks/rank-faults',
  'sync/counts',
] as const;

/** Paths from the project's folder. */
export const ALONE: readonly string[] = NAMES.map((name) => `tests/${name}.browser.test.ts`);
