/**
 * The `test` of the end-to-end specs: the built site on a server of its own, and three promises kept in every test
 * that opens it. The browser's console stays free of errors, nothing is asked of another host, and every element
 * that a page shows in the end has its code.
 */
import { test as base, expect, type Page } from '@playwright/test';
import { serveSite, type Site } from '../../src/cli/site.ts';
import { StrangerTrap } from './stranger-trap.ts';

export interface SiteOptions {
  /** The server sends the isolation headers. Set by the project. */
  isolated: boolean;
  site: Site;
  /** What is asked of anybody but the site. */
  trap: StrangerTrap;
}

interface Watch {
  /** Errors a test provokes on purpose; the others fail it. */
  expectedErrors: RegExp[];
}

/** Names of elements on the page, shadow trees included, whose code was never loaded: they show nothing. */
function withoutCode(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const lost = new Set<string>();
    const look = (root: Document | ShadowRoot): void => {
      for (const element of root.querySelectorAll('*')) {
        if (element.matches(':not(:defined)')) lost.add(element.localName);
        if (element.shadowRoot) look(element.shadowRoot);
      }
    };
    look(document);
    return [...lost];
  });
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

  trap: [
    // eslint would rather see an object here; Playwright reads the argument's text and demands the braces.
    async ({ browserName: _ }, use) => {
      const trap = await StrangerTrap.start();
      await use(trap);
      await trap.close();
    },
    { scope: 'worker' },
  ],

  proxy: async ({ trap, site }, use) => use(trap.proxy(site.url)),

  baseURL: async ({ site }, use) => use(site.url),

  expectedErrors: async ({ baseURL: _ }, use) => use([]),

  context: async ({ context, site, trap, expectedErrors }, use) => {
    const errors: string[] = [];
    const strangers: string[] = [];
    context.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    context.on('weberror', (error) => errors.push(String(error.error())));
    // What a page was kept from asking, too; what goes out, whoever asks, comes by the trap.
    context.on('request', (request) => {
      const url = request.url();
      if (/^(https?|wss?):/.test(url) && !url.startsWith(site.url)) strangers.push(url);
    });
    trap.take();
    await use(context);
    for (const page of context.pages()) {
      // A page that a test has crashed or closed answers no more.
      const lost = await withoutCode(page).catch(() => []);
      expect(lost, 'elements without code').toEqual([]);
    }
    const unexpected = errors.filter((text) => !expectedErrors.some((known) => known.test(text)));
    expect(unexpected, 'errors in the browser’s console').toEqual([]);
    // A test that rewrites a file asks the site for it by itself, by way of the trap.
    const trapped = trap.take().filter((asked) => asked !== new URL(site.url).host && !asked.startsWith(site.url));
    expect([...strangers, ...trapped], 'requests to other hosts').toEqual([]);
  },
});

export { expect };
