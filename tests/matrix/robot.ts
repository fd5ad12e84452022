/**
 * What the matrix puts into the page before its own code: looks and presses from inside, so that a page inside another one, of the same origin
 * or not, can be worked alike in every engine. The page around it relays (RELAY). Text, since it runs as a script of the host's.
 */

/** What the robot tells of a page. */
export interface Sight {
  /** All that is shown, shadow trees included. */
  readonly text: string;
  /** Faults that nobody caught. */
  readonly uncaught: readonly string[];
  /** The button that starts a run; null where there is none. */
  readonly start: 'ready' | 'barred' | null;
  readonly running: boolean;
  /** Of the report that the page shows, if it shows one. */
  readonly report: {
    readonly mode: string;
    readonly state: string;
    readonly failure: string | null;
    readonly proven: number | null;
    readonly models: readonly string[];
    readonly build: string | null;
    readonly wrong: number;
  } | null;
  readonly isolated: boolean;
}

/** What the robot asks of the host where the page is isolated: nothing else tells from outside, without touching the page. */
export const ISOLATED = 'isolated.txt';

/** Runs in the page; stands alone, since its source is what travels. */
function robot(): void {
  const uncaught: string[] = [];
  // What a ResizeObserver has not delivered it delivers with the next frame; nobody's fault.
  addEventListener('error', ({ message }) => {
    if (message && !message.startsWith('ResizeObserver loop')) uncaught.push(message);
  });
  addEventListener('unhandledrejection', ({ reason }) => uncaught.push(String(reason)));

  const all = (selector: string, root: ParentNode = document): Element[] =>
    [...root.querySelectorAll('*')].flatMap((element) => [
      ...(element.matches(selector) ? [element] : []),
      ...(element.shadowRoot ? all(selector, element.shadowRoot) : []),
    ]);
  const shown = (node: Node): string => {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
    if (!(node instanceof Element) || ['STYLE', 'SCRIPT', 'NOSCRIPT', 'SELECT'].includes(node.tagName)) return '';
    const style = getComputedStyle(node);
    if (style.display === 'none' || style.visibility === 'hidden') return '';
    const inside = node.shadowRoot ?? node;
    const children = node instanceof HTMLSlotElement ? node.assignedNodes() : [...inside.childNodes];
    const text = children.map(shown).join('');
    return style.display.startsWith('inline') ? text : ` ${text} `;
  };
  const button = (name: RegExp): HTMLButtonElement | undefined =>
    all('button').find(
      (one): one is HTMLButtonElement => name.test(one.textContent?.trim() ?? '') && one.checkVisibility(),
    );

  interface Reported {
    mode: string;
    state: string;
    failure: string | null;
    cores: { proven: number | null };
    series: { model: string; verified: boolean }[];
    build?: string;
  }
  const sight = (): Sight => {
    const [view] = all('lab-report') as (Element & { report?: Reported })[];
    const report = view?.report;
    const start = button(/^Measure (this device|again)/);
    return {
      text: shown(document.body).replaceAll(/\s+/g, ' ').trim(),
      uncaught,
      start: start ? (start.disabled ? 'barred' : 'ready') : null,
      running: button(/^(Stop|Stopping)$/) !== undefined,
      report: report
        ? {
            mode: report.mode,
            state: report.state,
            failure: report.failure,
            proven: report.cores.proven,
            models: [...new Set(report.series.map(({ model }) => model))],
            build: report.build ?? null,
            wrong: report.series.filter(({ verified }) => !verified).length,
          }
        : null,
      isolated: globalThis.crossOriginIsolated,
    };
  };
  const act = (order: string): Sight => {
    if (order.startsWith('#')) location.hash = order;
    else if (order !== '') button(new RegExp(order))?.click();
    return sight();
  };
  Object.assign(globalThis, { robot: act });
  addEventListener('message', ({ data, source }: MessageEvent<{ robot?: string }>) => {
    if (typeof data?.robot === 'string') (source as Window).postMessage({ seen: act(data.robot) }, '*');
  });
}

/** In the page around a frame: passes orders in and what was seen out. */
function relay(): void {
  const robot = (order: string): Promise<Sight | null> =>
    new Promise((resolve) => {
      const hear = ({ data }: MessageEvent<{ seen?: Sight }>): void => {
        if (data?.seen) resolve(data.seen);
      };
      addEventListener('message', hear, { once: true });
      document.querySelector('iframe')?.contentWindow?.postMessage({ robot: order }, '*');
      // A frame that the browser did not load says nothing.
      setTimeout(() => resolve(null), 3_000);
    });
  Object.assign(globalThis, { robot });
}

// Compilers may name functions by a helper that the page does not have.
const NAMES = 'globalThis.__name ??= (value) => value;';

export const ROBOT = `${NAMES}(${robot.toString()})();
if (globalThis.crossOriginIsolated) fetch('./${ISOLATED}').catch(() => undefined);`;
export const RELAY = `${NAMES}(${relay.toString()})();`;
