/** What there is to doubt about the machine's state, as the browser tells it. Pure; the words are in warnings.ts. */
import type { Surroundings } from './report.ts';
import { warnings, type Warning } from './warnings.ts';

/** Below this many cores other programs are everywhere. */
const BUSY_CORES = 0.1;

export function surroundingsDoubts(said: Surroundings | null): Warning[] {
  if (!said) return [];
  const { pressure, battery, busyBefore } = said;
  const found: Warning[] = [];
  if (busyBefore !== null && busyBefore >= BUSY_CORES) found.push(warnings.machineBusy(busyBefore, true));
  if (pressure === 'serious' || pressure === 'critical') found.push(warnings.machineHot(pressure));
  if (battery && !battery.charging) found.push(warnings.onBattery(battery.level));
  return found;
}
