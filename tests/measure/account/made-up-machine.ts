/**
 * A machine whose every loss is known: it runs tasks as a pool does, the next free worker claims the next task, and
 * leaves the spans behind that a recorder would. What slows its tasks is given by the test.
 */
import type { Prng } from '../../../src/base/prng.ts';
import type { Timeline } from '../../../src/measure/report.ts';
import type { Span } from '../../../src/trace/span.ts';

export interface MadeUp {
  readonly workers: number;
  /** What each task takes one worker that is alone, in milliseconds. */
  readonly tasks: readonly number[];
  /** By what a task takes longer here, and how long it is kept from its processor. */
  readonly slowed?: (task: number, lane: number) => { readonly factor?: number; readonly standsMs?: number };
  /** Until a worker is awake, between two tasks, and to collect at the end. */
  readonly dispatchMs?: number;
  readonly claimMs?: number;
  readonly collectMs?: number;
}

export function madeUpRun(machine: MadeUp): Timeline {
  const { workers, tasks, slowed, dispatchMs = 0, claimMs = 0, collectMs = 0 } = machine;
  const free = Array.from({ length: workers }, () => dispatchMs);
  const spans: Span[] = free.map((end, lane) => ({ lane, task: -1, phase: 'queued', start: 0, end }));
  for (const [task, ms] of tasks.entries()) {
    const lane = free.indexOf(Math.min(...free));
    const { factor = 1, standsMs = 0 } = slowed?.(task, lane) ?? {};
    const start = free[lane] as number;
    const end = start + ms * factor + standsMs;
    spans.push({ lane, task, phase: 'running', start, end });
    free[lane] = end + claimMs;
  }
  const makespanMs = Math.max(...free) - claimMs + collectMs;
  return { kernel: 'ep', model: 'free-threads', workers, makespanMs, spans };
}

/** Tasks of uneven work, 0.5 to 1.5 ms: 64 of them take about 64 ms. */
export function unevenTasks(count: number, random: Prng): number[] {
  return Array.from({ length: count }, () => 0.5 + random.next());
}
