/** Waiting for the screen: what was changed is to be seen before something heavy begins. */

/** A frame takes a sixtieth of a second; a page out of sight has none. */
const LONGEST_MS = 100;

/** Resolves once what has been changed so far is painted, or after a tenth of a second. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, LONGEST_MS);
    // Frames are painted after these calls: the next turn comes when that is done.
    requestAnimationFrame(() =>
      setTimeout(() => {
        clearTimeout(late);
        resolve();
      }),
    );
  });
}
