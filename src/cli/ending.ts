/**
 * The two reasons to end a run early, Ctrl-C and the time limit, and the guard for a page that does not answer them.
 */

export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** How long a stopped page may take to hand over what it has. */
const ANSWER_MS = 10_000;

/** npm hands on a signal that the terminal or the batch system has sent to all of a job: one wish to stop arrives twice. */
const SAME_WISH_MS = 1_000;

export interface Ending<Value> {
  /** Follows the run; rejects with `NoAnswer` where a stopped run stays silent. */
  readonly outcome: Promise<Value>;
  /** Releases timers and signals. */
  release(): void;
}

/** Watches a run: stops it once, on an interrupt or after `limitMs`. A second interrupt, a second later or more, ends the process. */
export function endWhenAsked<Value>(
  run: Promise<Value>,
  stop: () => Promise<void>,
  limitMs: number,
  say: (line: string) => void,
): Ending<Value> {
  const timers: NodeJS.Timeout[] = [];
  let asked = false;
  let impatient = false;
  let giveUp: (reason: NoAnswer) => void = () => {};
  const silent = new Promise<never>((_, reject) => (giveUp = reject));
  const end = (reason: string) => {
    if (asked) return;
    asked = true;
    say(reason);
    // A page that crashed cannot be asked; its run has rejected by itself, or the timer below speaks for it.
    stop().catch(() => {});
    timers.push(setTimeout(() => (impatient = true), SAME_WISH_MS));
    timers.push(setTimeout(() => giveUp(new NoAnswer('the page did not answer the request to stop')), ANSWER_MS));
  };
  const interrupted = () => (impatient ? process.exit(1) : end('stopping …'));
  timers.push(setTimeout(() => end(`stopping: no result within ${limitMs / 60_000} min`), limitMs));
  process.on('SIGINT', interrupted).on('SIGTERM', interrupted);
  return {
    outcome: Promise.race([run, silent]),
    release() {
      for (const timer of timers) clearTimeout(timer);
      process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    },
  };
}
