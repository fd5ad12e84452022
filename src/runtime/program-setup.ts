/** What the page tells a worker that is to play tasks of a program. Types only. */
import type { Region } from '../memory/layout.ts';
import type { ProgramPlan } from '../memory/program-plan.ts';
import type { ProgramSchedule } from '../memory/program-schedule.ts';

/** How the references of an object are counted that all tasks use while they compute. */
export type Counting = 'none' | 'plain' | 'atomic' | 'locked' | 'biased';
/** How the bytes that a process has computed come to the page: copied, moved, or written where both see them. */
export type Payload = 'clone' | 'transfer' | 'shared';

/** How references are counted, and how many each item takes and gives back: 100 where that is left open. */
export interface CountsReferences {
  readonly counting: Counting;
  readonly references: number | undefined;
}

/** How a thread carries the operations of a program out. */
export type ThreadPolicy =
  | ({ readonly kind: 'free' } & CountsReferences)
  | ({ readonly kind: 'gil' } & CountsReferences)
  /** Of each computed range the first part holds the GIL, 0 to 1; the rest runs without. */
  | { readonly kind: 'gil-released'; readonly heldFraction: number }
  /** As a process: computes in memory of its own, and has cells of its own. */
  | { readonly kind: 'isolated'; readonly payload: Payload };

export interface PlaySetup {
  /** Id of the program. */
  readonly program: string;
  /** Of `main`. */
  readonly args: readonly number[];
  readonly plan: ProgramPlan;
  /** The worker's place in the play; 0 runs `main`, the others what was spawned. */
  readonly lane: number;
  readonly policy: ThreadPolicy;
  readonly schedule: ProgramSchedule;
  /** Where this lane's spans are recorded. */
  readonly spans: Region;
  /** What a read fetches: a small file of this site, absolute. */
  readonly readUrl: string;
}
