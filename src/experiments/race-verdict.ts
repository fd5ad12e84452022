/**
 * What came of a play: right or wrong, and why it was not to be had. Everything that goes wrong with one model is its entry's
 * business and leaves the others alone.
 */
import type { Milliseconds } from '../base/units.ts';
import type { RaceEntry } from '../measure/race/race-report.ts';
import { sameBytes } from '../measure/same-bytes.ts';
import type { ModelId } from '../models/index.ts';
import { CannotPlay, PlayOverdue, PlayStuck, type Played } from '../models/play/play.ts';
import type { Program } from '../programs/index.ts';
import { promisesOf } from './race-contestants.ts';

export interface Judged {
  readonly program: Program;
  readonly args: readonly number[];
  /** The bytes that every model must give; null where the program computes nothing. */
  readonly reference: Uint8Array | null;
}

type Found = Pick<RaceEntry, 'state' | 'reason' | 'played' | 'verified' | 'fault'>;

/** Of a play that has ended. */
export function verdictOn(model: ModelId, played: Played, judged: Judged): Found {
  const fault = sentence(faultIn(model, played, judged));
  // The bytes are compared here and not kept: the next play overwrites them.
  return { state: 'finished', reason: null, played: { ...played, output: null }, verified: fault === null, fault };
}

function faultIn(model: ModelId, played: Played, { program, args, reference }: Judged): string | null {
  const lines = played.printed.map(({ text }) => text);
  const wrong = program.check({ lines, result: played.result, args, ...promisesOf(model) });
  if (wrong !== null) return wrong;
  if (reference === null) return null;
  if (!played.output) return 'it gave no bytes';
  return sameBytes(played.output, reference) ? null : 'the bytes that it computed differ from those of the page';
}

/** A clause as a sentence. */
function sentence(clause: string | null): string | null {
  return clause === null
    ? null
    : `${clause.charAt(0).toUpperCase()}${clause.slice(1)}${clause.endsWith('.') ? '' : '.'}`;
}

export interface Given {
  readonly limitMs: Milliseconds;
  /** Of the fastest model so far. */
  readonly bestMs: Milliseconds | null;
}

/** Of a play that has rejected, but not with `Stopped`. */
export function verdictOnFailure(
  model: ModelId,
  error: unknown,
  program: Program,
  given: Given,
): Pick<RaceEntry, 'state' | 'reason'> {
  const reason = sentence(error instanceof Error ? error.message : String(error));
  if (error instanceof CannotPlay) return { state: 'unable', reason };
  // What waits both ways can only be stuck when it is played in turn: nothing is wrong with model or program.
  if (error instanceof PlayStuck && program.needsOverlap && promisesOf(model).order === 'in-turn') {
    return { state: 'unable', reason };
  }
  if (error instanceof PlayOverdue && given.bestMs !== null) {
    const times = Math.floor(given.limitMs / given.bestMs);
    if (times >= 2)
      return { state: 'failed', reason: `It was given up: it takes more than ${times}× as long as the fastest.` };
  }
  return { state: 'failed', reason };
}
