/**
 * Calls that come to a worker by message, one after the other: takes each, unless the page has taken it back meanwhile, runs it and sends
 * what came of it. Answers every call it has taken exactly once, but for one that ends the worker.
 */
import { unreachable } from '../base/unreachable.ts';
import type { Clock } from '../base/clock.ts';
import { takeCall } from '../sync/claims.ts';
import type { AnswerMessage, CallRequest } from './api.ts';
import type { CallTable, Callee } from './call-table.ts';
import { demandShared, movableIn } from './payload.ts';
import { asThrown } from './thrown.ts';
import type { WorkerCall } from './worker-call.ts';

export interface CallLaneParts {
  readonly port: MessagePort;
  readonly table: CallTable;
  readonly call: WorkerCall;
  /** Who has what was sent ahead; null where nothing can be taken back. */
  readonly claims: Int32Array<ArrayBufferLike> | null;
  readonly clock: Clock;
}

function resultOf(callee: Callee, call: WorkerCall, { args, count }: CallRequest): unknown {
  if (count === null) return callee(call, ...args);
  const columns = args as readonly (readonly unknown[])[];
  return Array.from({ length: count }, (_, row) => callee(call, ...columns.map((column) => column[row])));
}

/** What `postMessage` has to move. Throws where the result may not be sent this way. */
function movedOf(value: unknown, payload: CallRequest['payload']): ArrayBuffer[] {
  switch (payload) {
    case 'clone':
      return [];
    case 'transfer':
      return movableIn(value);
    case 'shared':
      demandShared(value);
      return [];
    default:
      return unreachable(payload);
  }
}

/** Runs one call and answers it. */
export function answerCall({ port, table, call, claims, clock }: CallLaneParts, request: CallRequest): void {
  const { id, claim, payload } = request;
  if (claims && claim !== null && !takeCall(claims, claim, id)) return;
  const start = clock.now();
  const answer = (ending: Ending, moved: ArrayBuffer[]): void =>
    port.postMessage({ kind: 'answer', id, tookMs: clock.now() - start, ...ending } satisfies AnswerMessage, moved);
  try {
    const value = resultOf(table.functionAt(request.callee), call, request);
    // Also where the function has caught what was to end it.
    if (!call.isCrashing) answer({ ended: 'returned', value }, movedOf(value, payload));
  } catch (thrown) {
    // From the function, or from a result that cannot be cloned: a getter of it may even have ended the worker.
    if (!call.isCrashing) answer({ ended: 'thrown', thrown: asThrown(thrown) }, []);
  }
}

type Ending =
  | { readonly ended: 'returned'; readonly value: unknown }
  | { readonly ended: 'thrown'; readonly thrown: ReturnType<typeof asThrown> };
