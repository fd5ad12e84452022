/** An example of the README, which shows it as it stands below; run by examples.browser.test.ts. */
import { clockFrom } from '../../src/base/clock.ts';
import { Channel } from '../../src/greenlets/channel.ts';
import { Hub } from '../../src/greenlets/hub.ts';
import type { Switching } from '../../src/greenlets/strand.ts';
import { EventLoop } from '../../src/loop/event-loop.ts';
import { runOnPage } from '../../src/loop/on-page.ts';

const loop = new EventLoop({ clock: clockFrom() });
const hub = new Hub(loop);
const pings = new Channel<number>(hub, 0);

function* ping(): Switching<void> {
  for (const number of [1, 2, 3]) {
    yield* hub.sleep(1);
    yield* pings.put(number); // waits until pong takes it: a switch to the hub
  }
}
function* pong(): Switching<number> {
  let sum = 0;
  for (let taken = 0; taken < 3; taken++) sum += yield* pings.get();
  return sum;
}
hub.spawn(ping);
export const result = await runOnPage(loop, hub.spawn(pong).outcome); // 6
