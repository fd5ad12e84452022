/** To be written. */
import type { Players } from '../stage.ts';

export function queueSuite(_players: Players): void {}
