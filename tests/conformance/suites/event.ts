/** To be written. */
import type { Players } from '../stage.ts';

export function eventSuite(_players: Players): void {}
