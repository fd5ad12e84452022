/**
 * A visitor of the site in any engine: opens, presses, fills, reads, waits. Every wait has an end, and a message that says what was waited
 * for and what the page showed last. Knows no engine (hands.ts) and nothing of the site but its address.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hands, Key, Saved } from './hands.ts';
import type { PageEyes, Spot } from './page-eyes.ts';
import { pageScript } from './page-script.ts';
import { described, type Target } from './target.ts';

/** For what the page does by itself; what measures is given more. */
const PATIENCE_MS = 15_000;
const PAUSE_MS = 60;

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export class Visitor {
  readonly #hands: Hands;
  readonly #home: string;

  /** @param home address of the site, ending in a slash; what is opened is relative to it. */
  constructor(hands: Hands, home: string) {
    this.#hands = hands;
    this.#home = home;
  }

  async open(address = ''): Promise<void> {
    await this.#hands.goto(new URL(address, this.#home).href);
  }

  async reload(): Promise<void> {
    await this.#hands.reload();
  }

  /** Once it is there, can be pressed and nothing lies over it. */
  async press(target: Target, ms = PATIENCE_MS): Promise<void> {
    const what = `${described(target)} to be pressed`;
    const { x, y } = await this.until(
      what,
      async () => {
        const spot = await this.#look<Spot>('spot', target);
        if ('why' in spot) throw new Error(spot.why);
        return spot;
      },
      ms,
    );
    await this.#hands.click(x, y);
  }

  /** A text field, as if pasted over what was there; or the entry of a list by its value or label. */
  async fill(target: Target, text: string, ms = PATIENCE_MS): Promise<void> {
    await this.until(`${described(target)} to be filled`, () => this.#look<boolean>('fill', target, text), ms);
  }

  async key(key: Key): Promise<void> {
    await this.#hands.key(key);
  }

  /** Key by key, wherever the focus is. */
  async type(text: string): Promise<void> {
    await this.#hands.type(text);
  }

  async resize(width: number, height: number): Promise<void> {
    await this.#hands.resize(width, height);
  }

  /** Picks a file of that content in a file input. */
  async giveFile(target: Target, name: string, content: string): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'overlap-file-'));
    try {
      await writeFile(join(folder, name), content);
      await this.#ready();
      await this.#hands.giveFile(`pageEyes.first(${JSON.stringify(target)})`, join(folder, name));
    } finally {
      // The page reads it while it is open elsewhere: an unlinked file stays readable for who has it open, but not for who opens it later.
      this.#leftovers.push(folder);
    }
  }

  /** The file that pressing the target saves. */
  async saved(target: Target): Promise<Saved> {
    return this.#hands.saved(() => this.press(target));
  }

  /** Scrolls to the middle of what can be seen. */
  async show(target: Target, ms = PATIENCE_MS): Promise<void> {
    await this.until(`${described(target)} to be scrolled to`, () => this.#look<boolean>('show', target), ms);
  }

  /** The shown text of the first such element, shadow trees included; null where there is none. */
  async text(target: Target): Promise<string | null> {
    return this.#look<string | null>('text', target);
  }

  /** Of the first such field. */
  async value(target: Target): Promise<string | null> {
    return this.#look<string | null>('value', target);
  }

  async attribute(target: Target, name: string): Promise<string | null> {
    return this.#look<string | null>('attribute', target, name);
  }

  async count(target: Target): Promise<number> {
    await this.#ready();
    return (await this.#hands.evaluate(`pageEyes.all(${JSON.stringify(target)}).length`)) as number;
  }

  async isFocused(target: Target): Promise<boolean> {
    return this.#look<boolean>('isFocused', target);
  }

  /** Waits until such an element is shown, with a text that matches; gives that text. */
  async sees(target: Target, words: RegExp = /(?:)/, ms = PATIENCE_MS): Promise<string> {
    const ask = async (): Promise<{ text: string } | null> => {
      const text = await this.text(target);
      if (text !== null && !words.test(text)) throw new Error(`it says “${text.slice(0, 400)}”`);
      return text === null ? null : { text };
    };
    return (await this.until(`${described(target)} that says ${words}`, ask, ms)).text;
  }

  async misses(target: Target, ms = PATIENCE_MS): Promise<void> {
    await this.until(`${described(target)} to be gone`, async () => (await this.count(target)) === 0, ms);
  }

  /**
   * Asks until the answer is neither null nor false. What `ask` throws is no answer either, and is told if it was the last.
   * Throws with what was waited for and what the page showed last.
   */
  async until<Answer>(what: string, ask: () => Promise<Answer>, ms = PATIENCE_MS): Promise<NonNullable<Answer>> {
    const end = Date.now() + ms;
    for (;;) {
      let last = '';
      try {
        const answer = await ask();
        if (answer !== null && answer !== undefined && answer !== false) return answer;
      } catch (error) {
        last = error instanceof Error ? error.message : String(error);
      }
      if (Date.now() > end)
        throw new Error(`waited ${ms} ms for ${what}${last && `: ${last}`}\nlast seen: ${await this.glance()}`);
      await pause(PAUSE_MS);
    }
  }

  /** The function runs in the page, with nothing of this side but its arguments. Its result is as JSON has it. */
  async evaluate<Arguments extends readonly Json[], Result>(
    run: (...args: Arguments) => Result,
    ...args: Arguments
  ): Promise<Awaited<Result>> {
    return (await this.#hands.evaluate(`(${run.toString()})(...${JSON.stringify(args)})`)) as Awaited<Result>;
  }

  /** Where the visitor stands and what the page says there. */
  async glance(): Promise<string> {
    return this.#look<string>('glance').catch((error: unknown) => `nothing: ${String(error)}`);
  }

  /** Names of elements on the page whose code was never loaded. */
  async elementsWithoutCode(): Promise<string[]> {
    return this.#look<string[]>('withoutCode');
  }

  /** How far the page can be scrolled sideways, in CSS pixels. */
  async sidewaysScroll(): Promise<number> {
    return this.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }

  async screenshot(): Promise<Buffer> {
    return this.#hands.screenshot();
  }

  async errors(): Promise<readonly string[]> {
    return this.#hands.errors();
  }

  strangers(): readonly string[] {
    return this.#hands.strangers();
  }

  async close(): Promise<void> {
    await this.#hands.close();
    for (const folder of this.#leftovers) await rm(folder, { recursive: true, force: true });
  }

  readonly #leftovers: string[] = [];

  async #ready(): Promise<void> {
    if (await this.#hands.evaluate('typeof pageEyes === "object"')) return;
    await this.#hands.evaluate(`(() => { ${await pageScript()} })()`);
  }

  async #look<Result>(eye: keyof PageEyes, ...args: readonly unknown[]): Promise<Result> {
    const list = args.map((arg) => JSON.stringify(arg)).join(', ');
    await this.#ready();
    return (await this.#hands.evaluate(`pageEyes.${eye}(${list})`)) as Result;
  }
}
