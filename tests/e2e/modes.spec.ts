/**
 * What a page says and still does where a browser or a host gives it less: each mode brought about by a flag, by the host, or by a script before
 * the page's own. All three engines in all modes are the business of `npm run matrix`; this is the part that every test run can afford.
 */
import { chromium, test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { findBrowser, launchFlags } from '../../src/cli/browser.ts';
import { type HostOptions, ISOLATION, ModeHost } from '../matrix/mode-host.ts';
import { lanAddress } from '../matrix/modes.ts';
import * as standIns from '../matrix/stand-ins.ts';

interface Fixtures {
  /** Starts a host; all end with the test. */
  host(options?: HostOptions): Promise<ModeHost>;
  /** Nothing that nobody caught: neither in the test's page nor in one of another context that is handed over. */
  uncaught: string[];
}

const SEEN_MS = 40_000;

const test = base.extend<Fixtures>({
  // eslint would rather see an object here; Playwright reads the argument's text and demands the braces.
  host: async ({ browserName: _ }, use) => {
    const started: ModeHost[] = [];
    await use(async (options = { headers: ISOLATION }) => {
      const host = await ModeHost.start(options);
      started.push(host);
      return host;
    });
    for (const host of started) await host.close();
  },
  uncaught: [
    async ({ page }, use) => {
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(String(error)));
      await use(faults);
      expect(faults, 'faults that nobody caught').toEqual([]);
    },
    { auto: true },
  ],
});

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const says = async (page: Page, words: string | RegExp, timeout = SEEN_MS): Promise<void> =>
  expect(page.getByText(words).locator('visible=true').first()).toBeVisible({ timeout });

/** Starts the page's run and ends it as soon as work has been timed: what mode it found is known by then. */
async function measureBriefly(page: Page): Promise<void> {
  await button(page, 'Measure this device').click();
  await says(page, /round \d/);
  await button(page, 'Stop').click();
  await button(page, 'Measure again').waitFor();
}

/** Runs to the end, but only as far as the cores: a second or two where nothing is shared. */
async function measureCores(page: Page): Promise<void> {
  await page.getByLabel('Time').first().selectOption('cores');
  await button(page, 'Measure this device').click();
  await button(page, 'Measure again').waitFor({ timeout: SEEN_MS });
}

/** What the clipboard holds. */
async function pasted(page: Page): Promise<string> {
  await page.evaluate(() => document.body.appendChild(document.createElement('textarea')).focus());
  await page.keyboard.press('Control+V');
  return page.evaluate(() => document.querySelector('textarea')?.value ?? '');
}

/** Another browser than the test's, since the mode is one of its flags. */
async function withFlags(flags: string[], visit: (page: Page) => Promise<void>): Promise<void> {
  const executablePath = await findBrowser();
  const browser = await chromium.launch({
    args: [...launchFlags(), ...flags],
    ...(executablePath && { executablePath }),
  });
  try {
    await visit(await browser.newPage());
  } finally {
    await browser.close();
  }
}

test.describe('memory', () => {
  test('where only shared memory is refused, processes are measured and the page says why threads are not', async ({
    page,
    host,
  }) => {
    const { url } = await host({ headers: ISOLATION, before: standIns.NO_SHARED_MEMORY });
    await page.goto(url);
    await measureBriefly(page);
    await says(page, /mode: messages only/);
    await says(page, /no shared memory.*refused it/);
  });

  test('where all is refused the run ends with what to do, and so do the other views', async ({ page, host }) => {
    const { url } = await host({ headers: ISOLATION, before: standIns.NO_MEMORY, inWorkers: standIns.NO_MEMORY });
    await page.goto(url);
    await button(page, 'Measure this device').click();
    await says(page, /the browser refused \d+ MiB of memory: close other tabs/i);
    await page.goto(`${url}#/models`);
    await says(page, /browser refused \d+ MiB of memory/i);
  });

  test('where the page has some and its workers get none, that is said', async ({ page, host }) => {
    const { url } = await host({
      headers: ISOLATION,
      before: standIns.NO_SHARED_MEMORY,
      inWorkers: standIns.NO_MEMORY,
    });
    await page.goto(url);
    await button(page, 'Measure this device').click();
    await says(page, /browser refused \d+ MiB of memory/i);
    await button(page, 'Measure again').waitFor();
  });
});

