/** To be written. */
import type { Players } from '../stage.ts';

export function semaphoreSuite(_players: Players): void {}
