/** The lessons: the list, one before its prediction, with a prediction held, run and explained, drawn as a curve, started over, and one that there is none of. */
import type { BrowserContext } from 'playwright';
import { button, everythingOpen, type Journey, RUN_MS, visit } from '../journey.ts';

const LESSON = 'lessons?lesson=how-many';

/** What was said and found in the first round, as the page keeps it: two threads at once. */
const KEPT = {
  format: 'overlap-notebook/1',
  lessons: {
    'how-many': {
      'at-once': {
        prediction: { kind: 'number', value: 2 },
        predictedAt: '2026-01-01T00:00:00.000Z',
        finding: {
          answer: { kind: 'number', value: { low: 2, high: 2, estimate: 2 } },
          says: 'as-reported',
          reason: 'barrier',
          values: { proven: '2' },
        },
        foundAt: '2026-01-01T00:00:00.000Z',
        reason: 'barrier',
      },
    },
  },
};

const prepare = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript((text) => localStorage.setItem('overlap.notebook', text), JSON.stringify(KEPT));

export const lessonsJourneys: readonly Journey[] = [
  {
    view: 'lessons',
    steps: [
      { state: 'empty', reach: (page) => visit(page, 'lessons') },
      {
        state: 'before the prediction',
        async reach(page) {
          await visit(page, LESSON);
          await page.getByRole('spinbutton').waitFor();
        },
      },
      {
        state: 'predicted',
        async reach(page) {
          await page.getByRole('spinbutton').fill('7');
          await page.keyboard.press('Enter');
          await button(page, 'Run it on this device').waitFor();
        },
      },
      {
        state: 'refused',
        async reach(page) {
          await visit(page, 'lessons?lesson=nothing');
          await page.getByRole('link', { name: 'All lessons' }).waitFor();
        },
      },
    ],
  },
  {
    view: 'lessons',
    isLong: true,
    steps: [
      {
        state: 'running',
        async reach(page) {
          await visit(page, LESSON);
          await page.getByRole('spinbutton').fill('7');
          await page.keyboard.press('Enter');
          await button(page, 'Run it on this device').click();
          await button(page, 'Stop').waitFor();
        },
      },
      {
        state: 'run, to be explained',
        reach: (page) => page.locator('.verdict:visible').waitFor({ timeout: RUN_MS }),
      },
    ],
  },
  {
    view: 'lessons',
    prepare,
    steps: [
      {
        state: 'one round explained, a curve to be drawn',
        async reach(page) {
          await visit(page, LESSON);
          await page.getByRole('slider').first().waitFor();
        },
      },
      {
        state: 'a curve drawn',
        async reach(page) {
          for (const point of await page.getByRole('slider').all()) await point.press('PageUp');
          await button(page, 'That is my prediction').first().click();
        },
      },
      everythingOpen,
      {
        state: 'started over, can be undone',
        async reach(page) {
          await button(page, 'Start this lesson over').click();
          await button(page, 'Undo').waitFor();
        },
      },
    ],
  },
];
