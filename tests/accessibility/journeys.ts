/** Every journey through the site, in the order of its navigation. A view without one is found by the test beside this file. */
import type { Journey } from './journey.ts';
import { advisorJourneys } from './journeys/advisor.ts';
import { claimsJourneys } from './journeys/claims.ts';
import { compareJourneys } from './journeys/compare.ts';
import { kernelsJourneys } from './journeys/kernels.ts';
import { lessonsJourneys } from './journeys/lessons.ts';
import { measureJourneys } from './journeys/measure.ts';
import { modelsJourneys } from './journeys/models.ts';
import { resultJourneys } from './journeys/result.ts';
import { schedulerJourneys } from './journeys/scheduler.ts';

export const JOURNEYS: readonly Journey[] = [
  ...measureJourneys,
  ...modelsJourneys,
  ...lessonsJourneys,
  ...claimsJourneys,
  ...kernelsJourneys,
  ...advisorJourneys,
  ...compareJourneys,
  ...resultJourneys,
  ...schedulerJourneys,
];
