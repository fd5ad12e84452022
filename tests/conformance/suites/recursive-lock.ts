/** To be written. */
import type { Players } from '../stage.ts';

export function recursiveLockSuite(_players: Players): void {}
