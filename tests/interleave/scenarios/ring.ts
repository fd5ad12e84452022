/** One thread waits for many things at an event count, and bytes go through a ring: nothing is slept through or overwritten. */
import { EVENT_COUNT, RING } from '../../../src/memory/structures.ts';
import { OUTCOME } from '../../../src/sync/outcome.ts';
import type { Port } from '../../../src/interleave/port.ts';
import { call, scenario } from '../../../src/interleave/scenario.ts';

/** Waits as a rank does: reads the count, looks, and sleeps only where there was nothing. */
function until(port: Port, me: number, events: number, spins: number, holds: () => boolean): void {
  for (;;) {
    const seen = call(port.call, 'readEventCount', events);
    if (holds()) return;
    const outcome = call(port.call, 'awaitEventCount', events, me, seen, spins, Infinity);
    port.check(outcome === OUTCOME.DONE, `a wait without end answered ${outcome}`);
  }
}

const twoSources = scenario({
  name: 'event count: its owner waits for two threads at once, hears of both, and sees what each wrote before',
  threads: 3,
  build(stage) {
    const events = stage.place('events', EVENT_COUNT);
    const [owner = 0] = stage.threads;
    const data = [stage.word('first'), stage.word('second')] as const;
    const flags = [stage.word('first is there'), stage.word('second is there')] as const;
    const source =
      (place: 0 | 1) =>
      (port: Port): void => {
        port.store(data[place], 7);
        port.atomicStore(flags[place], 1);
        call(port.call, 'advanceEventCount', events);
      };
    return {
      prepare: (calls) => call(calls, 'initEventCount', events, owner),
      run: [
        (port, me) => {
          until(port, me, events, 0, () => flags.every((flag) => port.point(flag) === 1));
          for (const word of data) port.check(port.load(word) === 7, 'what was written before is not seen');
        },
        source(0),
        source(1),
      ],
    };
  },
});

const throughRing = scenario({
  name: 'ring: three words through a ring of two arrive in order and whole, writer and reader asleep or awake',
  threads: 2,
  build(stage) {
    const ring = stage.place('ring', RING);
    const [writer = 0, reader = 0] = stage.threads;
    const ofWriter = stage.place('of the writer', EVENT_COUNT);
    const ofReader = stage.place('of the reader', EVENT_COUNT);
    const slots = [stage.word('slot 1'), stage.word('slot 2')];
    const slot = (index: number): number => slots[index % 2] ?? 0;
    return {
      prepare(calls) {
        call(calls, 'initRing', ring);
        call(calls, 'initEventCount', ofWriter, writer);
        call(calls, 'initEventCount', ofReader, reader);
      },
      run: [
        (port, me) => {
          for (let index = 0; index < 3; index++) {
            until(port, me, ofWriter, 1, () => call(port.call, 'ringFilled', ring) < 8);
            port.store(slot(index), 10 + index);
            call(port.call, 'publishRing', ring, 4, ofReader);
          }
        },
        (port, me) => {
          for (let index = 0; index < 3; index++) {
            until(port, me, ofReader, 1, () => call(port.call, 'ringFilled', ring) >= 4);
            port.check(port.load(slot(index)) === 10 + index, 'a word was lost, doubled or torn');
            call(port.call, 'consumeRing', ring, 4, ofWriter);
          }
        },
      ],
    };
  },
});

const stopped = scenario({
  name: 'event count: the page’s stop ends the wait, whenever it comes, unless something has happened',
  threads: 3,
  page: 1,
  build(stage) {
    const events = stage.place('events', EVENT_COUNT);
    const [owner = 0] = stage.threads;
    return {
      prepare: (calls) => call(calls, 'initEventCount', events, owner),
      run: [
        (port, me) => {
          for (let happened = 0; ; happened++) {
            const seen = call(port.call, 'readEventCount', events);
            const outcome = call(port.call, 'awaitEventCount', events, me, seen, 1, Infinity);
            if (outcome === OUTCOME.STOPPED) return;
            port.check(outcome === OUTCOME.DONE && happened === 0, `answered ${outcome}`);
          }
        },
        (port) => void call(port.call, 'advanceEventCount', events),
        (port) => void call(port.call, 'stopThread', owner),
      ],
    };
  },
});

export default [twoSources, throughRing, stopped];
