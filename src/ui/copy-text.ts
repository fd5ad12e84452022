/**
 * Puts a text on the clipboard. Browsers keep their clipboard from pages that were opened over plain http, and some from pages inside
 * others; the older command, which copies what is selected, they leave to both. Says nothing; who asks does.
 */

/** Within the shadow trees. */
function focused(): HTMLElement | null {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  return found instanceof HTMLElement ? found : null;
}

/** Copies what stands in a field that is there for a moment (HTML editing APIs, "execCommand"; deprecated, and in every browser). */
function copiedBySelection(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.setAttribute('aria-hidden', 'true');
  Object.assign(field.style, { position: 'fixed', insetBlockStart: '0', opacity: '0' });
  const before = focused();
  document.body.append(field);
  field.select();
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    field.remove();
    before?.focus({ preventScroll: true });
  }
}

/** Whether the text is on the clipboard. To be called on a press of the visitor's; never rejects. */
export async function copyText(text: string): Promise<boolean> {
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (!clipboard) return copiedBySelection(text);
  return clipboard.writeText(text).then(
    () => true,
    () => copiedBySelection(text),
  );
}
