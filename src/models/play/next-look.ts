/** When the page looks at a play again that goes on elsewhere: with the next frame where it is drawn, else by a timer. */
import type { Milliseconds } from '../../base/units.ts';

/** Frames stop in a hidden page. */
const UNDRAWN_MS: Milliseconds = 50;

/** Resolves once, with the next frame where `drawn`, or after a while. */
export function nextLook(drawn: boolean): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, UNDRAWN_MS);
    const frame = drawn ? requestAnimationFrame(done) : 0;
    function done(): void {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
      resolve();
    }
  });
}
