/**
 * What of a page is too small to hit, cut off, or reached by nobody without a mouse: looks through every shadow root at what is in sight, and names
 * what it finds. Judges by boxes and styles that the browser computed.
 */
import type { Page } from 'playwright';

interface Wanted {
  /** CSS pixels in both directions, for what a finger presses. */
  readonly target: number;
  /** The same for the button that a view is for. */
  readonly primary: number;
}

export interface LayoutFaults {
  readonly controls: number;
  readonly small: readonly string[];
  readonly cut: readonly string[];
  readonly mouseOnly: readonly string[];
}

/** What is drawn in a box of its own that scrolls, or for readers alone, is not cut off. */
export function layoutFaults(page: Page, wanted: Wanted): Promise<LayoutFaults> {
  return page.evaluate(faultsInPage, wanted);
}

function faultsInPage({ target, primary }: Wanted): LayoutFaults {
  const CONTROLS = 'a[href], button, input:not([type="file"]), select, textarea, summary';
  const parentOf = (element: Element): Element | null => {
    if (element.assignedSlot) return element.assignedSlot;
    const root = element.getRootNode();
    return element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  };
  const isAround = (element: Element, wanted: (one: Element) => boolean): boolean => {
    for (let at: Element | null = element; at; at = parentOf(at)) if (wanted(at)) return true;
    return false;
  };
  const nameOf = (element: Element): string => {
    const words = element.getAttribute('aria-label') ?? element.textContent?.trim().replace(/\s+/g, ' ').slice(0, 40);
    const root = element.getRootNode();
    return `${root instanceof ShadowRoot ? `${root.host.localName} ` : ''}${element.localName}.${element.className.toString()} “${words}”`;
  };
  const isForReaders = (element: Element): boolean =>
    isAround(element, (at) => getComputedStyle(at).clipPath !== 'none');
  const found: Element[] = [];
  const collect = (root: Document | ShadowRoot): void => {
    for (const element of root.querySelectorAll('*')) {
      if (!element.checkVisibility() || isForReaders(element)) continue;
      found.push(element);
      if (element.shadowRoot) collect(element.shadowRoot);
    }
  };
  collect(document);
  const sizeOf = (element: Element): { width: number; height: number } => {
    const label =
      element instanceof HTMLInputElement && /checkbox|radio/.test(element.type) ? element.closest('label') : null;
    const own = element.getBoundingClientRect();
    const around = label?.getBoundingClientRect() ?? own;
    return { width: Math.max(own.width, around.width), height: Math.max(own.height, around.height) };
  };
  /** WCAG 2.5.8 leaves out what stands in a line of text. */
  const isInText = (element: Element): boolean =>
    element.localName === 'a' && getComputedStyle(element).display === 'inline';
  const controls = found.filter((element) => element.matches(CONTROLS));
  const small = controls.flatMap((element) => {
    const least = element.matches('.primary') ? primary : target;
    const { width, height } = sizeOf(element);
    if (isInText(element) || (width >= least - 0.5 && height >= least - 0.5)) return [];
    return [`${nameOf(element)} ${width.toFixed(0)} × ${height.toFixed(0)}`];
  });
  const cut = found.flatMap((element) => {
    if (
      element instanceof SVGElement ||
      !(element instanceof HTMLElement) ||
      element.matches('select, option, textarea, input, progress')
    )
      return [];
    const { overflowX, overflowY } = getComputedStyle(element);
    const hides = (value: string): boolean => value === 'hidden' || value === 'clip';
    const isCut =
      (hides(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
      (hides(overflowY) && element.scrollHeight > element.clientHeight + 1);
    const box = element.getBoundingClientRect();
    const isOut =
      element.children.length === 0 &&
      element.textContent?.trim() !== '' &&
      box.right > document.documentElement.clientWidth + 1 &&
      !isAround(element, (at) => /auto|scroll/.test(getComputedStyle(at).overflowX) && at !== document.documentElement);
    return isCut || isOut ? [`${nameOf(element)} (${isCut ? 'hides' : 'out of the window'})`] : [];
  });
  const FOCUSABLE = `${CONTROLS}, label, option, [tabindex]`;
  const mouseOnly = found.flatMap((element) =>
    getComputedStyle(element).cursor === 'pointer' && !isAround(element, (at) => at.matches(FOCUSABLE))
      ? [nameOf(element)]
      : [],
  );
  return { controls: controls.length, small, cut, mouseOnly };
}
