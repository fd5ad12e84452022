/** The landing view: before, during and after a run that is stopped once there are numbers, and what can be opened then; runs that cannot be. */
import { button, everythingOpen, heading, type Journey, RUN_MS, type Step, visit } from '../journey.ts';

const empty: Step = { state: 'empty', reach: (page) => visit(page, '') };

const running: Step = {
  state: 'running',
  async reach(page) {
    await button(page, /^Measure/).click();
    await page
      .getByText(/round \d/)
      .first()
      .waitFor({ timeout: RUN_MS });
  },
};

const stopped: Step = {
  state: 'stopped, with numbers',
  async reach(page) {
    await button(page, 'Stop').click();
    await button(page, 'Measure again').waitFor();
    await page.getByRole('heading', { name: 'All numbers' }).waitFor();
  },
};

const sharing: Step = {
  state: 'sharing, short link',
  async reach(page) {
    await button(page, 'Share').click();
    await page.getByRole('heading', { name: 'Share this result' }).waitFor();
  },
};

const without = (state: string, name: 'WebAssembly' | 'Worker'): Journey => ({
  view: 'measure',
  prepare: (context) => context.addInitScript((gone) => Reflect.deleteProperty(globalThis, gone), name),
  steps: [{ state, reach: (page) => visit(page, '') }],
});

export const measureJourneys: readonly Journey[] = [
  {
    view: 'measure',
    steps: [
      empty,
      {
        state: 'cores only chosen',
        reach: async (page) => void (await page.getByRole('combobox', { name: 'Time' }).selectOption('cores')),
      },
      {
        state: 'running',
        async reach(page) {
          await page.getByRole('combobox', { name: 'Time' }).selectOption('thorough');
          await running.reach(page);
        },
      },
      stopped,
      sharing,
      {
        state: 'sharing, full link',
        reach: async (page) => void (await page.getByRole('radio', { name: /full link/ }).check()),
      },
      {
        state: 'sharing, a file',
        reach: async (page) => void (await page.getByRole('radio', { name: /a file/ }).check()),
      },
      everythingOpen,
    ],
  },
  without('no WebAssembly', 'WebAssembly'),
  without('no workers', 'Worker'),
  {
    view: 'measure',
    prepare: (context) => context.route('**/core-scaling-*.js', (route) => route.abort()),
    errors: [/ERR_FAILED/],
    steps: [
      {
        state: 'the run could not start',
        async reach(page) {
          await visit(page, '');
          await button(page, /^Measure/).click();
          await page.getByRole('alert').waitFor();
        },
      },
    ],
  },
  {
    view: 'no such view',
    steps: [
      {
        state: 'refused',
        async reach(page) {
          await visit(page, 'no-such-view');
          await heading(page).waitFor();
        },
      },
    ],
  },
  {
    view: 'method',
    prepare: (context) => context.route('**/lab-models-*.js', (route) => route.abort()),
    errors: [/ERR_FAILED/],
    steps: [
      { state: 'filled', reach: (page) => visit(page, 'method') },
      {
        state: 'another view could not be loaded',
        async reach(page) {
          await page.goto('./#/models');
          await page.getByRole('alert').waitFor();
        },
      },
    ],
  },
  {
    view: 'measure',
    steps: [
      {
        state: 'news of a newer version',
        async reach(page) {
          await visit(page, '');
          await page.waitForFunction(() => customElements.get('lab-offline-news') !== undefined);
          await page.evaluate(() =>
            document.body.append(Object.assign(document.createElement('lab-offline-news'), { news: 'newer version' })),
          );
          await button(page, 'Not now').waitFor();
        },
      },
    ],
  },
];
