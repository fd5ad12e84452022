/** The race: chosen, its settings open, while lanes fill, done with everything open, and a link that cannot be taken. */
import { button, everythingOpen, type Journey, RUN_MS, visit } from '../journey.ts';

export const modelsJourneys: readonly Journey[] = [
  {
    view: 'models',
    steps: [
      {
        state: 'empty',
        async reach(page) {
          await visit(page, 'models');
          await page.getByRole('slider').waitFor({ timeout: RUN_MS });
        },
      },
      {
        state: 'settings open',
        reach: (page) => page.getByText('Settings', { exact: true }).click(),
      },
    ],
  },
  {
    view: 'models',
    steps: [
      {
        state: 'running',
        async reach(page) {
          // Tasks that wait in turn for many seconds.
          await visit(page, 'models?program=mixed&args=64,64,500,2&models=main-thread');
          await button(page, 'Race them').click();
          await page.getByRole('cell', { name: 'running' }).waitFor({ timeout: RUN_MS });
        },
      },
      {
        state: 'stopped',
        async reach(page) {
          await page.keyboard.press('Escape');
          await button(page, 'Race again').waitFor();
        },
      },
    ],
  },
  {
    view: 'models',
    steps: [
      {
        state: 'done',
        async reach(page) {
          await visit(page, 'models?program=two-workers&models=main-thread,event-loop,gil-threads,free-threads,ranks');
          await button(page, 'Race them').click();
          await button(page, 'Race again').waitFor({ timeout: RUN_MS });
        },
      },
      everythingOpen,
      {
        state: 'lanes with a span read out and its table of spans',
        async reach(page) {
          await button(page, /^The first \d+ spans/).click();
          await page.getByRole('application').first().focus();
          await page.keyboard.press('ArrowRight');
        },
      },
    ],
  },
  {
    view: 'models',
    steps: [
      {
        state: 'refused',
        async reach(page) {
          await visit(page, 'models?program=%3Cimg%20src=x%3E&models=nobody&workers=1e9&settings=all');
          await page.getByRole('alert').waitFor();
        },
      },
    ],
  },
];
