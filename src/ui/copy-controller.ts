/**
 * Copies a text for the visitor and says what became of it. Where the browser refuses its clipboard the field that holds the text is selected
 * instead, so that the visitor's own Copy takes it. Knows nothing of what is copied.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { copyText } from './copy-text.ts';

export class CopyController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  /** What became of the last copy; empty before the first. */
  said = '';

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.said = '';
  }

  forget(): void {
    this.said = '';
  }

  /** `what` begins the sentence: "The link". */
  async copy(text: string, what: string, field: HTMLTextAreaElement | null): Promise<void> {
    if (await copyText(text)) {
      this.said = `${what} is copied.`;
    } else {
      field?.focus();
      field?.select();
      this.said = field
        ? `This browser did not let the page copy. ${what} is selected: copy it yourself, with Ctrl+C, ⌘C or a long press.`
        : `This browser did not let the page copy.`;
    }
    this.#host.requestUpdate();
  }
}
