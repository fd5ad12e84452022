/** Lays one style sheet over the page and every shadow root in it, in place of the last: as a reader's own style sheet does. Leaves the page laid out anew. */
import type { Page } from 'playwright';

export async function withStyle(page: Page, style: string): Promise<void> {
  await page.evaluate(async (text) => {
    const own = globalThis as { readersSheet?: CSSStyleSheet };
    const sheet = (own.readersSheet ??= new CSSStyleSheet());
    sheet.replaceSync(text);
    const lay = (root: Document | ShadowRoot): void => {
      if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
      for (const element of root.querySelectorAll('*')) if (element.shadowRoot) lay(element.shadowRoot);
    };
    lay(document);
    for (let frame = 0; frame < 3; frame++) await new Promise((drawn) => requestAnimationFrame(drawn));
  }, style);
}
