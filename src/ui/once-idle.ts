/** Work that can wait until the page stands and has nothing else to do. */

/** Where a browser cannot tell when it is idle (Safari), after a painted frame and what was waiting then. */
export function onceIdle(work: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: 2_000 });
  else requestAnimationFrame(() => setTimeout(work));
}
