/**
 * Hands in WebKitGTK, over WebDriver: MiniBrowser under WebKitWebDriver. A visitor is a session, which has a storage of its own. This
 * WebDriver reports nothing from the console, so errors are collected in the page, from the moment its document is there.
 */
import { Builder, Capabilities, Key as Keys, Origin, type WebDriver, type WebElement } from 'selenium-webdriver';
import { savedInto } from './download-folder.ts';
import type { Programs } from './find-engine.ts';
import type { Hands, Key, Saved } from './hands.ts';
import type { LaunchOptions, Started } from './launch.ts';
import { startDriver, type DriverProcesses } from './webkit-processes.ts';

const LOAD_MS = 30_000;
const RESIZE_MS = 5_000;
const PAUSE_MS = 25;
const VIEWPORT = { width: 1280, height: 800 };

/**
 * The port has no switch of its own for shared memory yet (WebKit's pull requests 67868, 74274); Safari has it on. Without this the
 * page is isolated and has no SharedArrayBuffer all the same.
 */
const SHARED_MEMORY = { JSC_useSharedArrayBuffer: '1' };

const KEYS: Readonly<Record<Key, string>> = {
  Enter: Keys.ENTER,
  Escape: Keys.ESCAPE,
  Tab: Keys.TAB,
  Space: ' ',
  ArrowDown: Keys.ARROW_DOWN,
  ArrowUp: Keys.ARROW_UP,
  ArrowLeft: Keys.ARROW_LEFT,
  ArrowRight: Keys.ARROW_RIGHT,
};

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

/** Runs in the page, once a document. */
function collectErrors(): void {
  const page = globalThis as unknown as { pageErrors?: string[] };
  if (page.pageErrors) return;
  const errors: string[] = (page.pageErrors = []);
  addEventListener('error', (event) => {
    // By the specification a notice that some observers are told a frame later; the consoles of the other engines leave it out.
    if (!event.message.startsWith('ResizeObserver loop')) errors.push(event.message);
  });
  addEventListener('unhandledrejection', (event) => errors.push(String(event.reason)));
  addEventListener('securitypolicyviolation', (event) => errors.push(`refused by policy: ${event.blockedURI}`));
  const { error } = console;
  console.error = (...words: unknown[]) => {
    errors.push(words.map(String).join(' '));
    error.apply(console, words);
  };
}

interface Outcome {
  readonly value?: unknown;
  readonly fault?: string;
}

class WebKitHands implements Hands {
  readonly #driver: WebDriver;
  readonly #processes: DriverProcesses;
  readonly #strangersBefore: number;
  readonly #errors: string[] = [];

  constructor(driver: WebDriver, processes: DriverProcesses) {
    this.#driver = driver;
    this.#processes = processes;
    this.#strangersBefore = processes.strangers.length;
  }

