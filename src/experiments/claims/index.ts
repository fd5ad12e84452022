/**
 * What a claim is, and the catalogue of them: one file each, and beside it its twin in Python. A claim says what it holds, where that was
 * taught, and how it is put to the test; its verdict is computed from what the test brings home.
 */
import { registry } from '../../base/registry.ts';
import type { Milliseconds } from '../../base/units.ts';
import type { Evidence, NoteId } from '../../measure/claims/claim-report.ts';
import type { ModelId } from '../../models/index.ts';
import type { ClaimLab } from '../claim-lab/claim-lab.ts';
import type { Cell } from '../claim-lab/speed-ups.ts';

/** What a page groups claims by, in the order in which they are told. */
export const CLAIM_GROUPS = [
  'waiting',
  'the GIL',
  'cores',
  'processes',
  'shared data',
  'executors',
  'which to use',
] as const;
export type ClaimGroup = (typeof CLAIM_GROUPS)[number];

export interface Correction {
  readonly note: NoteId;
  /** What the introduction says, in our words. */
  readonly said: string;
  /** What is so, with where it is from. */
  readonly now: string;
}

/** What there is to see of a claim beside its verdict. */
export type Shown = Pick<Evidence, 'pictures' | 'beside'>;

/** Why a claim cannot be put to the test here; the lab says it as "not testable here", and shows what could be measured all the same. */
export class NotTestable extends Error {
  override readonly name = 'NotTestable';
  readonly shown: Shown;

  constructor(reason: string, shown: Shown = { pictures: [], beside: [] }) {
    super(reason);
    this.shown = shown;
  }
}

export interface Claim {
  readonly id: string;
  /** In our words, one sentence. */
  readonly statement: string;
  readonly from: readonly NoteId[];
  readonly group: ClaimGroup;
  /** Models that take part, for whoever looks for a model. */
  readonly models: readonly ModelId[];
  /** Least that the device must give: memory that threads share, workers, or a page alone; and threads proven to run at once. */
  readonly needs: { readonly memory: 'shared' | 'workers' | 'none'; readonly threads: 1 | 2 };
  /** What is done, a sentence or two. */
  readonly experiment: string;
  /** What is done otherwise in the control, a sentence. */
  readonly control: string;
  /** What every part of the control must come out as: the opposite of what the claim says. */
  readonly controlExpected: 'holds' | 'refuted';
  /** What there is to notice in the picture, a sentence or two. */
  readonly notice: string;
  /** Why the region is another than one would think at first; where it needs a word. */
  readonly regionNote?: string;
  readonly corrections?: readonly Correction[];
  /** Id of the program whose source is shown beside the twin; null where the claim's own file is the program. */
  readonly program: string | null;
  /** About how long it takes on two cores, the speed-ups that it shares with others not counted. */
  readonly usualMs: Milliseconds;
  /** Speed-ups that it reads: measured once, interleaved, for all claims of a run. Given the proven threads P and W = min(P, 8). */
  cells?(cores: { readonly proven: number; readonly width: number }): readonly Cell[];
  /** Rejects with `NotTestable`, `Stopped`, or what broke the experiment. */
  test(lab: ClaimLab): Promise<Evidence>;
}

export const claims = registry<Claim>('claim', import.meta.glob<{ default: Claim }>(['./*.ts', '!./index.ts']));
