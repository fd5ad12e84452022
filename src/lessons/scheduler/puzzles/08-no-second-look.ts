/** An event whose waiter looks once, outside the gate. */
import { call } from '../../../interleave/scenario.ts';
import { EVENT } from '../../../memory/structures.ts';
import { doing, ME, type Puzzle, type Variant } from '../puzzle.ts';
import { gateWords, threadWords } from '../words-of-memory.ts';

function awaited(code: string): Variant {
  return {
    code,
    set(stage) {
      const event = stage.place('event', EVENT);
      return {
        prepare: (calls) => call(calls, 'initEvent', event),
        threads: [doing('waitEvent', event, ME, Infinity), doing('setEvent', event, ME)],
        words: [
          { name: 'the event', at: event, reading: 'flag' },
          ...gateWords('the event', event + 8, event + 16),
          ...threadWords(stage.threads),
        ],
      };
    },
  };
}

export default {
  title: 'No second look',
  threads: 2,
  about:
    'Thread 1 waits for an event, thread 2 sets it and wakes all who stand in line. Who waits looks at the event, goes through the gate, joins the line and sleeps.',
  task: 'Make thread 1 sleep although the event is set.',
  goal: 'stuck',
  reached: 'The event is set, the line was emptied before thread 1 joined it, and thread 1 sleeps for ever.',
  never: 'leaves anybody asleep',
  played: awaited('event.event-no-second-look'),
  mended: awaited('event'),
  why: [
    'The look was taken before the gate. While thread 1 stood there, thread 2 went through, set the event and emptied the line. What thread 1 had seen was old when it joined.',
    'The real event looks twice: once outside, because that is cheap, and once inside the gate, because only there nobody can set it meanwhile. What you decide on has to be looked at under the lock that protects it.',
  ],
  guard: { file: 'sync/event.ts', line: 'const set = isEventSet(event);' },
} satisfies Puzzle;
