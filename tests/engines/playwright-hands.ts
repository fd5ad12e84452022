/**
 * Hands in Chromium and Firefox, over Playwright: CDP in the first, WebDriver BiDi in the second, which is a Firefox as Debian ships it
 * (Playwright 1.64; later versions send ESR 153 a command it does not know).
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, firefox, type Browser, type BrowserContext, type ElementHandle, type Page } from 'playwright';
import { launchFlags } from '../../src/cli/browser.ts';
import { savedInto } from './download-folder.ts';
import type { Programs } from './find-engine.ts';
import type { Hands, Key, Saved } from './hands.ts';
import type { LaunchOptions, Started } from './launch.ts';

const SAVING_MS = 15_000;
/** For a screenshot Playwright puts a style into the page, which its policy refuses; only Firefox says so. A style of the site's own Chromium would report as well. */
const OF_THE_DRIVER = /blocked an inline style \(style-src-elem\)/;
const VIEWPORT = { width: 1280, height: 800 };

function environment({ env = {} }: LaunchOptions): Record<string, string> {
  const all = Object.entries({ ...process.env, ...env });
  return Object.fromEntries(all.filter((entry): entry is [string, string] => Boolean(entry[1])));
}

class PlaywrightHands implements Hands {
  readonly #context: BrowserContext;
  readonly #page: Page;
  /** Where the browser saves, if its driver does not tell of downloads. */
  readonly #folder: string | null;
  readonly #errors: string[] = [];
  readonly #requests: string[] = [];
  #origin = '';

  constructor(context: BrowserContext, page: Page, folder: string | null) {
    this.#context = context;
    this.#page = page;
    this.#folder = folder;
    context.on('console', (message) => {
      if (message.type() === 'error') this.#note(message.text());
    });
    context.on('weberror', (error) => this.#note(String(error.error())));
    context.on('request', (request) => this.#requests.push(request.url()));
  }

  #note(error: string): void {
    if (!OF_THE_DRIVER.test(error)) this.#errors.push(error);
  }

  async goto(address: string): Promise<void> {
    this.#origin = new URL(address).host;
    await this.#page.goto(address);
  }

  async reload(): Promise<void> {
    await this.#page.reload();
  }

  async evaluate(expression: string): Promise<unknown> {
    return this.#page.evaluate(expression);
  }

  async click(x: number, y: number): Promise<void> {
    await this.#page.mouse.click(x, y);
  }

  async key(key: Key): Promise<void> {
    await this.#page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
  }

  async resize(width: number, height: number): Promise<void> {
    await this.#page.setViewportSize({ width, height });
  }

  async giveFile(expression: string, path: string): Promise<void> {
    const handle = await this.#page.evaluateHandle<unknown>(expression);
    const input = handle.asElement() as ElementHandle<HTMLInputElement> | null;
    if (!input) throw new Error('there is no such file input');
    await input.setInputFiles(path);
  }

  async saved(act: () => Promise<void>): Promise<Saved> {
    if (this.#folder !== null) return savedInto(this.#folder, act);
    const downloading = this.#page.waitForEvent('download', { timeout: SAVING_MS });
    await act();
    const download = await downloading;
    return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
  }

  async screenshot(): Promise<Buffer> {
    return this.#page.screenshot();
  }

  async errors(): Promise<readonly string[]> {
    return this.#errors;
  }

  strangers(): readonly string[] {
    return this.#requests.filter((url) => /^(https?|wss?):/.test(url) && new URL(url).host !== this.#origin);
  }

  async close(): Promise<void> {
    await this.#context.close();
  }
}

function started(browser: Browser, folder: string | null): Started {
  return {
    version: browser.version(),
    hands: async () => {
      const context = await browser.newContext({ viewport: VIEWPORT });
      return new PlaywrightHands(context, await context.newPage(), folder);
    },
    close: async () => {
      await browser.close();
      if (folder !== null) await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function launchChromium({ browser }: Programs, options: LaunchOptions): Promise<Started> {
  const args = [...launchFlags(), ...(options.flags ?? [])];
  return started(await chromium.launch({ executablePath: browser, args, env: environment(options) }), null);
}

/** BiDi as Playwright speaks it tells of no download, so they are read from the folder it has the browser save to. */
export async function launchFirefox({ browser }: Programs, options: LaunchOptions): Promise<Started> {
  const folder = await mkdtemp(join(tmpdir(), 'overlap-downloads-'));
  const firefoxBrowser = await firefox.launch({
    channel: 'moz-firefox',
    executablePath: browser,
    args: [...(options.flags ?? [])],
    firefoxUserPrefs: { ...options.prefs },
    downloadsPath: folder,
    env: environment(options),
  });
  return started(firefoxBrowser, folder);
}
