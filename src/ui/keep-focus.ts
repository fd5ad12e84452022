/**
 * Keeps the keyboard where it was when what it stood on goes away: a button that a press removes or switches off hands it to the next thing near
 * by that can take it, so that nobody, and no screen reader, starts again at the top of the page. For what a press takes away; a view that
 * knows a better place puts the keyboard there itself, before this looks.
 */
import { focusHeading } from './focus-heading.ts';

const FOCUSABLE = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
/** What a press takes away is gone by then, also where something had to be loaded or stored before. */
const LOOKS_MS = [50, 300, 1_000];

/** From the element outwards, through slots and shadow roots. */
function chainOf(element: Element): Element[] {
  const chain: Element[] = [];
  for (let at: Node | null = element; at; at = at instanceof ShadowRoot ? at.host : at.parentNode)
    if (at instanceof Element) chain.push(at);
  return chain;
}

function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

const canTake = (element: Element): element is HTMLElement =>
  element instanceof HTMLElement && element.checkVisibility() && !element.matches(':disabled, [tabindex="-1"]');

function firstIn(root: ParentNode): HTMLElement | null {
  for (const element of root.querySelectorAll('*')) {
    if (element.matches(FOCUSABLE) && canTake(element)) return element;
    const inner = element.shadowRoot && element.checkVisibility() ? firstIn(element.shadowRoot) : null;
    if (inner) return inner;
  }
  return null;
}

/** The nearest place inside what is left around it. */
function nearest(chain: readonly Element[]): HTMLElement | null {
  for (const around of chain.slice(1)) {
    if (around.localName === 'main' || around.localName === 'body') return null;
    if (!around.isConnected || !around.checkVisibility()) continue;
    const found = firstIn(around) ?? (around.shadowRoot && firstIn(around.shadowRoot));
    if (found) return found;
  }
  return null;
}

function mend(chain: readonly Element[]): void {
  const [element] = chain;
  const now = focused();
  if (!element || (now !== null && now !== document.body && now !== element)) return;
  if (element.isConnected && canTake(element)) return;
  const place = nearest(chain);
  if (place) return place.focus({ preventScroll: true });
  const main = document.querySelector('lab-app')?.shadowRoot?.querySelector('main');
  if (main) void focusHeading(main);
}

/** Once a page. */
export function keepFocus(): void {
  addEventListener(
    'click',
    () => {
      const element = focused();
      if (!element || element === document.body) return;
      const chain = chainOf(element);
      for (const ms of LOOKS_MS) setTimeout(() => mend(chain), ms);
    },
    { capture: true },
  );
}
