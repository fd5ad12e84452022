/** To be written. */
import type { Players } from '../stage.ts';

export function conditionSuite(_players: Players): void {}