  async goto(address: string): Promise<void> {
    const [before] = (await this.#driver.getCurrentUrl()).split('#');
    if (before === address.split('#')[0] && address.includes('#')) return this.#driver.get(address);
    await this.#leave(() => this.#driver.get(address));
  }

  async reload(): Promise<void> {
    await this.#leave(() => this.#driver.navigate().refresh());
  }

  async evaluate(expression: string): Promise<unknown> {
    const script = `const done = arguments[0];
      Promise.resolve((async () => (${expression}))())
        .then((value) => done({ value }), (error) => done({ fault: String(error) }));`;
    const { value, fault } = await this.#driver.executeAsyncScript<Outcome>(script);
    if (fault !== undefined) throw new Error(fault);
    return value;
  }

  async click(x: number, y: number): Promise<void> {
    const at = { x: Math.round(x), y: Math.round(y), origin: Origin.VIEWPORT };
    await this.#driver.actions().move(at).press().release().perform();
  }

  async key(key: Key): Promise<void> {
    await this.#driver.actions().keyDown(KEYS[key]).keyUp(KEYS[key]).perform();
  }

  async type(text: string): Promise<void> {
    await this.#driver.actions().sendKeys(text).perform();
  }

  /** The window has a frame and a bar, and takes its time: asked for what the viewport lacks until nothing is. */
  async resize(width: number, height: number): Promise<void> {
    const window = this.#driver.manage().window();
    const end = Date.now() + RESIZE_MS;
    for (;;) {
      const [ownWidth, ownHeight] = (await this.evaluate('[innerWidth, innerHeight]')) as [number, number];
      if (ownWidth === width && ownHeight === height) return;
      if (Date.now() > end) throw new Error(`the viewport is ${ownWidth} × ${ownHeight}, not ${width} × ${height}`);
      const rect = await window.getRect();
      await window.setRect({ ...rect, width: rect.width + width - ownWidth, height: rect.height + height - ownHeight });
      await pause();
    }
  }

  async giveFile(expression: string, path: string): Promise<void> {
    const input = await this.#driver.executeScript<WebElement | null>(`return ${expression}`);
    if (!input) throw new Error('there is no such file input');
    await input.sendKeys(path);
  }

  async saved(act: () => Promise<void>): Promise<Saved> {
    return savedInto(this.#processes.home, act);
  }

  async screenshot(): Promise<Buffer> {
    return Buffer.from(await this.#driver.takeScreenshot(), 'base64');
  }

  async errors(): Promise<readonly string[]> {
    await this.#takeErrors();
    return this.#errors;
  }

  strangers(): readonly string[] {
    return this.#processes.strangers.slice(this.#strangersBefore);
  }

  async close(): Promise<void> {
    await this.#driver.quit();
  }

  async #takeErrors(): Promise<void> {
    this.#errors.push(
      ...((await this.#driver.executeScript<string[]>('return (globalThis.pageErrors ?? []).splice(0)')) ?? []),
    );
  }

  /** From one document to another: errors of the old one are kept, those of the new one collected as soon as it is there. */
  async #leave(go: () => Promise<void>): Promise<void> {
    await this.#takeErrors();
    await this.#driver.executeScript('globalThis.isLeft = true');
    await go();
    const look = `if (globalThis.isLeft) return 'left'; (${collectErrors.toString()})(); return document.readyState`;
    const end = Date.now() + LOAD_MS;
    // Between two documents there is none to ask.
    while ((await this.#driver.executeScript<string>(look).catch(() => 'none')) !== 'complete') {
      if (Date.now() > end) throw new Error(`the page is not loaded after ${LOAD_MS} ms`);
      await pause();
    }
  }
}

function capabilities(browser: string, flags: readonly string[]): Capabilities {
  return new Capabilities({
    browserName: 'MiniBrowser',
    // A document is looked at from its first moment on, for its errors.
    pageLoadStrategy: 'none',
    'webkitgtk:browserOptions': { binary: browser, args: ['--automation', ...flags] },
  });
}

export async function launchWebKit(
  { browser, driver = '', display = '' }: Programs,
  options: LaunchOptions,
): Promise<Started> {
  const processes = await startDriver(driver, display, { ...SHARED_MEMORY, ...options.env });
  const session = async (): Promise<WebDriver> => {
    const flags = [...processes.flags, ...(options.flags ?? [])];
    const session = new Builder().usingServer(processes.address).withCapabilities(capabilities(browser, flags)).build();
    await session.manage().setTimeouts({ script: 120_000 });
    return session;
  };
  const first = await session();
  const version = (await first.getCapabilities()).getBrowserVersion() ?? '';
  let unused: WebDriver | null = first;
  return {
    version,
    hands: async () => {
      const driver = unused ?? (await session());
      unused = null;
      const hands = new WebKitHands(driver, processes);
      await hands.resize(VIEWPORT.width, VIEWPORT.height);
      return hands;
    },
    close: async () => {
      await unused?.quit();
      await processes.close();
    },
  };
}
