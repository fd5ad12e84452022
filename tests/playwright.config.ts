/**
 * End-to-end tests on the built site, as a host serves it: with the isolation headers, and without them. Which
 * test runs where is told by its tag: none for the first, `@without-headers` for the second, `@both` for both.
 */
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { findBrowser, launchFlags } from '../src/cli/browser.ts';
import type { SiteOptions } from './e2e/site-test.ts';

const browser = await findBrowser();

/** What `npm run test:anywhere` adds: together with the rest it takes longer than a change may wait for its checks. */
const WIDE = ['accessibility', 'long-life', 'modes', 'reach', 'soak'].map((name) => `**/${name}.spec.ts`);
const isWide = process.env['OVERLAP_TESTS'] === 'anywhere';

export default defineConfig<object, SiteOptions>({
  testDir: join(import.meta.dirname, 'e2e'),
  testIgnore: isWide ? [] : WIDE,
  outputDir: join(import.meta.dirname, '..', 'test-results'),
  globalSetup: join(import.meta.dirname, 'e2e', 'build-if-stale.ts'),
  // The site measures the machine: two tests at once would measure each other. `npm test` runs two (tests/run-all.ts), since few look at
  // what was measured; those that do are tagged `@alone`.
  workers: 1,
  timeout: 90_000,
  // What has not come by then does not come: a page beside another one, or a busy machine, takes longer than the usual 5 s allow.
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: 'list',
  use: {
    viewport: { width: 1280, height: 800 },
    // It would give back the headers that a project leaves out, and fill its cache while something is measured: tests/e2e/offline.spec.ts allows it.
    serviceWorkers: 'block',
    launchOptions: { args: launchFlags(), ...(browser && { executablePath: browser }) },
  },
  projects: [
    { name: 'headers', grepInvert: /@without-headers/, use: { isolated: true } },
    { name: 'no-headers', grep: /@without-headers|@both/, use: { isolated: false } },
  ],
});
