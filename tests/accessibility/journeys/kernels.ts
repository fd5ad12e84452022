/** The kernels: the list, one opened with its picture, one run to its paces with everything open, contention, and a link that cannot be taken. */
import { button, everythingOpen, type Journey, RUN_MS, visit } from '../journey.ts';

export const kernelsJourneys: readonly Journey[] = [
  {
    view: 'kernels',
    isLong: true,
    steps: [
      {
        state: 'empty',
        async reach(page) {
          await visit(page, 'kernels');
          await page.locator('lab-kernel').first().waitFor();
        },
      },
      {
        state: 'running',
        async reach(page) {
          await button(page, /^Run all/).click();
          await page.getByText(/: round \d/).waitFor({ timeout: RUN_MS });
        },
      },
      {
        state: 'stopped',
        async reach(page) {
          await page.keyboard.press('Escape');
          await button(page, /^Run all/).waitFor();
        },
      },
    ],
  },
  {
    view: 'kernels',
    isLong: true,
    steps: [
      {
        state: 'one opened',
        async reach(page) {
          await visit(page, 'kernels?open=mandelbrot');
          await page.getByRole('img', { name: /^The Mandelbrot set in/ }).waitFor();
        },
      },
      {
        state: 'done',
        async reach(page) {
          await button(page, 'Run: Mandelbrot set').click();
          await button(page, 'Stop').waitFor();
          await button(page, 'Stop').waitFor({ state: 'detached', timeout: RUN_MS });
        },
      },
      everythingOpen,
    ],
  },
  {
    view: 'kernels',
    steps: [
      {
        state: 'refused',
        async reach(page) {
          await visit(page, 'kernels?open=%3Cimg%20src=x%3E&who=me');
          await page.getByRole('alert').waitFor();
        },
      },
    ],
  },
];
