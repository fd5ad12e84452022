/** An example of the README, which shows it as it stands below; run by examples.browser.test.ts. */
import { clockFrom } from '../../src/base/clock.ts';
import type { Coroutine } from '../../src/loop/coroutine.ts';
import { EventLoop } from '../../src/loop/event-loop.ts';
import { LoopQueue } from '../../src/loop/locks/queue.ts';
import { runOnPage } from '../../src/loop/on-page.ts';
import { sleep } from '../../src/loop/sleep.ts';
import { TaskGroup } from '../../src/loop/task-group.ts';
import { timeout } from '../../src/loop/timeout.ts';

function* produce(queue: LoopQueue<number>): Coroutine<void> {
  for (const item of [1, 2, 3]) {
    yield* sleep(1);
    yield* queue.put(item);
  }
}
function* consume(queue: LoopQueue<number>): Coroutine<number> {
  let sum = 0;
  for (let taken = 0; taken < 3; taken++) sum += yield* queue.get();
  return sum;
}
function* main(): Coroutine<number> {
  const queue = new LoopQueue<number>({ most: 1 });
  return yield* new TaskGroup().run(function* (group) {
    group.createTask(produce(queue));
    return yield* timeout(5_000).run(() => consume(queue));
  });
}
const loop = new EventLoop({ clock: clockFrom() });
export const result = await runOnPage(loop, main()); // 6
