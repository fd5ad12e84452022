/**
 * axe on every view in every state that is reached in moments, each looked at in one of four ways in turn: wide or narrow, light or dark. All states
 * in all four, also those that take minutes, are `npm run accessibility`.
 */
import { axeAudit, wordsOf } from '../accessibility/axe-audit.ts';
import type { Journey } from '../accessibility/journey.ts';
import { JOURNEYS } from '../accessibility/journeys.ts';
import { lookAt, lookName, LOOKS } from '../accessibility/looks.ts';
import { expect, test } from './site-test.ts';

/** Eight states, a run among them, on a busy machine. */
const MOST_MS = 180_000;
/** A look that counts fewer rules has not seen the page. */
const FEWEST_RULES = 20;

const titleOf = ({ view, steps }: Journey): string => `${view}: ${steps.map(({ state }) => state).join('; ')}`;

/** So far, in all journeys: which look is a state's own does not depend on what was tested before it. */
let states = 0;

for (const journey of JOURNEYS.filter(({ isLong = false }) => !isLong)) {
  const first = states;
  states += journey.steps.length;
  test.describe('axe finds nothing in', () => {
    test.use({ expectedErrors: journey.errors ?? [] });

    test(titleOf(journey), async ({ page, context }) => {
      test.setTimeout(MOST_MS);
      await journey.prepare?.(context);
      const counted = { rules: 0, elements: 0 };
      for (const [at, { state, reach }] of journey.steps.entries()) {
        await reach(page);
        const look = LOOKS[(first + at) % LOOKS.length] ?? LOOKS[0]!;
        await lookAt(page, look);
        const { passed, nodes, violations, incomplete } = await axeAudit(page);
        const place = `${journey.view}: ${state}, ${lookName(look)}`;
        expect.soft(wordsOf(violations), place).toEqual([]);
        expect.soft(wordsOf(incomplete), `${place}, for a person to decide`).toEqual([]);
        expect.soft(passed, place).toBeGreaterThan(FEWEST_RULES);
        counted.rules += passed;
        counted.elements += nodes;
      }
      console.log(`axe: ${journey.view}: ${counted.rules} rules passed on ${counted.elements} elements`);
    });
  });
}
