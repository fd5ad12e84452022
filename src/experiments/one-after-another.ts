/** Runs of this page, of whatever kind, one after another: the closing workers of the last one would disturb the next. */

/** Settles when the workers of the last run are gone. */
let last: Promise<void> = Promise.resolve();

/** Begins once the last run has ended; resolves as `run` does, which never rejects. */
export function afterTheLast(run: () => Promise<void>): Promise<void> {
  last = last.then(run);
  return last;
}
