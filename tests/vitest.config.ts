/**
 * Two ways to run a test: `*.test.ts` in Node, `*.browser.test.ts` in Chromium with the isolation headers, so that
 * workers and shared memory are the real ones. The e2e specs on the built site belong to Playwright.
 */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { playwright } from '@vitest/browser-playwright';
import { configDefaults, defineConfig, mergeConfig } from 'vitest/config';
import { findBrowser, launchFlags } from '../src/cli/browser.ts';
import site from '../vite.config.ts';
import { ALONE } from './browser/alone.ts';
import { bundledWorker } from './browser/bundled-worker.ts';
import { keptModules } from './browser/kept-modules.ts';
import { heldSite } from './models/play/held-site.ts';
import { LongestFirst } from './test-order.ts';

const IN_BROWSER = 'tests/**/*.browser.test.ts';
const browser = await findBrowser();

export default mergeConfig(
  site,
  defineConfig({
    root: join(import.meta.dirname, '..'),
    // Found before the first test: a dependency discovered later reloads the page under a running test.
    optimizeDeps: { entries: ['index.html', 'src/!(cli)/**/*.ts', IN_BROWSER] },
    test: {
      passWithNoTests: false,
      sequence: { sequencer: LongestFirst },
      // How often a conformance test plays its behaviour.
      provide: { repeats: Number(process.env['OVERLAP_REPEATS'] ?? 1) },
      projects: [
        {
          extends: true,
          test: {
            name: 'unit',
            include: ['tests/**/*.test.ts'],
            exclude: [...configDefaults.exclude, IN_BROWSER],
            // All processors: Vitest would leave one out, which is half of two. No unit test measures time.
            maxWorkers: availableParallelism(),
            // One group has one number of workers.
            sequence: { groupOrder: 1 },
            // Half the time went into loading the same modules anew for each of three hundred files.
            isolate: false,
            // All of them pass within a few seconds where nothing else runs.
            testTimeout: 20_000,
            setupFiles: ['tests/unit-page.ts'],
          },
        },
        {
          extends: true,
          plugins: [heldSite(), keptModules(), bundledWorker()],
          test: {
            name: 'browser',
            include: [IN_BROWSER],
            testTimeout: 30_000,
            // A page beside another one, or on a busy machine, takes longer than the usual second.
            expect: { poll: { timeout: 15_000 } },
            browser: {
              enabled: true,
              headless: true,
              screenshotFailures: false,
              provider: playwright({
                // The collector can be called, so that a test can tell what is leaked from what is merely not collected yet.
                launchOptions: {
                  args: [...launchFlags(), '--js-flags=--expose-gc'],
                  ...(browser && { executablePath: browser }),
                },
              }),
              instances: [
                {
                  browser: 'chromium',
                  name: 'browser, in pairs',
                  exclude: [...ALONE],
                  // Two files at a time: a test starts workers and waits for them.
                  maxWorkers: 2,
                },
                {
                  browser: 'chromium',
                  name: 'browser, alone',
                  include: [...ALONE],
                  // Such files are a group of their own, the last (Vitest, `groupSpecs`).
                  fileParallelism: false,
                  maxWorkers: 1,
                },
              ],
            },
          },
        },
      ],
    },
  }),
);