test('an isolated page whose browser has no SharedArrayBuffer foretells messages and blames no host', async ({
  page,
  host,
}) => {
  const { url } = await host({ headers: ISOLATION, before: standIns.NO_SHARED_ARRAY_BUFFER });
  await page.goto(url);
  await says(page, /no shared memory: processes.*this browser has no SharedArrayBuffer/);
  await page.goto(`${url}#/sustained`);
  await expect(button(page, 'Watch its pace')).toBeDisabled();
  await says(page, /this browser has no SharedArrayBuffer/);
});

test.describe('workers', () => {
  for (const [why, options] of [
    ['a policy of the host', { headers: { ...ISOLATION, 'content-security-policy': "worker-src 'none'" } }],
    ['their constructor', { headers: ISOLATION, before: standIns.NO_WORKERS }],
  ] as const) {
    test(`refused by ${why}: the main thread is measured, and the page says that this is all`, async ({
      page,
      host,
    }) => {
      const { url } = await host(options);
      await page.goto(url);
      await measureBriefly(page);
      await says(page, /mode: main thread only/);
      await says(page, /gave the page no workers.*extension or a policy/);
    });
  }
});

test('storage refused: the run goes on, and what is not kept is said', async ({ page, host }) => {
  const { url } = await host({ headers: ISOLATION, before: standIns.NO_STORAGE });
  await page.goto(url);
  await measureCores(page);
  await says(page, /gives this page no storage/);
  await page.goto(`${url}#/history`);
  await says(page, 'Nothing can be kept here.');
});

