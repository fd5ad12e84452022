/** A result that was received or kept, and the history: short and full links, several, kept, shared, named, selected, deleted, and what cannot be opened. */
import { writeRefs } from '../../../src/results/link/address.ts';
import { FULL, SHORT } from '../../e2e/measured-links.ts';
import { button, everythingOpen, type Journey, visit } from '../journey.ts';

export const resultJourneys: readonly Journey[] = [
  {
    view: 'result',
    steps: [
      { state: 'short link', reach: (page) => visit(page, `result?${writeRefs([SHORT])}`) },
      everythingOpen,
      { state: 'several', reach: (page) => visit(page, `result?${writeRefs([SHORT, FULL])}`) },
    ],
  },
  {
    view: 'result',
    steps: [
      {
        state: 'full link',
        async reach(page) {
          await visit(page, `result?${writeRefs([FULL])}`);
          await page.getByRole('heading', { name: 'All numbers' }).waitFor();
        },
      },
      everythingOpen,
    ],
  },
  {
    view: 'result',
    steps: [
      {
        state: 'refused',
        async reach(page) {
          await visit(page, `result?s=${SHORT.text.slice(0, -7)}`);
          await page.getByRole('alert').waitFor();
        },
      },
    ],
  },
  {
    view: 'history',
    steps: [
      { state: 'empty', reach: (page) => visit(page, 'history') },
      {
        state: 'one kept, from a received link',
        async reach(page) {
          await visit(page, `result?${writeRefs([FULL])}`);
          await button(page, 'Keep on this device').click();
          await page.getByRole('link', { name: 'Open what is kept' }).waitFor();
          await visit(page, 'history');
          await page.locator('lab-history-row').waitFor();
        },
      },
      {
        state: 'being named',
        async reach(page) {
          await button(page, /^(Add a name|Name of)/)
            .first()
            .click();
          await page.locator('lab-history-row').getByRole('textbox').waitFor();
        },
      },
      {
        state: 'selected',
        async reach(page) {
          await page.keyboard.press('Escape');
          await page.getByLabel('Select all').check();
          await button(page, 'Delete selected').waitFor();
        },
      },
      {
        state: 'chosen from in Compare',
        async reach(page) {
          await visit(page, 'compare');
          await page.getByText('From this device’s history').click();
          await page.locator('lab-compare-ways').getByRole('checkbox').check();
        },
      },
      {
        state: 'deleted, can be undone',
        async reach(page) {
          await visit(page, 'history');
          await page.getByLabel('Select all').check();
          await button(page, 'Delete selected').click();
          await button(page, 'Undo').waitFor();
        },
      },
    ],
  },
  {
    view: 'history',
    prepare: (context) => context.addInitScript(() => Reflect.deleteProperty(globalThis, 'indexedDB')),
    steps: [
      {
        state: 'no storage',
        async reach(page) {
          await visit(page, 'history');
          await page.getByRole('alert').waitFor();
        },
      },
    ],
  },
];
