/**
 * A worker's life with a memory of its own: tasks come as messages, results leave as messages, nothing is
 * shared. This is the form that stands for processes.
 */
import type { Clock } from '../base/clock.ts';
import type { Task } from '../programs/index.ts';
import type { CallRequest, FaultMessage, ResultMessage, TaskMessage } from './api.ts';
import { runTask, type LoadedJob } from './job.ts';

/** The bytes of these items, copied out of the memory: a new, unshared array, which the browser may move. */
export function copiedOut(
  { setup: { itemBytes }, memory, plan }: LoadedJob,
  { start, end }: Task,
): Uint8Array<ArrayBuffer> {
  const output = new Uint8Array(memory.buffer, plan.output.at, plan.output.bytes);
  const bytes = new Uint8Array((end - start) * itemBytes);
  bytes.set(output.subarray(start * itemBytes, end * itemBytes));
  return bytes;
}

/** Computes one task and copies its bytes out of the memory, for the message. */
export function compute(job: LoadedJob, message: TaskMessage, clock: Clock): ResultMessage {
  const start = clock.now();
  runTask(job, message);
  const end = clock.now();
  const bytes = copiedOut(job, message);
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
