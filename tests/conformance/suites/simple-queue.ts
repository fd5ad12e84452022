/** To be written. */
import type { Players } from '../stage.ts';

export function simpleQueueSuite(_players: Players): void {}
