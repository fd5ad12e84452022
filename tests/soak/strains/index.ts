/** All strains, by the names that the command line knows. */
import { claims } from './claims.ts';
import { fleets } from './fleets.ts';
import { reloads, starts } from './measuring.ts';
import { races } from './races.ts';
import { sharing } from './sharing.ts';
import type { Strain } from './strain.ts';
import { views } from './views.ts';

export const STRAINS: Readonly<Record<string, Strain>> = { starts, reloads, races, claims, views, sharing, fleets };
