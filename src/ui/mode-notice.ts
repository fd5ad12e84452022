/**
 * What the mode of a run, or what this page was given, means for the visitor, and how to get the better
 * one. Words only; the mode itself is found by doing, in the run.
 */
import { HAS_SHARED_MEMORY } from '../base/shared-memory.ts';
import type { Mode, Report } from '../measure/report.ts';
import type { Warning, WarningId } from '../measure/warnings.ts';

/** What a page can see of itself without starting anything. */
export interface Environment {
  readonly webAssembly: boolean;
  readonly workers: boolean;
  readonly isolated: boolean;
  /** There is a constructor of shared memory, which an isolated page may lack all the same. */
  readonly sharedMemory: boolean;
  readonly secure: boolean;
  /** It stands inside another page, which has a say in isolation, workers and storage. */
  readonly framed: boolean;
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
    sharedMemory: HAS_SHARED_MEMORY,
    secure: globalThis.isSecureContext === true,
    framed: globalThis.top !== globalThis.self,
  };
}

/** Nothing is known that speaks against sharing memory; whether it works, the run finds out. */
export function mayShare({ isolated, sharedMemory }: Environment): boolean {
  return isolated && sharedMemory;
}

/** The reason a run cannot succeed at all, or null. */
export function obstacle({ webAssembly }: Environment): Notice | null {
  if (webAssembly) return null;
  return {
    text: 'This browser has no WebAssembly, so nothing can be measured in it.',
    remedy:
      'A current Firefox, Chrome, Edge or Safari has it; a hardened profile or a policy may have switched it off. Results from elsewhere can be opened, compared and kept here all the same, and every text can be read.',
  };
}

const OWN_TAB = 'It stands inside another page, which may be why: open it in a tab of its own.';

/** What brings workers to a page that has none. */
export function remedyForWorkers({ framed }: Environment): string {
  return framed
    ? OWN_TAB
    : 'Open it in an ordinary window of a current browser, without an extension or a policy that blocks workers.';
}

/** What brings shared memory to a page that has none. */
export function remedyForSharing(found: Environment): string {
  if (!found.secure) {
    return 'It was opened over plain http: over https, or from localhost, it gets shared memory and works offline.';
  }
  if (found.framed && !found.isolated) return OWN_TAB;
  if (!found.isolated) {
    return 'Where sites may keep data it comes with one reload of the page. It is there for everybody if the host sends two headers: Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp.';
  }
  if (!found.sharedMemory) {
    return 'The host does its part, but this browser has no SharedArrayBuffer: a current Firefox, Chrome, Edge or Safari has.';
  }
  return 'The browser refused it, perhaps for want of room: close other tabs, or restart the browser, then measure again.';
}

export function modeNotice(mode: Mode, found: Environment): Notice | null {
  switch (mode) {
    case 'shared':
      return null;
    case 'messages':
      return {
        text: 'This page got no shared memory, so free threads and the handshake could not be run: how many things run at once is not proven here.',
        remedy: remedyForSharing(found),
      };
    case 'main-only':
      return {
        text: 'This browser gave the page no workers, so only its own thread could be measured.',
        remedy: remedyForWorkers(found),
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
    return {
      text: 'This browser has no workers, so only the page’s own thread will be measured.',
      remedy: remedyForWorkers(found),
    };
  }
  if (mayShare(found)) return null;
  return {
    text: 'This page got no shared memory: processes, the event loop and the main thread will be measured, free threads and the handshake will not.',
    remedy: remedyForSharing(found),
  };
}
