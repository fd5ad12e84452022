/** Where kept results lead: addresses of their page and of a comparison. Pure. */
import { FORMAT } from '../results/limits.ts';

export const RESULT_FORMAT = FORMAT;
/** As curves in one picture. */
export const MOST_COMPARED = 12;

const kept = (id: string): string => `kept=${encodeURIComponent(id)}`;

export function resultAddress(id: string): string {
  return `#/result?${kept(id)}`;
}

/** In the order given. */
export function compareAddress(ids: readonly string[]): string {
  return `#/compare?${ids.map(kept).join('&')}`;
}
