/** All strains, by the names that the command line knows. */
import { bare } from './bare.ts';
import { claims } from './claims.ts';
import { fleets } from './fleets.ts';
import { cycles, reloads, starts } from './measuring.ts';
import { races } from './races.ts';
import { sharing } from './sharing.ts';
import type { Strain } from './strain.ts';
import { views } from './views.ts';

export const STRAINS: Readonly<Record<string, Strain>> = {
  starts,
  reloads,
  cycles,
  bare,
  races,
  claims,
  views,
  sharing,
  fleets,
};
