/**
 * What the bench puts into a page before anything of it runs: waits for a control, and clocks the answer to the click that the browser then sends.
 * Touches the page in nothing but a scroll.
 */
import type { Page } from 'playwright';
import type { MeasuredView } from './views.ts';

/** Milliseconds since the navigation began; `x` and `y` in CSS pixels of the window. */
export interface Ready {
  readonly at: number;
  readonly x: number;
  readonly y: number;
}

export interface Paints {
  /** First contentful paint; NaN where the browser told none. */
  readonly first: number;
  /** The last of the largest contentful paints. */
  readonly largest: number;
  /** Cumulative layout shift, without sessions: all of it. */
  readonly shift: number;
  /** Of tasks longer than 50 ms after the first paint (Long Tasks API). */
  readonly longTasks: readonly { readonly start: number; readonly duration: number }[];
}

interface Probe {
  ready(view: MeasuredView): Promise<Ready>;
  answered(view: MeasuredView): Promise<number>;
  paints(): Paints;
}

declare global {
  var pageProbe: Probe | undefined;
}

/** To be called before the navigation. */
export async function equip(page: Page): Promise<void> {
  // esbuild, which strips the types here, calls this wherever it keeps the name of a function.
  await page.addInitScript('globalThis.__name = (value) => value');
  await page.addInitScript(() => {
    const find = (path: readonly string[]): Element | null =>
      path.reduce<Element | Document | null>(
        (node, selector) =>
          node && (('shadowRoot' in node ? node.shadowRoot : null) ?? node).querySelector<HTMLElement>(selector),
        document,
      ) as Element | null;
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const drawn = (element: Element): boolean => element.checkVisibility() && !element.matches(':disabled');
    const looks = (element: Element, { answer }: MeasuredView): string =>
      typeof answer !== 'string'
        ? String(find(answer) !== null)
        : answer === 'text'
          ? (element.textContent ?? '').trim()
          : (element.getAttribute(answer) ?? '');
    const longTasks: { start: number; duration: number }[] = [];
    let largest = NaN;
    let shift = 0;
    const watch = (type: string, take: (entry: PerformanceEntry) => void): void =>
      new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
    watch('longtask', ({ startTime, duration }) => longTasks.push({ start: startTime, duration }));
    watch('largest-contentful-paint', ({ startTime }) => (largest = startTime));
    watch('layout-shift', (entry) => (shift += (entry as PerformanceEntry & { value: number }).value));
    let before = '';
    let pressed = NaN;
    addEventListener('pointerdown', ({ timeStamp }) => (pressed = timeStamp), { capture: true, once: true });
    globalThis.pageProbe = {
      async ready(view) {
        for (;;) {
          const element = find(view.control);
          if (element && drawn(element) && (!view.standing || find(view.standing))) {
            const at = performance.now();
            before = looks(element, view);
            element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
            const { left, top, width, height } = element.getBoundingClientRect();
            return { at, x: left + width / 2, y: top + height / 2 };
          }
          await frame();
        }
      },
      async answered(view) {
        for (;;) {
          const element = find(view.control);
          if (!element || looks(element, view) !== before) break;
          await frame();
        }
        // The frame that shows it is over when the next one begins.
        await frame();
        return performance.now() - pressed;
      },
      paints: () => {
        const first = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN;
        return {
          first,
          largest,
          shift,
          longTasks: longTasks.filter(({ start, duration }) => start + duration > first),
        };
      },
    };
  });
}
