/**
 * The `test` of the end-to-end specs: the built site on a server of its own, and two promises kept in every test
 * that opens it. The browser's console stays free of errors, and nothing is asked of another host.
 */
import { test as base, expect } from '@playwright/test';
import { serveSite, type Site } from '../../src/cli/site.ts';

export interface SiteOptions {
  /** The server sends the isolation headers. Set by the project. */
  isolated: boolean;
  site: Site;
}

interface Watch {
  /** Errors a test provokes on purpose; the others fail it. */
  expectedErrors: RegExp[];
}

export const test = base.extend<Watch, SiteOptions>({
  isolated: [true, { option: true, scope: 'worker' }],

  site: [
    async ({ isolated }, use) => {
      const site = await serveSite({ isolated, port: 0, host: '127.0.0.1' });
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],

  baseURL: async ({ site }, use) => use(site.url),

  // eslint would rather see an object here; Playwright reads the argument's text and demands the braces.
  expectedErrors: async ({ baseURL: _ }, use) => use([]),

  context: async ({ context, site, expectedErrors }, use) => {
    const errors: string[] = [];
    const strangers: string[] = [];
    context.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    context.on('weberror', (error) => errors.push(String(error.error())));
    context.on('request', (request) => {
      const url = request.url();
      if (/^(https?|wss?):/.test(url) && !url.startsWith(site.url)) strangers.push(url);
    });
    await use(context);
    const unexpected = errors.filter((text) => !expectedErrors.some((known) => known.test(text)));
    expect(unexpected, 'errors in the browser’s console').toEqual([]);
    expect(strangers, 'requests to other hosts').toEqual([]);
  },
});

export { expect };
