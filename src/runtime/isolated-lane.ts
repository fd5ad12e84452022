/**
 * A worker's life with a memory of its own: tasks come as messages, results leave as messages, nothing is
 * shared. This is the form that stands for processes.
 */
import type { Clock } from '../base/clock.ts';
import type { Task } from '../programs/index.ts';
import type { CallRequest, FaultMessage, ResultMessage, TaskMessage } from './api.ts';
import { give, placesOf, runTask, type LoadedJob } from './job.ts';

/** The bytes of these items after a step, copied out of the memory: a new, unshared array, which the browser may move. */
export function copiedOut(job: LoadedJob, { start, end }: Task, step = job.setup.steps - 1): Uint8Array<ArrayBuffer> {
  const { itemBytes } = job.setup;
  const bytes = new Uint8Array((end - start) * itemBytes);
  const at = placesOf(job, step).to + start * itemBytes;
  bytes.set(new Uint8Array(job.memory.buffer, at, bytes.length));
  return bytes;
}

/** A task as it comes in a message; without a step it is of the first. */
export type AskedTask = Pick<TaskMessage, 'task' | 'start' | 'end'> & Partial<Pick<TaskMessage, 'step' | 'given'>>;

/** Computes one task and copies its bytes out of the memory, for the message. */
export function compute(job: LoadedJob, message: AskedTask, clock: Clock): ResultMessage {
  const { step = 0, given } = message;
  if (given) give(job, step, given);
  const start = clock.now();
  runTask(job, message, step);
  const end = clock.now();
  const bytes = copiedOut(job, message, step);
  return { kind: 'result', task: message.task, bytes, start, end, copied: clock.now() };
}

/** Answers every task message on `port` with its result or its fault; a call is a matter of `onCall`. */
export function answerTasks(
  port: MessagePort,
  current: () => LoadedJob | undefined,
  clock: Clock,
  onCall: (request: CallRequest) => void,
): void {
  port.onmessageerror = () => {
    // An error of the worker that nobody catches: the page then knows that it is lost.
    throw new Error('a message could not be read');
  };
  port.onmessage = ({ data }: MessageEvent<TaskMessage | CallRequest>) => {
    if ('kind' in data) return onCall(data);
    const job = current();
    try {
      if (!job) throw new Error('no job is loaded');
      const result = compute(job, data, clock);
      port.postMessage(result, [result.bytes.buffer]);
    } catch (error) {
      const fault: FaultMessage = { kind: 'fault', task: data.task, message: String(error) };
      port.postMessage(fault);
    }
  };
}