test.describe('plain http on a network', () => {
  const address = lanAddress();
  test.skip(address === null, 'this machine has no address but its own');

  test(
    'everything but shared memory: messages, links that can be copied, History; https is named as the way to more',
    { tag: '@alone' },
    async ({ page, host }) => {
      const { url } = await host({ address: address ?? '' });
      await page.goto(url);
      await says(page, /plain http: over https, or from localhost, it gets shared memory/);
      await measureCores(page);
      await says(page, /mode: messages only/);
      await button(page, 'Share').click();
      const link = page.getByRole('textbox', { name: 'The link' });
      await expect(link).toHaveValue(/#\/result/);
      await button(page, 'Copy link').click();
      await says(page, /is copied\./);
      expect(await pasted(page)).toBe(await link.inputValue());
      await page.goto(`${url}#/models`);
      await button(page, 'Copy link').click();
      await says(page, /copied/i);
      await page.goto(`${url}#/history`);
      await says(page, /^1 result is kept on this device/);
    },
  );
});

test.describe('in a frame', () => {
  const around = (address: string, attributes = ''): Record<string, string> => ({
    'around.html': `<!doctype html><iframe ${attributes} width="1000" height="600" src="${address}"></iframe>`,
  });

  test('of another site, whose visitors’ locks and storage are refused, processes are measured all the same', async ({
    page,
    host,
  }) => {
    const site = await host({});
    const other = await host({ extra: around(site.url.replace('127.0.0.1', 'localhost')) });
    await page.goto(`${other.url}around.html`);
    const inner = page.frameLocator('iframe');
    await expect(inner.getByText(/inside another page.*tab of its own/).first()).toBeVisible();
    await inner.getByLabel('Time').first().selectOption('cores');
    await inner.getByRole('button', { name: 'Measure this device' }).click();
    await expect(inner.getByText(/mode: messages only/)).toBeVisible({ timeout: SEEN_MS });
    await expect(inner.getByRole('button', { name: 'Measure again' })).toBeVisible({ timeout: SEEN_MS });
  });

  test('that is sandboxed the page works without origin, or says where it would', async ({ page, host }) => {
    const open = { headers: { 'access-control-allow-origin': '*' } };
    const { url } = await host({ ...open, extra: around('./', 'sandbox="allow-scripts"') });
    await page.goto(`${url}around.html`);
    const inner = page.frameLocator('iframe');
    await inner.getByLabel('Time').first().selectOption('cores');
    await inner.getByRole('button', { name: 'Measure this device' }).click();
    await expect(inner.getByText(/mode: main thread only/)).toBeVisible({ timeout: SEEN_MS });
    await expect(inner.getByText(/gave the page no workers.*tab of its own/).first()).toBeVisible();

    const strict = await host({ extra: around('./', 'sandbox="allow-scripts"') });
    await page.goto(`${strict.url}around.html`);
    await expect(page.frameLocator('iframe').getByText(/Overlap has not started/)).toBeVisible();
  });
});

test('without WebAssembly the page says what still works, and that works', async ({ host }) => {
  const { url } = await host({ headers: ISOLATION });
  await withFlags(['--js-flags=--jitless'], async (page) => {
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    await page.goto(url);
    await says(page, /no WebAssembly, so nothing can be measured/);
    await says(page, /can be opened, compared and kept here all the same/);
    await expect(button(page, 'Measure this device')).toBeDisabled();
    await page.goto(`${url}#/claims`);
    await says(page, /One event loop holds thousands/);
    await expect(page.getByText(/could not be loaded/)).toHaveCount(0);
    await page.goto(`${url}#/models`);
    await says(page, /no WebAssembly/);
    await expect(page.getByText(/could not be loaded/)).toHaveCount(0);
    for (const view of ['compare', 'history', 'method']) {
      await page.goto(`${url}#/${view}`);
      await expect(page.locator('h1:visible')).toBeVisible();
    }
    expect(faults).toEqual([]);
  });
});

test('without SIMD the scalar build is measured with, and named', async ({ host }) => {
  const { url } = await host({ headers: ISOLATION });
  await withFlags(['--js-flags=--no-enable-sse4-1 --no-enable-ssse3 --no-enable-sse3'], async (page) => {
    await page.goto(url);
    await measureBriefly(page);
    await says(page, /kernels without SIMD; mode: shared memory/);
  });
});

test.describe('a file that does not come', () => {
  test('of a view: the view says so, and comes when asked again', async ({ page, host }) => {
    const broken = await host({ headers: ISOLATION, without: /lab-method-/ });
    await page.goto(`${broken.url}#/method`);
    await says(page, 'Method could not be loaded.');
    broken.options = { headers: ISOLATION };
    await button(page, 'Try again').click();
    await says(page, 'How it is measured');
    await expect(page.getByText(/could not be loaded/)).toHaveCount(0);
  });

  test('of a run: a sentence instead of an address, and the next start works', async ({ page, host }) => {
    const broken = await host({ headers: ISOLATION, without: /core-scaling-/ });
    await page.goto(broken.url);
    await button(page, 'Measure this device').click();
    await says(page, /could not start\. A part of this page could not be loaded/);
    broken.options = { headers: ISOLATION };
    await measureBriefly(page);
  });

  test('of the kernels: the run ends and says what the host answered', async ({ page, host }) => {
    const broken = await host({ headers: ISOLATION, without: /\.wasm$/ });
    await page.goto(broken.url);
    await button(page, 'Measure this device').click();
    await says(page, /kernel module could not be loaded: the host answered 404/i);
  });

  test('of the page itself: it is not blank', async ({ page, host }) => {
    const broken = await host({ headers: ISOLATION, without: /every-view-/ });
    await page.goto(broken.url);
    await says(page, /Overlap has not started/);
  });
});

test('with JavaScript switched off one sentence says what is needed, and only that', async ({ browser, host }) => {
  const { url } = await host({ headers: ISOLATION });
  const context: BrowserContext = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(url);
  await expect(page.getByText(/Switch JavaScript on/)).toBeVisible();
  await expect(page.locator('.unbuilt')).toBeHidden();
  await context.close();
});
