/**
 * Phases as small numbers, for the typed arrays of the lanes: which is which, which count as executing, which as a wait, and in
 * what order the parts of a pixel are stacked.
 */
import type { Phase } from '../../trace/span.ts';
import { PHASE_NAMES } from '../phase-fills.ts';

/** From the base of a lane upwards: work first, then what keeps a thread from it. */
export const STACKED: readonly Phase[] = [
  'running',
  'released',
  'copying',
  'startup',
  'preempted',
  'waiting-gil',
  'waiting-lock',
  'waiting-step',
  'waiting-io',
  'yielded',
  'queued',
  'idle',
];

const CODES = Object.fromEntries(STACKED.map((phase, code) => [phase, code])) as Record<Phase, number>;

export function codeOf(phase: Phase): number {
  return CODES[phase];
}

export function phaseOf(code: number): Phase {
  return STACKED[code] ?? 'idle';
}

export const EXECUTING_CODES: ReadonlySet<number> = new Set([codeOf('running'), codeOf('released')]);

export const WAIT_CODES: ReadonlySet<number> = new Set(
  (['waiting-gil', 'waiting-lock', 'waiting-step', 'waiting-io', 'queued'] as const).map(codeOf),
);

/** Drawn as a hairline or not at all: there is nothing to see but that nothing happens. */
export const FAINT_CODES: ReadonlySet<number> = new Set((['queued', 'idle'] as const).map(codeOf));

export function nameOf(code: number): string {
  return PHASE_NAMES[phaseOf(code)];
}
