/**
 * Kinds of work that the advisor speaks of: so many tasks, each of which computes for a while and then waits. The four of the introductions'
 * decision tables, with what those tables advise, and the limits of a visitor's own. Pure data and a check.
 */
import type { Milliseconds } from '../../base/units.ts';
import type { ModelId } from '../../models/index.ts';

export interface Work {
  readonly tasks: number;
  /** Of each task, on one core that does nothing else. */
  readonly computeMs: Milliseconds;
  /** Of each task, after its computing. */
  readonly waitMs: Milliseconds;
}

interface Range {
  readonly least: number;
  readonly most: number;
}

/** As many tasks as the memory in which threads hand one another their tasks has room for, and some to spare. */
export const WORK_LIMITS = {
  tasks: { least: 1, most: 4_000 },
  computeMs: { least: 0, most: 200 },
  waitMs: { least: 0, most: 2_000 },
} as const satisfies Record<keyof Work, Range>;

export const KIND_IDS = ['cpu-bound', 'quick-waits', 'slow-waits', 'mixed'] as const;

export type KindId = (typeof KIND_IDS)[number];

export interface Kind {
  readonly title: string;
  readonly work: Work;
  /** What the introductions C and D advise for it, with the GIL that they write about. */
  readonly taught: { readonly models: readonly ModelId[]; readonly from: string };
}

export const KINDS: Readonly<Record<KindId, Kind>> = {
  'cpu-bound': {
    title: 'Computing only',
    work: { tasks: 8, computeMs: 20, waitMs: 0 },
    taught: { models: ['processes', 'process-executor'], from: 'C, D' },
  },
  'quick-waits': {
    title: 'Few quick waits',
    work: { tasks: 4, computeMs: 0, waitMs: 20 },
    taught: { models: ['gil-threads'], from: 'D' },
  },
  'slow-waits': {
    title: 'Many slow waits',
    work: { tasks: 2_000, computeMs: 0, waitMs: 200 },
    taught: { models: ['event-loop'], from: 'C, D' },
  },
  mixed: {
    title: 'A little of both',
    work: { tasks: 16, computeMs: 5, waitMs: 20 },
    taught: { models: ['gil-threads'], from: 'C' },
  },
};

const NAMES = {
  tasks: 'tasks',
  computeMs: 'milliseconds of computing',
  waitMs: 'milliseconds of waiting',
} as const satisfies Record<keyof Work, string>;

/** Null where this is work within the limits; else a sentence that says what is not. */
export function workFault(work: Work): string | null {
  for (const key of ['tasks', 'computeMs', 'waitMs'] as const) {
    const { least, most } = WORK_LIMITS[key];
    if (!(work[key] >= least && work[key] <= most)) return `There can be ${least} to ${most} ${NAMES[key]}.`;
  }
  if (!Number.isInteger(work.tasks)) return 'The number of tasks is a whole number.';
  if (work.computeMs === 0 && work.waitMs === 0)
    return 'A task has to compute or to wait: give it a millisecond of one.';
  return null;
}

/** The part of a task's length that is computing, 0 to 1. */
export function computingShare({ computeMs, waitMs }: Work): number {
  return computeMs / (computeMs + waitMs);
}

export function sameWork(one: Work, other: Work): boolean {
  return one.tasks === other.tasks && one.computeMs === other.computeMs && one.waitMs === other.waitMs;
}
