/** Why something cannot be kept, read or removed, as a sentence that says what is and what to do. Knows the browser's names of errors. */

export type StoreTrouble =
  /** The browser gives this page no storage. */
  | 'forbidden'
  | 'full'
  /** Another tab holds an older form of the database open. */
  | 'blocked'
  /** The database was written by a newer version of the lab. */
  | 'newer'
  /** No answer in time. */
  | 'slow'
  | 'failed';

const SENTENCES: Readonly<Record<Exclude<StoreTrouble, 'failed'>, string>> = {
  forbidden:
    'The browser gives this page no storage, as in some private windows or where site data is blocked, so nothing is kept here. Measuring goes on; download or share a result to keep it.',
  full: 'The storage that the browser gives this page is full, so this is not kept. Measuring goes on; delete older results in History to make room, or download the result.',
  blocked:
    'Another tab with an older version of this lab holds the kept results. Close that tab, or reload it, then try again.',
  newer:
    'The kept results were written by a newer version of this lab. Reload the page to get that version; nothing is lost.',
  slow: 'The browser’s storage does not answer. Reload the page, or restart the browser; what is kept there is not lost.',
};

export class StoreFault extends Error {
  override readonly name = 'StoreFault';
  readonly trouble: StoreTrouble;

  constructor(trouble: StoreTrouble, detail = '') {
    super(
      trouble === 'failed'
        ? `The browser’s storage failed${detail ? ` (${detail})` : ''}. Try again, or reload the page.`
        : SENTENCES[trouble],
    );
    this.trouble = trouble;
  }
}

/** Names of `DOMException`s: Indexed Database API 3.0, section 3; `InvalidStateError` on opening is Firefox's private window. */
const TROUBLES: Readonly<Record<string, StoreTrouble>> = {
  SecurityError: 'forbidden',
  NotAllowedError: 'forbidden',
  QuotaExceededError: 'full',
  VersionError: 'newer',
};

function nameOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : '';
}

/** Of whatever was thrown. */
export function storeFault(error: unknown): StoreFault {
  if (error instanceof StoreFault) return error;
  return new StoreFault(TROUBLES[nameOf(error)] ?? 'failed', error instanceof Error ? error.message.slice(0, 120) : '');
}

/** Inside a page of another site Chromium says "The user denied permission to access the database", as an `UnknownError`. */
function isDenied(error: unknown): boolean {
  return nameOf(error) === 'UnknownError' && error instanceof Error && /denied permission/i.test(error.message);
}

/** Of an error on the way to an open database. */
export function openingFault(error: unknown): StoreFault {
  if (nameOf(error) === 'InvalidStateError' || isDenied(error)) return new StoreFault('forbidden');
  return storeFault(error);
}

/** The connection was closed under the work: by a newer version, by who cleared the site's data, by the browser. */
export function isClosed(error: unknown): boolean {
  return nameOf(error) === 'InvalidStateError';
}
