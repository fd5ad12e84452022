/**
 * The vocabulary of execution models and the catalogue of those that run. A model is an interpreter of
 * programs: a policy for who runs which task, where and when.
 */
export const MODEL_IDS = [
  'main-thread',
  'event-loop',
  'greenlets',
  'gil-threads',
  'gil-threads-released',
  'free-threads',
  'processes',
  'thread-executor',
  'process-executor',
  'ranks',
] as const;

export type ModelId = (typeof MODEL_IDS)[number];
