/**
 * Everything by which results come to a comparison: pasting and dropping anywhere on the view, files with progress and cancel. One thing at a time is
 * read, the others wait in line; what it gives is handed on. Holds no results itself.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ResultRef } from '../results/link/address.ts';
import type { Gathered, OnProgress, Sources } from './compare-sources.ts';

export interface Reading {
  readonly words: string;
  /** 0 … 1, or null where it cannot be told. */
  readonly share: number | null;
}

const NOTHING: Gathered = { found: [], faults: [] };

interface Handlers {
  /** Whether the view is in sight: another one keeps its pastes. */
  isHere(): boolean;
  sources(): Sources;
  take(gathered: Gathered): void;
}

export class CompareIntakeController implements ReactiveController {
  /** Null while nothing is read. */
  reading: Reading | null = null;
  /** Files are held over the view. */
  isOver = false;
  /** What was cancelled, until something else is read. */
  cancelled = false;
  readonly #host: ReactiveControllerHost;
  readonly #handlers: Handlers;
  #abort: AbortController | null = null;
  #line: Promise<void> = Promise.resolve();

  constructor(host: ReactiveControllerHost, handlers: Handlers) {
    this.#host = host;
    this.#handlers = handlers;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('paste', this.#paste);
    document.addEventListener('dragover', this.#over);
    document.addEventListener('dragleave', this.#leave);
    document.addEventListener('drop', this.#drop);
  }

  hostDisconnected(): void {
    document.removeEventListener('paste', this.#paste);
    document.removeEventListener('dragover', this.#over);
    document.removeEventListener('dragleave', this.#leave);
    document.removeEventListener('drop', this.#drop);
    this.cancel();
  }

  /** Takes its turn; resolves when what it gave has been handed on. */
  read(gather: (sources: Sources, signal: AbortSignal, onProgress: OnProgress) => Promise<Gathered>): Promise<void> {
    const turn = this.#line.then(async () => {
      const abort = new AbortController();
      this.#abort = abort;
      this.cancelled = false;
      this.#tell({ words: 'Reading', share: null });
      try {
        this.#handlers.take(
          await gather(this.#handlers.sources(), abort.signal, (share, words) => this.#tell({ share, words })),
        );
      } catch (error) {
        if (!abort.signal.aborted) this.#handlers.take({ found: [], faults: [faultOf(error)] });
        this.cancelled = abort.signal.aborted;
      } finally {
        this.#abort = null;
        this.#tell(null);
      }
    });
    this.#line = turn;
    return turn;
  }

  /** What is no longer wanted when it has been read is not handed on. */
  refs(refs: readonly ResultRef[], isWanted = (): boolean => true): Promise<void> {
    return this.read(async (sources, signal, onProgress) => {
      const gathered = isWanted() ? await sources.fromRefs(refs, signal, onProgress) : NOTHING;
      return isWanted() ? gathered : NOTHING;
    });
  }

  files(files: readonly File[]): Promise<void> {
    return this.read((sources, signal, onProgress) => sources.fromFiles(files, signal, onProgress));
  }

  text(text: string): Promise<void> {
    return this.read((sources, signal, onProgress) => sources.fromText(text, signal, onProgress));
  }

  cancel(): void {
    this.#abort?.abort();
  }

  #tell(reading: Reading | null): void {
    this.reading = reading;
    this.#host.requestUpdate();
  }

  readonly #paste = (event: ClipboardEvent): void => {
    if (!this.#handlers.isHere() || !event.clipboardData || isField(event)) return;
    const { files } = event.clipboardData;
    const text = event.clipboardData.getData('text/plain');
    if (files.length === 0 && text.trim() === '') return;
    event.preventDefault();
    void (files.length > 0 ? this.files([...files]) : this.text(text));
  };

  readonly #over = (event: DragEvent): void => {
    if (!this.#handlers.isHere() || !carries(event)) return;
    event.preventDefault();
    this.#hold(true);
  };

  readonly #leave = (event: DragEvent): void => {
    if (event.relatedTarget === null) this.#hold(false);
  };

  readonly #drop = (event: DragEvent): void => {
    this.#hold(false);
    if (!this.#handlers.isHere() || !event.dataTransfer || !carries(event)) return;
    event.preventDefault();
    const files = [...event.dataTransfer.files];
    const text = event.dataTransfer.getData('text/uri-list') || event.dataTransfer.getData('text/plain');
    if (files.length > 0) void this.files(files);
    else if (text !== '') void this.text(text);
  };

  #hold(isOver: boolean): void {
    if (this.isOver === isOver) return;
    this.isOver = isOver;
    this.#host.requestUpdate();
  }
}

function faultOf(error: unknown): string {
  return `It could not be read: ${error instanceof Error ? error.message : String(error)}.`;
}

/** A paste into a field is for the field. */
function isField(event: Event): boolean {
  return event.composedPath().some((one) => one instanceof HTMLInputElement || one instanceof HTMLTextAreaElement);
}

function carries({ dataTransfer }: DragEvent): boolean {
  const kinds = dataTransfer?.types ?? [];
  return kinds.includes('Files') || kinds.includes('text/uri-list') || kinds.includes('text/plain');
}
