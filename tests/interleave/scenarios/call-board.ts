/**
 * Calls at the board of an executor: each is run once or cancelled, its result is there when the page is told, nobody sleeps
 * while there is something to do, and an order to go home is heard. The page is the last thread, as in src/sync/call-board.ts.
 */
import { CALL, CALL_BOARD, callBoardStructure } from '../../../src/memory/structures.ts';
import type { Port } from '../../../src/interleave/port.ts';
import { call, increment, scenario } from '../../../src/interleave/scenario.ts';

const SLOTS = 2;
const NO_CALL = -1;
const GO_HOME = -2;
const SLICE_MS = 50;
const CANCELLED = 3;
/** In the header of the board. */
const ARMED = 128;
/** In a record, whose first word is its state: the call behind it; what the page writes before it posts, and what the worker writes before it hands back. */
const NEXT = 4;
const ARGUMENT = 32;
const RESULT = 40;

const recordAt = (board: number, slot: number): number => board + CALL_BOARD.BYTES + slot * CALL.BYTES;

/** Takes calls until it has run `most` or is sent home; `ran` counts, for each slot, how often it was run. */
function work(port: Port, board: number, desk: number, ran: readonly number[], most = Infinity): void {
  for (let left = most; left > 0;) {
    const slot = call(port.call, 'awaitCall', board, desk, SLICE_MS);
    if (slot === GO_HOME) return;
    if (slot === NO_CALL) continue;
    const record = recordAt(board, slot);
    port.store(record + RESULT, port.load(record + ARGUMENT) * 2);
    increment(port, ran[slot] ?? 0);
    call(port.call, 'handBack', board, desk, slot);
    left -= 1;
  }
}

function post(port: Port, board: number, desk: number, slot: number, argument: number): void {
  port.store(recordAt(board, slot) + ARGUMENT, argument);
  call(port.call, 'postCall', board, desk, slot);
}

/** Gives every call that came back to `onBack`, until `count` have. Sleeps, as the page does, where there is nothing. */
function collect(port: Port, board: number, desks: number, count: number, onBack: (slot: number) => void): void {
  for (let back = 0; back < count;) {
    const before = back;
    for (let desk = 0; desk < desks; desk++) {
      let slot = call(port.call, 'takeFinished', board, desk);
      for (; slot !== NO_CALL; slot = port.load(recordAt(board, slot) + NEXT) - 1) {
        onBack(slot);
        back += 1;
      }
    }
    port.check(back <= count, 'a call came back twice');
    if (back > before || call(port.call, 'armBoard', board) === 0) continue;
    while (port.point(board + ARMED) === 1) port.yield();
  }
}

interface Posting {
  readonly name: string;
  readonly workers: number;
  /** Slot and desk of each call, in order. */
  readonly calls: readonly (readonly [slot: number, desk: number])[];
  /** The page collects after each, so that a slot is used again. */
  readonly oneByOne?: boolean;
  /** Each worker runs so many and leaves by itself. */
  readonly each?: number;
  readonly first?: number;
}

/** The page posts, the workers run, the page sees every result and sends them home. */
const posting = ({ name, workers, calls, oneByOne = false, first = 0, each = Infinity }: Posting) =>
  scenario({
    name: `call board: ${name}`,
    threads: workers + 1,
    page: 1,
    build(stage) {
      const board = stage.place('board', callBoardStructure(SLOTS, workers));
      const ran = Array.from({ length: SLOTS }, (_, slot) => stage.word(`runs of slot ${slot}`));
      const worker =
        (desk: number) =>
        (port: Port): void =>
          work(port, board, desk, ran, each);
      const page = (port: Port): void => {
        const seen = (slot: number, argument: number): void =>
          port.check(port.load(recordAt(board, slot) + RESULT) === 2 * argument, 'the result is not there');
        for (const [number, [slot, desk]] of calls.entries()) {
          post(port, board, desk, slot, number + 1);
          if (oneByOne) collect(port, board, workers, 1, (back) => seen(back, number + 1));
        }
        const argumentOf = (slot: number): number => calls.findIndex(([used]) => used === slot) + 1;
        if (!oneByOne) collect(port, board, workers, calls.length, (back) => seen(back, argumentOf(back)));
        if (each === Infinity) call(port.call, 'sendHome', board);
      };
      return {
        prepare(calls) {
          call(calls, 'initCallBoard', board, SLOTS, workers, first);
          call(calls, 'useDesks', board, workers);
        },
        run: [...Array.from({ length: workers }, (_, desk) => worker(desk)), page],
        ending(check, look) {
          const runs = ran.map(look).reduce((sum, count) => sum + count);
          check(runs === calls.length, `${calls.length} calls were run ${runs} times`);
        },
      };
    },
  });

