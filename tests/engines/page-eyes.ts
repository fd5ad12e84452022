/**
 * Runs in the page under test, in every engine the same: finds what a Target names, through open shadow roots, and tells what is shown.
 * Bundled to one script by page-script.ts. Looks only; hands.ts does the clicking and typing.
 */
import { computeAccessibleName, getRole, isInaccessible } from 'dom-accessibility-api';
import type { PlainWords, Target } from './target.ts';

/** Where the middle of an element is, in CSS pixels of the viewport, or why it cannot be pressed. */
export type Spot = { readonly x: number; readonly y: number } | { readonly why: string };

export interface PageEyes {
  all(target: Target): Element[];
  first(target: Target): Element | null;
  spot(target: Target): Spot;
  show(target: Target): boolean;
  text(target: Target): string | null;
  value(target: Target): string | null;
  attribute(target: Target, name: string): string | null;
  fill(target: Target, text: string): boolean;
  glance(): string;
  withoutCode(): string[];
  isFocused(target: Target): boolean;
}

const collapsed = (text: string): string => text.replace(/\s+/g, ' ').trim();
const matches = (words: PlainWords, text: string): boolean => new RegExp(words.source, words.flags).test(text);

function* elementsUnder(root: ParentNode): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* elementsUnder(element.shadowRoot);
  }
}

/** Without a box, `display: contents` is shown through its children. */
function isShown(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true }) || getComputedStyle(element).display === 'contents';
}

function isMeant(element: Element, { role, name, css }: Target): boolean {
  if (css !== undefined) return element.matches(css) && isShown(element);
  if (getRole(element) !== role || !isShown(element) || isInaccessible(element)) return false;
  return !name || matches(name, collapsed(computeAccessibleName(element)));
}

/** The rendered text, shadow trees and slots included; `innerText` stops at a shadow root. */
function shownText(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
  if (!(node instanceof Element) || node.matches('style, script, noscript, template')) return '';
  if (!isShown(node)) return '';
  const slotted = node instanceof HTMLSlotElement ? node.assignedNodes({ flatten: true }) : [];
  const children = slotted.length > 0 ? slotted : [...(node.shadowRoot ?? node).childNodes];
  const text = children.map(shownText).join('');
  return getComputedStyle(node).display.startsWith('inline') ? text : ` ${text} `;
}

function startOf(target: Target): ParentNode | null {
  return target.within ? (all(target.within)[0] ?? null) : document;
}

function all(target: Target): Element[] {
  const root = startOf(target);
  if (!root) return [];
  const own = root instanceof Element && root.shadowRoot ? [...elementsUnder(root.shadowRoot)] : [];
  return [...own, ...elementsUnder(root)].filter((element) => isMeant(element, target));
}

const first = (target: Target): Element | null => all(target)[0] ?? null;

/** What lies uppermost there, down through the shadow trees. */
function deepestAt(x: number, y: number): Element | null {
  let found = document.elementFromPoint(x, y);
  for (;;) {
    const deeper = found?.shadowRoot?.elementFromPoint(x, y);
    if (!deeper || deeper === found) return found;
    found = deeper;
  }
}

/** True where `inner` is `outer` or stands in it, in whatever shadow tree; a label stands for its control. */
function belongsTo(inner: Element, outer: Element): boolean {
  for (
    let at: Node | null = inner;
    at;
    at = at instanceof ShadowRoot ? at.host : ((at as Element).assignedSlot ?? at.parentNode)
  ) {
    if (at === outer || (at instanceof HTMLLabelElement && at.control === outer)) return true;
  }
  return false;
}

function intoView(element: Element): void {
  element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
}

/** False where there is no such element. */
function show(target: Target): boolean {
  const element = first(target);
  if (element) intoView(element);
  return element !== null;
}

function spot(target: Target): Spot {
  const element = first(target);
  if (!element) return { why: 'it is not there' };
  if (element.matches(':disabled, [aria-disabled="true"]')) return { why: 'it is disabled' };
  intoView(element);
  const { left, top, width, height } = element.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  const over = deepestAt(x, y);
  if (!over) return { why: `it lies outside the viewport, at ${x}, ${y}` };
  return belongsTo(over, element) ? { x, y } : { why: `it lies under <${over.localName} class="${over.className}">` };
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
const isField = (element: Element | null): element is Field =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement;

/** As pasted over what was there; of a list the entry with that value or label. False where there is no such field or entry. */
function fill(target: Target, text: string): boolean {
  const field = first(target);
  if (!isField(field) || field.disabled) return false;
  field.focus();
  if (!(field instanceof HTMLSelectElement)) {
    field.select();
    return text === '' ? document.execCommand('delete') : document.execCommand('insertText', false, text);
  }
  const entry = [...field.options].find(({ value, label }) => value === text || collapsed(label) === text);
  if (!entry) return false;
  field.value = entry.value;
  for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
  return true;
}

function text(target: Target): string | null {
  const element = first(target);
  return element && collapsed(shownText(element));
}

function value(target: Target): string | null {
  const element = first(target);
  return isField(element) ? element.value : null;
}

/** What a message about a failure needs to say: where the visitor stands and what the page says there. */
function glance(): string {
  const words = collapsed(shownText(document.body));
  return `${location.href.slice(0, 200)} “${words.slice(0, 600)}${words.length > 600 ? ' …' : ''}”`;
}

/** Names of elements whose code was never loaded: they show nothing. */
function withoutCode(): string[] {
  return [
    ...new Set([...elementsUnder(document)].filter((one) => one.matches(':not(:defined)')).map((one) => one.localName)),
  ];
}

function isFocused(target: Target): boolean {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused !== null && all(target).includes(focused);
}

const eyes: PageEyes = {
  all,
  first,
  spot,
  show,
  text,
  value,
  attribute: (target, name) => first(target)?.getAttribute(name) ?? null,
  fill,
  glance,
  withoutCode,
  isFocused,
};

Object.assign(globalThis, { pageEyes: eyes });
