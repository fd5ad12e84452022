/**
 * What a driver of a browser has to be able to do: the narrow part that differs between engines. Everything else, what a visitor
 * does and sees, is visitor.ts on top of it. Two of them: playwright-hands.ts (Chromium, Firefox) and webkit-hands.ts.
 */

/** Names as KeyboardEvent.key has them. */
export type Key = 'Enter' | 'Escape' | 'Tab' | 'Space' | 'ArrowDown' | 'ArrowUp' | 'ArrowLeft' | 'ArrowRight';

export interface Saved {
  readonly name: string;
  readonly content: Buffer;
}

export interface Hands {
  /** Resolves when the document is loaded; at once where only the fragment changes. */
  goto(address: string): Promise<void>;
  reload(): Promise<void>;
  /** The value of an expression in the page, awaited and as JSON has it. Rejects where it throws, or where the page goes away meanwhile. */
  evaluate(expression: string): Promise<unknown>;
  /** With the mouse, in CSS pixels of the viewport. */
  click(x: number, y: number): Promise<void>;
  key(key: Key): Promise<void>;
  type(text: string): Promise<void>;
  /** Of the viewport, in CSS pixels. */
  resize(width: number, height: number): Promise<void>;
  /** Into the file input that the expression is. */
  giveFile(expression: string, path: string): Promise<void>;
  /** The file that the browser saves because of `act`. */
  saved(act: () => Promise<void>): Promise<Saved>;
  screenshot(): Promise<Buffer>;
  /** What the console reported as an error, so far. */
  errors(): Promise<readonly string[]>;
  /** Addresses of other hosts that something was asked of, so far. */
  strangers(): readonly string[];
  close(): Promise<void>;
}
