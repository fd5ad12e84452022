/** A worker that sleeps on whatever number it finds: the classic lost wake-up. */
import { MAILBOX } from '../../../memory/structures.ts';
import { doing, type Puzzle, type Variant } from '../puzzle.ts';

const PATIENCE_MS = 50;

function posted(code: string): Variant {
  return {
    code,
    set(stage) {
      const mailbox = stage.place('mailbox', MAILBOX);
      return {
        prepare() {},
        threads: [doing('awaitOrder', mailbox, 0, PATIENCE_MS), doing('postOrder', mailbox)],
        words: [
          { name: 'number of orders', at: mailbox, reading: 'number' },
          { name: 'the worker’s state', at: mailbox + 4, reading: 'number' },
        ],
      };
    },
  };
}

export default {
  title: 'Sleeping on the news',
  threads: 2,
  about:
    'Thread 1 is a worker that waits for an order. It looks at the number of orders, finds none, reads the number again and sleeps for as long as it stays the same. Thread 2 posts an order and wakes it.',
  task: 'Make the worker sleep although its order has been posted, and nobody left to wake it.',
  goal: 'stuck',
  reached: 'The order is there, the wake-up is spent, and the worker sleeps: nobody will ever wake it.',
  never: 'leaves the worker asleep',
  played: posted('orders.mailbox-sleeps-on-news'),
  mended: posted('orders'),
  why: [
    'A wake-up is not kept: it reaches those who sleep at that moment. If the order comes between the look and the sleep, the wake-up finds nobody, and the worker goes to sleep on the new number as if it were the old one.',
    'To go to sleep is a compare as well: sleep only while the word is still what I saw when I decided to. The real mailbox compares with the number that it looked at; then an order in between keeps it awake.',
  ],
  guard: {
    file: 'sync/mailbox.ts',
    line: 'atomic.wait<i32>(mailbox + ORDER, seen, <i64>sliceMs * NS_PER_MS);',
  },
} satisfies Puzzle;
