/** Why a claim cannot be put to the test on this device, before anything is tried. Pure. */
import type { Milliseconds } from '../../base/units.ts';
import type { Mode } from '../../measure/report.ts';
import { COARSE_CLOCK_MS } from '../../measure/warnings.ts';
import type { Claim } from '../claims/index.ts';

const WHERE_SHARED = 'There is some in a current browser, on a page whose host sends the isolation headers.';

/** For a claim that finds something out all the same, and says so itself. */
export const WITHOUT_SHARED = `This page has no memory that threads could share. ${WHERE_SHARED}`;

export interface Given {
  readonly mode: Mode;
  /** Threads proven to run at once; null where that could not be tried. */
  readonly proven: number | null;
  readonly resolutionMs: Milliseconds;
}

/** A sentence or two; null where nothing stands in the way. */
export function untestable({ memory, threads }: Claim['needs'], { mode, proven, resolutionMs }: Given): string | null {
  if (memory !== 'none' && mode === 'main-only')
    return 'The browser gave this page no workers, and this claim is about them.';
  if (memory === 'shared' && mode === 'messages') return WITHOUT_SHARED;
  if (threads === 1) return null;
  if (mode === 'messages') {
    return `Without shared memory nothing proves that two threads run at once here, which this claim needs. ${WHERE_SHARED}`;
  }
  if (resolutionMs > COARSE_CLOCK_MS) {
    return `The clock of this browser ticks every ${Math.round(resolutionMs)} ms, too coarse to prove that two threads run at once.`;
  }
  if ((proven ?? 1) < threads)
    return 'One thread at a time runs here. This claim needs a device on which two run at once.';
  return null;
}
