/**
 * The lines under the headings of the pictures: what was held equal and what the picture shows. Pure.
 */
import { counted } from '../charts/number-format.ts';
import type { Cores, Series } from '../measure/report.ts';

export function speedUpNote(series: readonly Series[]): string {
  const counts = series.map((one) => one.workers).filter((workers) => workers > 0);
  const most = Math.max(0, ...counts);
  const least = Math.min(most, ...counts);
  const span = least === most ? counted(most, 'worker') : `${least} to ${counted(most, 'worker')}`;
  const checked = series.every((one) => one.verified) ? 'same verified work' : 'same work, not all of it right';
  return most > 0 ? `${checked}, ${span}, each with its best` : checked;
}

export function handshakeNote({ handshake }: Cores): string {
  const jumped = handshake.some((level) => !level.simultaneous);
  return jumped
    ? 'a round at a spinning barrier is quick only while all are on a processor'
    : 'as many as were tried met at once; there may be more';
}
