/**
 * A worker's life at the board of calls: take one, run it, hand it back, until sent home. Numbers and the simplest values go back in the
 * call's record; all else, and every error, as a message, which a worker can send although it hears none.
 */
import { unreachable } from '../base/unreachable.ts';
import type { Milliseconds } from '../base/units.ts';
import { fromBytes } from '../memory/value-bytes.ts';
import { GO_HOME, NO_CALL, type CallOutcome, type WorkerBoard } from '../sync/call-board.ts';
import type { CallMessage } from './api.ts';
import type { Callee, CallTable } from './call-table.ts';
import { asThrown } from './thrown.ts';
import { Crash, type WorkerCall } from './worker-call.ts';

/** A lost wake-up costs one slice. */
const SLICE_MS: Milliseconds = 50;

export interface CallLaneParts {
  readonly board: WorkerBoard;
  readonly table: CallTable;
  readonly call: WorkerCall;
  readonly port: MessagePort;
  /** Runs a task of the job that is loaded. */
  readonly runStaged: (task: number) => void;
}

/** A result that fits into a record, beside numbers. */
function simpleOutcome(value: unknown): CallOutcome | null {
  if (value === undefined) return 'undefined';
  if (value === null) return 'null';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  return null;
}

class CallLane {
  readonly #parts: CallLaneParts;

  constructor(parts: CallLaneParts) {
    this.#parts = parts;
  }

  /** Throws `Crash` where a call has ended the worker. */
  serve(): void {
    const { board } = this.#parts;
    board.come();
    for (;;) {
      const slot = board.take(SLICE_MS);
      if (slot === GO_HOME) break;
      if (slot !== NO_CALL) this.#run(slot);
    }
    board.leave();
  }

  #run(slot: number): void {
    const { call } = this.#parts;
    try {
      this.#answer(slot);
    } catch (thrown) {
      if (!call.isCrashing) this.#tellThrown(slot, thrown);
    }
    // Also where the function has caught what was to end it.
    if (call.isCrashing) throw new Crash();
  }

  #answer(slot: number): void {
    const { board, table, call, runStaged } = this.#parts;
    const callee = board.functionOf(slot);
    const form = board.formOf(slot);
    switch (form) {
      case 'numbers':
        return this.#give(slot, this.#callWithNumbers(slot, table.functionAt(callee)));
      case 'bytes':
        return this.#give(slot, table.functionAt(callee)(call, ...this.#lists(slot)));
      case 'columns':
        return this.#runColumns(slot);
      case 'columns of bytes':
        return this.#runColumnsOfBytes(slot);
      case 'staged task':
        return this.#give(slot, runStaged(callee));
      default:
        return unreachable(form);
    }
  }

  /** Spelt out: a list made for each call would cost more than an empty call. */
  #callWithNumbers(slot: number, callee: Callee): unknown {
    const { board, call } = this.#parts;
    switch (board.numbersOf(slot)) {
      case 0:
        return callee(call);
      case 1:
        return callee(call, board.number(slot, 0));
      case 2:
        return callee(call, board.number(slot, 0), board.number(slot, 1));
      case 3:
        return callee(call, board.number(slot, 0), board.number(slot, 1), board.number(slot, 2));
      default:
        return callee(call, board.number(slot, 0), board.number(slot, 1), board.number(slot, 2), board.number(slot, 3));
    }
  }

  /** Copied first: text cannot be read out of shared memory. */
  #lists(slot: number): unknown[] {
    return fromBytes(new Uint8Array(this.#parts.board.bytesOf(slot))) as unknown[];
  }

  /** Results take the place of the first arguments, as long as they are numbers. */
  #runColumns(slot: number): void {
    const { board, table, call } = this.#parts;
    const callee = table.functionAt(board.functionOf(slot));
    const columns = board.columnsOf(slot);
    const count = board.countOf(slot);
    const width = columns.length / count;
    // What came so far, from the first result on that is no number.
    let results: unknown[] | null = null;
    for (let row = 0; row < count; row++) {
      const result =
        width === 1
          ? callee(call, columns[row])
          : callee(call, ...Array.from({ length: width }, (_, place) => columns[place * count + row]));
      if (results) results.push(result);
      else if (typeof result === 'number') columns[row] = result;
      else results = [...columns.subarray(0, row), result];
    }
    if (results) return this.#give(slot, results);
    board.writeOutcome(slot, 'numbers');
    board.handBack(slot);
  }

  #runColumnsOfBytes(slot: number): void {
    const { board, table, call } = this.#parts;
    const callee = table.functionAt(board.functionOf(slot));
    const columns = this.#lists(slot) as unknown[][];
    const results = Array.from({ length: board.countOf(slot) }, (_, row) =>
      callee(call, ...columns.map((column) => column[row])),
    );
    this.#give(slot, results);
  }

  #give(slot: number, value: unknown): void {
    const { board } = this.#parts;
    const outcome = simpleOutcome(value);
    if (typeof value === 'number') board.writeNumber(slot, value);
    else if (outcome) board.writeOutcome(slot, outcome);
    else return this.#tell({ kind: 'call', slot, ended: 'returned', value });
    board.handBack(slot);
  }

  #tellThrown(slot: number, thrown: unknown): void {
    this.#tell({ kind: 'call', slot, ended: 'thrown', thrown: asThrown(thrown) });
  }

  #tell(message: CallMessage): void {
    this.#parts.port.postMessage(message);
  }
}

/** Blocks this thread until the page sends it home. Throws `Crash` where a call has ended the worker. */
export function serveCalls(parts: CallLaneParts): void {
  new CallLane(parts).serve();
}