/** The page posts a call and takes it back at once: it is run or cancelled, never both or neither, and the slot comes back. */
const cancelling = (workers: number, calls: number) =>
  scenario({
    name: `call board: ${calls} posted, the last cancelled at once, ${workers} ${workers === 1 ? 'worker' : 'workers'}`,
    threads: workers + 1,
    page: 1,
    build(stage) {
      const board = stage.place('board', callBoardStructure(SLOTS, workers));
      const ran = Array.from({ length: SLOTS }, (_, slot) => stage.word(`runs of slot ${slot}`));
      const cancelled = stage.word('cancelled');
      const last = calls - 1;
      const page = (port: Port): void => {
        for (let slot = 0; slot < calls; slot++) post(port, board, 0, slot, 1);
        const won = call(port.call, 'cancelCall', board, last);
        port.store(cancelled, won);
        collect(port, board, workers, calls, (slot) => {
          const isCancelled = port.load(recordAt(board, slot)) === CANCELLED;
          port.check(isCancelled === (slot === last && won !== 0), 'the wrong call came back as cancelled');
        });
        call(port.call, 'sendHome', board);
      };
      return {
        prepare(exports) {
          call(exports, 'initCallBoard', board, SLOTS, workers, 0);
          call(exports, 'useDesks', board, workers);
        },
        run: [...Array.from({ length: workers }, (_, desk) => (port: Port) => work(port, board, desk, ran)), page],
        ending(check, look) {
          check(look(ran[last] ?? 0) + look(cancelled) === 1, 'it was run and cancelled, or neither');
        },
      };
    },
  });

/** Nothing to do, and the order to go home whenever it comes. */
const goingHome = (workers: number) =>
  scenario({
    name: `call board: ${workers} ${workers === 1 ? 'worker' : 'workers'} with nothing to do, sent home`,
    threads: workers + 1,
    page: 1,
    build(stage) {
      const board = stage.place('board', callBoardStructure(SLOTS, workers));
      return {
        prepare(exports) {
          call(exports, 'initCallBoard', board, SLOTS, workers, 0xffff_ffff);
          call(exports, 'useDesks', board, workers);
        },
        run: [
          ...Array.from({ length: workers }, (_, desk) => (port: Port) => work(port, board, desk, [])),
          (port: Port) => void call(port.call, 'sendHome', board),
        ],
      };
    },
  });

/** A desk that comes into use while a worker looks for work at the others. */
const addedDesk = scenario({
  name: 'call board: a call posted at a desk that has just come into use is found by the worker of another',
  threads: 2,
  page: 1,
  build(stage) {
    const board = stage.place('board', callBoardStructure(SLOTS, 2));
    const ran = [stage.word('runs of slot 0')];
    return {
      prepare(exports) {
        call(exports, 'initCallBoard', board, SLOTS, 2, 0);
        call(exports, 'useDesks', board, 1);
      },
      run: [
        (port) => work(port, board, 0, ran),
        (port) => {
          call(port.call, 'useDesks', board, 2);
          post(port, board, 1, 0, 1);
          collect(port, board, 2, 1, () => {});
          call(port.call, 'sendHome', board);
        },
      ],
      ending: (check, look) => check(look(ran[0] ?? 0) === 1, 'it was not run once'),
    };
  },
});

export default [
  posting({ name: 'two calls, one worker', workers: 1, calls: [[0, 0], [1, 0]] }), // prettier-ignore
  posting({ name: 'a slot used twice, across the wrap', workers: 1, calls: [[0, 0], [0, 0]], oneByOne: true, first: 0xffff_ffff }), // prettier-ignore
  posting({ name: 'a call, two workers', workers: 2, calls: [[0, 0]] }), // prettier-ignore
  posting({ name: 'two calls at one desk, two workers, one steals', workers: 2, calls: [[0, 0], [1, 0]], each: 1 }), // prettier-ignore
  cancelling(1, 1),
  cancelling(1, 2),
  cancelling(2, 1),
  goingHome(1),
  goingHome(2),
  addedDesk,
];
