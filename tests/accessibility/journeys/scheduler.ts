/** The scheduler: a puzzle before anybody had a turn, with all hints, solved, one that cannot be done, and a link that is refused. */
import type { Page } from 'playwright';
import { everythingOpen, type Journey, visit } from '../journey.ts';

async function press(page: Page, keys: string): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

const counted = (page: Page): Promise<void> =>
  page.getByText(/that the threads can get into|The shortest way takes/).waitFor();

export const schedulerJourneys: readonly Journey[] = [
  {
    view: 'scheduler',
    steps: [
      {
        state: 'empty',
        async reach(page) {
          await visit(page, 'scheduler');
          await counted(page);
        },
      },
      {
        state: 'all hints told',
        async reach(page) {
          await press(page, '1hhh');
          await page.getByText(/^It reads|^It writes/).waitFor();
        },
      },
      {
        state: 'solved, not by the shortest way',
        async reach(page) {
          await press(page, '2221112');
          await page.getByText(/all schedules with up to/).waitFor();
        },
      },
      everythingOpen,
      {
        state: 'cannot be done',
        async reach(page) {
          await visit(page, 'scheduler?puzzle=under-the-lock');
          await page.getByText(/2,715 positions/).waitFor();
          await press(page, 'c');
          await page.getByText(/All schedules with up to/).waitFor();
        },
      },
      {
        state: 'refused',
        async reach(page) {
          await visit(page, 'scheduler?puzzle=nothing');
          await page.getByText('names a puzzle that there is not').waitFor();
        },
      },
    ],
  },
];
