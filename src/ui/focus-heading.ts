/**
 * Brings the keyboard, and with it a screen reader, to the heading of a view, through the shadow roots it may stand in. Scrolls nothing.
 */

/** Focuses the first heading of level 1 in sight, or else the element itself, which has to be focusable. */
export async function focusHeading(within: HTMLElement): Promise<void> {
  const heading = await headingIn(within);
  heading?.setAttribute('tabindex', '-1');
  (heading ?? within).focus({ preventScroll: true });
}

async function headingIn(root: ParentNode): Promise<HTMLElement | null> {
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    if (!element.checkVisibility()) continue;
    if (element.localName === 'h1') return element;
    // An element that has just been made draws itself a moment later.
    await (element as { updateComplete?: Promise<unknown> }).updateComplete;
    const inner = element.shadowRoot && (await headingIn(element.shadowRoot));
    if (inner) return inner;
  }
  return null;
}
