/** What the bench asks of an open page: when something is drawn, and how long frames are while something goes on. */
import type { Page } from 'playwright';

interface Face {
  /** Elements of a selector, in whatever open shadow root; those of `a >> b` are the b within an a. */
  all(path: string): Element[];
  /** `performance.now()` of the first frame after which this is drawn. */
  drawn(path: string, least: number, text: string): Promise<number>;
  /** Milliseconds between frames while `step` is called in each of them. */
  frames(count: number, step: (at: number) => void): Promise<number[]>;
}

declare global {
  var benchFace: Face | undefined;
}

/** Before anything of the page runs. */
export async function equip(page: Page): Promise<void> {
  // esbuild, which strips the types here, calls this wherever it keeps the name of a function.
  await page.addInitScript('globalThis.__name = (value) => value');
  await page.addInitScript(() => {
    const within = (selector: string, root: ParentNode): Element[] => [
      ...root.querySelectorAll(selector),
      ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? within(selector, shadowRoot) : [])),
    ];
    const open = (element: Element): ParentNode[] => (element.shadowRoot ? [element.shadowRoot, element] : [element]);
    const all = (path: string): Element[] => {
      let found: Element[] = [document.documentElement];
      for (const step of path.split(' >> ')) {
        found = found.flatMap((element) => open(element).flatMap((root) => within(step, root)));
      }
      return found;
    };
    const textOf = (node: Node): string => {
      if (node instanceof HTMLStyleElement) return '';
      const nodes = node instanceof Element ? open(node).flatMap((root) => [...root.childNodes]) : [];
      return `${node instanceof Text ? node.data : ''}${nodes.map(textOf).join('')}`;
    };
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    globalThis.benchFace = {
      all,
      async drawn(path, least, text) {
        for (;;) {
          await frame();
          const found = all(path);
          if (found.length >= least && (text === '' || all('lab-app').some((node) => textOf(node).includes(text))))
            break;
        }
        // The frame that shows it is over when the next one begins.
        await frame();
        return performance.now();
      },
      async frames(count, step) {
        const times: number[] = [];
        let last = await frame();
        for (let at = 0; at < count; at++) {
          step(at);
          const now = await frame();
          times.push(now - last);
          last = now;
        }
        return times;
      },
    };
  });
}

/** Since the navigation began: when `least` elements of `path` are drawn on a page that says `text`. */
export async function drawn(page: Page, path: string, least: number, text: string): Promise<number> {
  return page.evaluate(
    async ([what, count, words]) => {
      if (!globalThis.benchFace) throw new Error('this page was not equipped');
      return globalThis.benchFace.drawn(what, count, words);
    },
    [path, least, text] as const,
  );
}
