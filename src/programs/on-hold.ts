/**
 * A call to a travel agency that puts one on hold, and an email that has to be written: the example by which one introduction tells
 * asynchronous from synchronous, as another does with boiling water and dishes. Writing is computing, a paragraph at a time, and
 * after each the writer looks up for as long as a glance at the telephone takes.
 */
import { NOTHING_SHARED, type Program } from './index.ts';
import { compute, join, print, sleep, spawn } from './operations.ts';
import { firstOf } from './parts/all-tasks.ts';
import { lineFault } from './parts/expected-lines.ts';

const PARAGRAPHS = 5;

const CALL = ['On hold', 'The trip is booked'] as const;
const EMAIL = ['The email is begun', 'The email is sent'] as const;

export default {
  id: 'on-hold',
  title: 'on hold with a travel agency',
  from: 'C, E',
  notice:
    'In turn nothing is written while one is on hold. One person who writes meanwhile is concurrency; a friend who makes the call, on another core, is parallelism.',
  parameters: [
    { name: 'hold', unit: 'ms', usual: 120, least: 1, most: 2_000 },
    { name: 'items', unit: 'items', usual: 4_096, least: 5, most: 60_000 },
  ],
  resources: NOTHING_SHARED,
  computes: true,
  threads: () => 2,
  bodies: {
    *main(hold = 1, items = PARAGRAPHS) {
      const call = yield* spawn('call', hold);
      const email = yield* spawn('email', items);
      yield* join(call);
      return yield* join(email);
    },
    *call(hold = 1) {
      yield* print(CALL[0]);
      yield* sleep(hold);
      yield* print(CALL[1]);
      return 0;
    },
    *email(items = PARAGRAPHS) {
      yield* print(EMAIL[0]);
      for (let paragraph = 0; paragraph < PARAGRAPHS; paragraph++) {
        yield* compute(firstOf(paragraph, PARAGRAPHS, items), firstOf(paragraph + 1, PARAGRAPHS, items));
        yield* sleep(0);
      }
      yield* print(EMAIL[1]);
      return items;
    },
  },
  check(printout) {
    const [, items] = printout.args;
    if (printout.result !== items) return `${printout.result} items were computed, not ${items ?? 0}`;
    return lineFault(printout, { tasks: [CALL, EMAIL] });
  },
} satisfies Program;
