/** Counters of a thread that has a memory to itself: the page, or a worker that is a process or a rank. Nobody else adds to them. */
import { counterStride } from '../memory/counter-plan.ts';
import { WordCounters } from '../sync/word-counters.ts';
import type { LoadedJob } from './job.ts';

/** All 0, in place of those before; at most MOST_COUNTERS. Throws where the job is not in a memory of its own. */
export function ownCounters({ sync, memory, plan }: LoadedJob, count: number): WordCounters {
  if (!plan.counters) throw new Error('this work stands in memory that threads share: their counters are elsewhere');
  const counters = new WordCounters(sync, memory, { at: plan.counters.at, count, stride: counterStride('padded') });
  counters.clear();
  return counters;
}
