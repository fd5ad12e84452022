/**
 * The journeys: one suite, run in Chromium, Firefox and WebKitGTK, a project each. Playwright Test is only the runner here; who drives the
 * browsers is visitor.ts. OVERLAP_ENGINES=firefox,webkit chooses engines, and demands that they are there.
 */
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import type { EngineOptions } from './engine-test.ts';
import { demandedEngines, ENGINES } from './find-engine.ts';

export default defineConfig<object, EngineOptions>({
  testDir: import.meta.dirname,
  outputDir: join(import.meta.dirname, '..', '..', 'test-results', 'engines'),
  globalSetup: join(import.meta.dirname, '..', 'e2e', 'build-if-stale.ts'),
  // The site measures the machine: two journeys at once would measure each other.
  workers: 1,
  retries: 0,
  timeout: 90_000,
  forbidOnly: Boolean(process.env['CI']),
  reporter: 'list',
  projects: (demandedEngines() ?? ENGINES).map((name) => ({ name, use: { engineName: name } })),
});
