/**
 * What the mode of a run, or what this page was given, means for the visitor, and how to get the better
 * one. Words only; the mode itself is found by doing, in the run.
 */
import type { Mode, Report } from '../measure/report.ts';
import type { Warning, WarningId } from '../measure/warnings.ts';

/** What a page can see of itself without starting anything. */
export interface Environment {
  readonly webAssembly: boolean;
  readonly workers: boolean;
  readonly isolated: boolean;
  readonly secure: boolean;
}

export interface Notice {
  readonly text: string;
  readonly remedy: string;
}

export function environment(): Environment {
  return {
    webAssembly: typeof WebAssembly === 'object',
    workers: typeof Worker === 'function',
    isolated: globalThis.crossOriginIsolated === true,
    secure: globalThis.isSecureContext === true,
  };
}

/** The reason a run cannot succeed at all, or null. */
export function obstacle({ webAssembly }: Environment): Notice | null {
  if (webAssembly) return null;
  return {
    text: 'This browser has no WebAssembly, so there is nothing here to measure with.',
    remedy:
      'A current Firefox, Chrome, Edge or Safari has it; a hardened profile or a policy may have switched it off.',
  };
}

const NO_WORKERS = 'Open it in an ordinary window of a current browser, without an extension that blocks scripts.';
const HEADERS = 'Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp';

function remedyFor({ secure }: Environment): string {
  return secure
    ? `Whoever hosts this page gets the rest by sending two headers with it: ${HEADERS}.`
    : 'It was opened over plain http: open it over https, or from localhost, with the two isolation headers.';
}

export function modeNotice(mode: Mode, found: Environment): Notice | null {
  switch (mode) {
    case 'shared':
      return null;
    case 'messages':
      return {
        text: 'This page got no shared memory, so free threads and the handshake could not be run: how many things run at once is not proven here.',
        remedy: remedyFor(found),
      };
    case 'main-only':
      return {
        text: 'This browser gave the page no workers, so only its own thread could be measured.',
        remedy: NO_WORKERS,
      };
  }
}

const TOLD: readonly WarningId[] = ['no-isolation', 'no-workers'];

/** The doubts that the notice about the mode has not told already. */
export function doubtsOf({ warnings, mode }: Pick<Report, 'warnings' | 'mode'>): readonly Warning[] {
  return mode === 'shared' ? warnings : warnings.filter((warning) => !TOLD.includes(warning.id));
}

/** Before the first run: what will be missing, or null. */
export function forecast(found: Environment): Notice | null {
  if (!found.workers) {
    return { text: 'This browser has no workers, so only the page’s own thread will be measured.', remedy: NO_WORKERS };
  }
  if (found.isolated) return null;
  return {
    text: 'This page got no shared memory: processes, the event loop and the main thread will be measured, free threads and the handshake will not.',
    remedy: remedyFor(found),
  };
}
