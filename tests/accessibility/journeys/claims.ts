/** The claims: the whole list, one under test, one decided and opened to everything, filtered, and a link that cannot be taken. */
import { everythingOpen, button, type Journey, RUN_MS, visit } from '../journey.ts';

const QUICK = 'start-is-not-wait';
const LONG = 'overlap-waits-threads';

export const claimsJourneys: readonly Journey[] = [
  {
    view: 'claims',
    isLong: true,
    steps: [
      {
        state: 'empty',
        async reach(page) {
          await visit(page, 'claims');
          await page.locator('lab-claim').nth(20).waitFor();
        },
      },
      {
        state: 'running',
        async reach(page) {
          const claim = page.locator(`lab-claim[id="${LONG}"]`);
          await claim.locator('button.test').click();
          await claim.getByText('being tested').waitFor({ timeout: RUN_MS });
        },
      },
      { state: 'paused', reach: (page) => button(page, 'Pause').click() },
      {
        state: 'stopped',
        async reach(page) {
          await page.keyboard.press('Escape');
          await button(page, 'Stop').waitFor({ state: 'detached' });
        },
      },
    ],
  },
  {
    view: 'claims',
    isLong: true,
    steps: [
      {
        state: 'done',
        async reach(page) {
          await visit(page, `claims?open=${QUICK}`);
          await page.locator(`lab-claim[id="${QUICK}"] button.test`).click();
          await button(page, 'Stop').waitFor();
          await button(page, 'Stop').waitFor({ state: 'detached', timeout: RUN_MS });
          await page.getByRole('heading', { name: 'What came of it' }).waitFor();
        },
      },
      {
        state: 'done, its program open',
        async reach(page) {
          await page.getByText('The program, and its twin in Python').click();
          await page.getByRole('region', { name: /\.py$/ }).waitFor();
        },
      },
    ],
  },
  {
    view: 'claims',
    steps: [
      {
        state: 'filtered',
        async reach(page) {
          await visit(page, 'claims?note=B&model=greenlets&open=cooperative-styles');
          await page.getByRole('heading', { name: 'How it is tested' }).waitFor();
        },
      },
      everythingOpen,
    ],
  },
  {
    view: 'claims',
    steps: [
      {
        state: 'refused',
        async reach(page) {
          await visit(page, 'claims?note=%3Cimg%20src=x%3E&verdict=perhaps');
          await page.getByRole('alert').waitFor();
        },
      },
    ],
  },
];
