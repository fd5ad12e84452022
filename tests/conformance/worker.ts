/**
 * A worker that belongs to a test and to no pool: attaches to a memory it is handed, and runs one body after another.
 * Blocks while it runs one, as workers do.
 */
import { clockFrom } from '../../src/base/clock.ts';
import { instantiate } from '../../src/runtime/instance.ts';
import { blockingThread } from '../../src/sync/blocking-thread.ts';
import type { Thread } from '../../src/sync/thread.ts';
import { bodies } from './bodies/index.ts';
import { failure, partOf, type Assignment, type Ending } from './part.ts';

/** The first message: what to attach to. */
export interface Attachment {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** The record of this thread. */
  readonly at: number;
  readonly origin: number;
  /** The page cannot watch a word: tell it by message whom of its threads was signalled. */
  readonly announce: boolean;
}

export type FromWorker = { readonly kind: 'ready' } | { readonly kind: 'ended'; readonly ending: Ending } | Signalled;
export interface Signalled {
  readonly kind: 'signalled';
  readonly thread: number;
}

let thread: Thread<'blocking'> | undefined;
let attachment: Attachment | undefined;

function say(message: FromWorker): void {
  self.postMessage(message);
}

async function attach(to: Attachment): Promise<void> {
  const clock = clockFrom(to.origin);
  const host = {
    now: () => clock.now(),
    announce: (at: number) => (to.announce ? say({ kind: 'signalled', thread: at }) : undefined),
  };
  thread = blockingThread((await instantiate(to.module, to.memory, host)).sync, to.at);
  attachment = to;
  say({ kind: 'ready' });
}

function perform(assignment: Assignment): Ending {
  if (!thread || !attachment) return failure(new Error('the worker was asked to run before it was attached'));
  const body = bodies[assignment.body];
  if (!body) return failure(new Error(`no body is called "${assignment.body}"`));
  const clock = clockFrom(attachment.origin);
  try {
    const value = thread.follow(body(partOf(thread, attachment.memory, assignment, () => clock.now())));
    return { ok: true, value };
  } catch (error) {
    return failure(error);
  }
}

self.onmessage = ({ data }: MessageEvent<Attachment | Assignment>) => {
  if ('module' in data) void attach(data);
  else say({ kind: 'ended', ending: perform(data) });
};
