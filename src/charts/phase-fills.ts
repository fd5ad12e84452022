/**
 * How a phase looks within a lane: by fill, not by colour, so that it survives grey print and
 * colour-blind eyes. Patterns take the model's colour from the group they are defined in.
 */
import { svg, type SVGTemplateResult } from 'lit';
import type { Phase } from '../trace/span.ts';

export const PHASE_NAMES = {
  startup: 'starting',
  queued: 'queued',
  copying: 'copying',
  running: 'executing',
  released: 'executing without the GIL',
  'waiting-gil': 'waiting for the GIL',
  'waiting-lock': 'waiting for a lock',
  'waiting-step': 'waiting for the step to end',
  'waiting-io': 'waiting for I/O',
  yielded: 'yielded',
  idle: 'idle',
  preempted: 'kept off the processor',
} as const satisfies Record<Phase, string>;

const PATTERNED: ReadonlySet<Phase> = new Set([
  'startup',
  'copying',
  'preempted',
  'waiting-gil',
  'waiting-lock',
  'waiting-step',
]);

/** The value of a `fill` attribute, or undefined where the class of the phase decides. */
export function fillOf(phase: Phase): string | undefined {
  return PATTERNED.has(phase) ? `url(#fill-${phase})` : undefined;
}

/** How much of a lane's height the phase fills: waiting is seen, being absent is a hairline. */
export function heightOf(phase: Phase, lane: number): number {
  if (phase === 'idle') return Math.min(1.5, lane / 3);
  return phase === 'yielded' ? lane / 2 : lane;
}

export function phasePatterns(): SVGTemplateResult {
  return svg`<defs>
    <pattern id="fill-waiting-gil" width="5" height="5" patternUnits="userSpaceOnUse">
      <path class="fill-stroke" d="M-1 1L1 -1M0 5L5 0M4 6L6 4" />
    </pattern>
    <pattern id="fill-waiting-lock" width="6" height="6" patternUnits="userSpaceOnUse">
      <path class="fill-stroke" d="M0 0L6 6M6 0L0 6" />
    </pattern>
    <pattern id="fill-waiting-step" width="6" height="6" patternUnits="userSpaceOnUse">
      <path class="fill-stroke" d="M3 0V6" />
    </pattern>
    <pattern id="fill-copying" width="4" height="4" patternUnits="userSpaceOnUse">
      <circle class="fill-dot" cx="1" cy="1" r="0.9" /><circle class="fill-dot" cx="3" cy="3" r="0.9" />
    </pattern>
    <pattern id="fill-preempted" width="3" height="3" patternUnits="userSpaceOnUse">
      <path class="fill-stroke" d="M0 1.5H3" />
    </pattern>
    <pattern id="fill-startup" width="4" height="4" patternUnits="userSpaceOnUse">
      <path class="fill-stroke startup" d="M2 0V4" />
    </pattern>
  </defs>`;
}
