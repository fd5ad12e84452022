/**
 * A future is asked whether it is done: right after the call was handed over, again when the call should have ended, and once its
 * result has been fetched.
 */
import { NOTHING_SHARED, type Program } from './index.ts';
import { isDone, join, print, sleep, spawn } from './operations.ts';

const MESSAGE = 42;
/** The one who asks sleeps longer than the call, so that only a busy machine could make the second answer a no. */
const PATIENCE = 1.5;

const ASKED = ['Done at once?', 'Done after a while?', 'Done with its result here?'] as const;
const answered = (question: string, done: boolean): string => `${question} ${done ? 'yes' : 'no'}`;
const RESULT = `Its message: ${MESSAGE}`;

export default {
  id: 'future-done',
  title: 'a future: not done, then done',
  from: 'E',
  notice:
    'Who hands a call over gets a future at once and may ask it at any time. Played in turn the call is over before the question comes. The original sleeps for 5 s.',
  parameters: [{ name: 'wait', unit: 'ms', usual: 100, least: 1, most: 2_000 }],
  resources: NOTHING_SHARED,
  computes: false,
  threads: () => 1,
  bodies: {
    *main(wait = 1) {
      const future = yield* spawn('late', wait, MESSAGE);
      yield* print(answered(ASKED[0], yield* isDone(future)));
      yield* sleep(PATIENCE * wait);
      yield* print(answered(ASKED[1], yield* isDone(future)));
      const message = yield* join(future);
      yield* print(`Its message: ${message}`);
      yield* print(answered(ASKED[2], yield* isDone(future)));
      return message;
    },
    *late(wait = 1, message = 0) {
      yield* sleep(wait);
      return message;
    },
  },
  /** When it is done is a matter of time; that it stays done, and is once its result is there, is not. */
  check({ lines, result }) {
    if (result !== MESSAGE) return `the message came back as ${result}, not ${MESSAGE}`;
    if (lines.length !== 4) return `${lines.length} lines were printed, not 4`;
    if (lines[2] !== RESULT) return `"${lines[2]}" was printed where "${RESULT}" was due`;
    const answers = [lines[0], lines[1], lines[3]].map((line, asked) =>
      [false, true].find((done) => line === answered(ASKED[asked] ?? '', done)),
    );
    if (answers.includes(undefined)) return 'an answer of the future is missing or is neither yes nor no';
    if (answers[2] !== true) return 'the future was not done although its result was there';
    return answers[0] && !answers[1] ? 'the future was done and later was not' : null;
  },
} satisfies Program;
