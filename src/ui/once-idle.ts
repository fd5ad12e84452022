/** Work that can wait until the page stands and has nothing else to do. */

/** Who presses a button at once should find the page free. */
const REST_MS = 700;

/** Where a browser cannot tell when it is idle (Safari), after the rest alone. */
export function onceIdle(work: () => void): void {
  setTimeout(() => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: 2_000 });
    else work();
  }, REST_MS);
}
