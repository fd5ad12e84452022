/**
 * The lock code with one fault each, as somebody might write it. The explorer is trusted as far as it catches them:
 * every one has to fail in one of the scenarios named beside it.
 */
import type { Patch } from '../../assembly/faults.ts';
import { BATCHES } from './mutants/batches.ts';
import { CALL_BOARD } from './mutants/call-board.ts';
import { CONTENTION } from './mutants/contention.ts';
import { FOUNDATIONS } from './mutants/foundations.ts';
import { GIL_AND_COUNTS } from './mutants/gil-and-counts.ts';
import { RINGS } from './mutants/rings.ts';
import { STRUCTURES } from './mutants/structures.ts';

export interface Mutant extends Patch {
  readonly id: string;
  /** The mistake, in words. */
  readonly fault: string;
  /** Files under scenarios/. */
  readonly scenarios: readonly string[];
}

export const MUTANTS: readonly Mutant[] = [
  ...FOUNDATIONS,
  ...STRUCTURES,
  ...BATCHES,
  ...GIL_AND_COUNTS,
  ...CONTENTION,
  ...CALL_BOARD,
  ...RINGS,
];
