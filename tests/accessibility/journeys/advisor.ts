/** The advisor, with work that is measured in moments, its table stopped on the way, a number out of bounds, a link that cannot be taken; and the pace over minutes, begun and ended. */
import { button, everythingOpen, type Journey, RUN_MS, visit } from '../journey.ts';

export const advisorJourneys: readonly Journey[] = [
  {
    view: 'advisor',
    isLong: true,
    steps: [
      { state: 'empty', reach: (page) => visit(page, 'advisor?tasks=8&compute=0.5&wait=10') },
      {
        state: 'a number out of bounds',
        async reach(page) {
          await page.getByRole('spinbutton', { name: 'tasks' }).fill('123456789');
          await page.keyboard.press('Tab');
          await page.getByRole('alert').waitFor();
        },
      },
      {
        state: 'running',
        async reach(page) {
          await button(page, 'Measure it').click();
          await button(page, 'Stop').waitFor();
        },
      },
      {
        state: 'done',
        reach: (page) => button(page, 'Measure again').waitFor({ timeout: RUN_MS }),
      },
    ],
  },
  {
    view: 'advisor',
    steps: [
      {
        state: 'refused',
        async reach(page) {
          await visit(page, 'advisor?tasks=%3Cimg%20src=x%3E&compute=1e9&who=me');
          await page.getByRole('alert').waitFor();
        },
      },
    ],
  },
  {
    view: 'advisor',
    isLong: true,
    steps: [
      { state: 'empty', reach: (page) => visit(page, 'advisor') },
      {
        state: 'the table is being measured',
        async reach(page) {
          await button(page, /^Measure the table/).click();
          await page.getByText('Computing only: ').waitFor({ timeout: RUN_MS });
        },
      },
      {
        state: 'the table stopped',
        async reach(page) {
          await page.keyboard.press('Escape');
          await page.getByText('Stopped early').waitFor({ timeout: RUN_MS });
        },
      },
    ],
  },
  {
    view: 'sustained',
    isLong: true,
    steps: [
      { state: 'empty', reach: (page) => visit(page, 'sustained') },
      {
        state: 'running',
        async reach(page) {
          await button(page, 'Watch its pace').click();
          await page.locator('svg').first().waitFor({ timeout: RUN_MS });
        },
      },
      {
        state: 'stopped',
        async reach(page) {
          await page.keyboard.press('Escape');
          await button(page, 'Watch again').waitFor();
        },
      },
      everythingOpen,
    ],
  },
];
