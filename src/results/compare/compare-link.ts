/**
 * What the address of a comparison says besides its results: which kernel and model are shown, who is the reference, which conditions are
 * overlooked, and what goes upwards. Every part is optional and checked; what cannot be taken is named. Pure; the results themselves are
 * the subject of `link/address.ts`.
 */
import type { ModelId } from '../../models/index.ts';
import { LIMITS } from '../limits.ts';
import { type Condition, CONDITIONS } from './comparability.ts';

export type Quantity = 'speed-up' | 'throughput';

/** Null and empty: as it comes. */
export interface CompareChoice {
  readonly kernel: string | null;
  readonly model: ModelId | null;
  /** The place of the reference among the results, from 0. */
  readonly reference: number;
  readonly overlooked: readonly Condition[];
  readonly quantity: Quantity;
  /** Differences at so many workers each; null: at the proven cores of each. */
  readonly workers: number | null;
}

export const AS_IT_COMES: CompareChoice = {
  kernel: null,
  model: null,
  reference: 0,
  overlooked: [],
  quantity: 'speed-up',
  workers: null,
};

const KEYS = ['kernel', 'model', 'ref', 'over', 'by', 'at'] as const;
const MOST_SHOWN = 24;

function shown(text: string): string {
  return text.length <= MOST_SHOWN ? text : `${text.slice(0, MOST_SHOWN)}…`;
}

/** As in `kernel=heat&ref=2&over=browser.mode&by=throughput`; empty where nothing was chosen. */
export function compareFragment({ kernel, model, reference, overlooked, quantity, workers }: CompareChoice): string {
  const parts = new URLSearchParams();
  if (kernel !== null) parts.set('kernel', kernel);
  if (model !== null) parts.set('model', model);
  if (reference > 0) parts.set('ref', String(reference + 1));
  if (overlooked.length > 0) parts.set('over', overlooked.join('.'));
  if (quantity !== 'speed-up') parts.set('by', quantity);
  if (workers !== null) parts.set('at', String(workers));
  return parts.toString();
}

/** What is left of a query when the parts that are read here are taken out: the results. */
export function withoutChoice(query: string): string {
  const parts = query.split('&');
  return parts.filter((part) => !KEYS.some((key) => part.startsWith(`${key}=`))).join('&');
}

export interface ReadChoice {
  readonly choice: CompareChoice;
  readonly faults: readonly string[];
}

/** Never throws. `models` are those that there are; whether a kernel was run is seen when the results are there. */
export function readCompareFragment(query: string, models: readonly ModelId[]): ReadChoice {
  const parts = new URLSearchParams(query);
  const faults: string[] = [];
  const refuse = (key: string, text: string): null => {
    faults.push(`“${key}” in the link cannot be taken: “${shown(text)}”.`);
    return null;
  };
  function read<Value>(key: (typeof KEYS)[number], by: (text: string) => Value | null): Value | null {
    const text = parts.get(key);
    if (text === null) return null;
    return by(text) ?? refuse(key, text);
  }
  const kernel = read('kernel', (text) =>
    text.length <= LIMITS.id && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) ? text : null,
  );
  const model = read('model', (text) => models.find((one) => one === text) ?? null);
  const reference = read('ref', (text) => (/^[1-9]\d?$/.test(text) ? Number(text) - 1 : null));
  const overlooked = read('over', (text) => {
    const words = text.split('.');
    return words.every((word) => CONDITIONS.some((one) => one === word))
      ? CONDITIONS.filter((one) => words.includes(one))
      : null;
  });
  const quantity = read('by', (text): Quantity | null => (text === 'throughput' || text === 'speed-up' ? text : null));
  const workers = read('at', (text) =>
    /^[1-9]\d{0,3}$/.test(text) && Number(text) <= LIMITS.count ? Number(text) : null,
  );
  return {
    choice: {
      workers,
      kernel,
      model,
      reference: reference ?? AS_IT_COMES.reference,
      overlooked: overlooked ?? AS_IT_COMES.overlooked,
      quantity: quantity ?? AS_IT_COMES.quantity,
    },
    faults,
  };
}
