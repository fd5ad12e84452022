/** What the models have in common that run on an event loop of the page's thread: the loop, the recording of who ran when, and Stop. */
import type { Awaitable } from '../loop/coroutine.ts';
import { CancelledError } from '../loop/errors.ts';
import { EventLoop } from '../loop/event-loop.ts';
import { runOnPage } from '../loop/on-page.ts';
import { Stopped } from '../pool/errors.ts';
import { PageRecording } from '../trace/page-recording.ts';
import type { Outcome } from './index.ts';
import type { Stage } from './stage.ts';

/** The staged work once, as what `begin` starts on the loop. Rejects with `Stopped` soon after the signal, or with its error. */
export async function runOnLoop(
  stage: Stage,
  signal: AbortSignal,
  begin: (loop: EventLoop, recording: PageRecording) => Awaitable<unknown>,
): Promise<Outcome> {
  const recording = new PageRecording(stage.clock);
  const loop = new EventLoop({ clock: stage.clock });
  const { onYield, onResume, spans } = recording;
  try {
    await runOnPage(loop, begin(loop, recording), { signal, onYield, onResume });
  } catch (error) {
    throw signal.aborted && error instanceof CancelledError ? new Stopped() : error;
  }
  return { wallMs: recording.now(), spans, output: stage.work.pageOutput };
}
