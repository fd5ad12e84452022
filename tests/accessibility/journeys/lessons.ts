/** The lessons: the list, one before its prediction, with a prediction held, run and explained, drawn as a curve, started over, told to its end, and one that there is none of. */
import type { BrowserContext, Page } from 'playwright';
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

/** Two lessons whose rounds were all explained: their ends and every overlay are in sight. */
const AT = '2026-01-01T00:00:00.000Z';
const NUMBER = { low: 5, high: 7, estimate: 6 };
const CURVE = [1, 2, 3].map((x) => ({ x, y: { low: x / 2, high: x, estimate: 0.8 * x } }));
const told = (prediction: object, answer: object, says: string, reason: string) => ({
  prediction,
  predictedAt: AT,
  finding: { answer, says, reason, values: {} },
  foundAt: AT,
  reason,
});
const ofNumber = (says: string, reason: string) =>
  told({ kind: 'number', value: 3 }, { kind: 'number', value: NUMBER }, says, reason);
const ofChoice = (says: string, reason: string) =>
  told({ kind: 'choice', id: says }, { kind: 'choice', id: says }, says, reason);
const ALL_TOLD = {
  format: 'overlap-notebook/1',
  lessons: {
    'the-race': {
      lost: ofNumber('both-lose', 'overwritten'),
      price: ofNumber('dear', 'settled'),
      queue: ofChoice('fewer', 'turns'),
    },
    processes: {
      own: ofChoice('kept', 'copy'),
      copy: ofNumber('by-size', 'every-byte'),
      start: ofNumber('data', 'to-be-filled'),
      scale: told(
        { kind: 'curve', points: [1, 2, 3].map((x) => ({ x, y: x })) },
        { kind: 'curve', points: CURVE },
        'less',
        'own-everything',
      ),
    },
  },
};

const prepareWith =
  (kept: object) =>
  (context: BrowserContext): Promise<unknown> =>
    context.addInitScript((text) => localStorage.setItem('overlap.notebook', text), JSON.stringify(kept));

async function visitEnd(page: Page, lesson: string, title: string): Promise<void> {
  await visit(page, `lessons?lesson=${lesson}`);
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.getByRole('heading', { name: 'What to try next' }).waitFor();
  await page.getByRole('application').first().waitFor();
}

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
    prepare: prepareWith(KEPT),
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
  {
    view: 'lessons',
    prepare: prepareWith(ALL_TOLD),
    steps: [
      { state: 'the race, told to its end', reach: (page) => visitEnd(page, 'the-race', 'The race') },
      { state: 'processes, told to its end', reach: (page) => visitEnd(page, 'processes', 'Processes and messages') },
    ],
  },
  {
    view: 'lessons',
    isLong: true,
    steps: [
      {
        state: 'a race run, to be explained',
        async reach(page) {
          await visit(page, 'lessons?lesson=the-race');
          await page.getByRole('spinbutton').fill('40000');
          await page.keyboard.press('Enter');
          await button(page, 'Run it on this device').click();
          await page.locator('.verdict:visible').waitFor({ timeout: RUN_MS });
        },
      },
    ],
  },
];
