/**
 * A visitor's own work as the query of a link, `#/advisor?tasks=50&compute=2&wait=50`, and back. Strict: what a link says that cannot be is
 * named in a sentence, and for that part the usual is taken. What may be is handed in. Pure.
 */
import type { Work } from '../measure/advisor/work.ts';
import { fewOf } from './link-faults.ts';

interface Range {
  readonly least: number;
  readonly most: number;
}

export interface WorkKnown {
  readonly limits: Readonly<Record<keyof Work, Range>>;
  /** Taken for every part of which the link says nothing, or nothing that can be. */
  readonly usual: Work;
  /** Null where the parts go together; else a sentence. */
  fault(work: Work): string | null;
}

export interface WorkRead {
  readonly work: Work;
  /** What could not be taken, a sentence each. */
  readonly faults: readonly string[];
}

const KEYS = { tasks: 'tasks', computeMs: 'compute', waitMs: 'wait' } as const satisfies Record<keyof Work, string>;
/** Of a part that is quoted: a forged one is not to fill the page. */
const MOST_QUOTED = 40;

/** Without the question mark. */
export function workFragment(work: Work): string {
  return Object.entries(KEYS)
    .map(([part, key]) => `${key}=${work[part as keyof Work]}`)
    .join('&');
}

/** Never throws. */
export function readWorkFragment(query: string, { limits, usual, fault }: WorkKnown): WorkRead {
  const faults: string[] = [];
  const parts = partsOf(query, faults);
  const part = (name: keyof Work): number => {
    const got = parts.get(KEYS[name]);
    if (got === undefined) return usual[name];
    const { least, most } = limits[name];
    const form = name === 'tasks' ? /^\d{1,6}$/ : /^\d{1,6}(?:\.\d{1,3})?$/;
    const value = form.test(got) ? Number(got) : NaN;
    if (value >= least && value <= most) return value;
    faults.push(`The link’s “${KEYS[name]}” cannot be taken: ${quoted(got)} is no number from ${least} to ${most}.`);
    return usual[name];
  };
  const work = { tasks: part('tasks'), computeMs: part('computeMs'), waitMs: part('waitMs') };
  const together = fault(work);
  if (together === null) return { work, faults: fewOf(faults) };
  return { work: usual, faults: [...fewOf(faults), `The link’s work cannot be taken: ${together}`] };
}

/** Each once; notes what is there twice or is no part of work. */
function partsOf(query: string, faults: string[]): ReadonlyMap<string, string> {
  const known: readonly string[] = Object.values(KEYS);
  const parts = new Map<string, string>();
  for (const [key, value] of new URLSearchParams(query)) {
    if (!known.includes(key)) faults.push(`The link sets ${quoted(key)}, which work does not have.`);
    else if (parts.has(key)) faults.push(`The link sets “${key}” twice; the first is taken.`);
    else parts.set(key, value);
  }
  return parts;
}

function quoted(text: string): string {
  return `“${text.length <= MOST_QUOTED ? text : `${text.slice(0, MOST_QUOTED - 1)}…`}”`;
}
