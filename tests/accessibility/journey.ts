/**
 * A journey: the states of one view in the order in which a visitor comes through them, each reached from the one before on the same page.
 * Shared by the spec and by the long walk; says how to get there, judges nothing.
 */
import type { BrowserContext, Locator, Page } from 'playwright';

export interface Step {
  /** What the view shows then: "empty", "running", "done" and so on. */
  readonly state: string;
  /** Leaves the page in that state. */
  reach(page: Page): Promise<void>;
}

export interface Journey {
  readonly view: string;
  /** Prepares the page before its first address: takes a capability away, breaks a file. */
  prepare?(context: BrowserContext): Promise<unknown>;
  /** What the browser's console says of what was broken on purpose. */
  readonly errors?: RegExp[];
  /** Its runs take longer than the test command can wait for, or are made and looked at by a test of the view. */
  readonly isLong?: boolean;
  readonly steps: readonly Step[];
}

/** A run that is to end by itself. */
export const RUN_MS = 60_000;

export const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name, exact: true });

/** The heading of the view in sight. */
export const heading = (page: Page): Locator => page.locator('h1:visible');

export async function visit(page: Page, fragment: string): Promise<void> {
  await page.goto(fragment === '' ? './' : `./#/${fragment}`);
  await heading(page).first().waitFor();
}

/** Opens every table, menu and fold in sight, also those that appear thereby; returns how many there were. */
export async function openEverything(page: Page): Promise<number> {
  const rounds = 3;
  let opened = 0;
  for (let round = 0; round < rounds; round++) {
    const more = await page.evaluate(async () => {
      const found: (() => void)[] = [];
      const look = (root: Document | ShadowRoot): void => {
        for (const element of root.querySelectorAll<HTMLElement>('*')) {
          if (element.shadowRoot) look(element.shadowRoot);
          if (!element.checkVisibility()) continue;
          if (element instanceof HTMLDetailsElement && !element.open) found.push(() => (element.open = true));
          if (element.matches('button[aria-expanded="false"]:not([disabled])')) found.push(() => element.click());
        }
      };
      look(document);
      for (const open of found) open();
      await new Promise((settled) => requestAnimationFrame(() => requestAnimationFrame(settled)));
      return found.length;
    });
    opened += more;
    if (more === 0) break;
  }
  return opened;
}

export const everythingOpen: Step = {
  state: 'everything opened',
  async reach(page) {
    if ((await openEverything(page)) === 0) throw new Error('there was nothing to open');
    await page.waitForLoadState('networkidle');
  },
};
