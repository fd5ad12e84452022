/** An example of the README, which shows it as it stands below; run by examples.browser.test.ts. */
import { clockFrom } from '../../src/base/clock.ts';
import { deferLater, type Deferred } from '../../src/loop/deferred.ts';
import { gatherResults } from '../../src/loop/deferred-list.ts';
import { EventLoop } from '../../src/loop/event-loop.ts';
import { runOnPage } from '../../src/loop/on-page.ts';

const loop = new EventLoop({ clock: clockFrom() });
let tries = 0;

function ask(): Deferred<number> {
  return deferLater(loop, 1, () => {
    if (++tries === 1) throw new RangeError('not yet');
    return tries;
  });
}
function askAgain(): Deferred<number> {
  return ask().addErrback((failure) => {
    failure.trap(RangeError);
    return ask();
  });
}
const both = gatherResults(loop, [askAgain(), askAgain()]).addCallback((answers) => answers.join(' '));
export const result = await runOnPage(loop, both.asFuture()); // '3 2': the first was asked twice
