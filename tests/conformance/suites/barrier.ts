/** To be written. */
import type { Players } from '../stage.ts';

export function barrierSuite(_players: Players): void {}
