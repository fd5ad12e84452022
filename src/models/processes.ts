/**
 * Workers that share nothing: each computes in a memory of its own, tasks and results travel as messages:
 * multiprocessing. A worker is a thread of the browser, not a process of the operating system; what it shares
 * with a process is the isolation and the price of moving data.
 */
import { deliver, type Delivery } from '../pool/courier.ts';
import type { Span } from '../trace/span.ts';
import type { ExecutionModel } from './index.ts';
import { StepExchange } from './steps/step-exchange.ts';
import { forgetOutput, type Stage } from './stage.ts';

/** What one lane did, closed by the time its last message was sent until the end of the run. */
function withQueuesAndRests(lane: number, spans: readonly Span[], wallMs: number): Span[] {
  const first = spans[0]?.start ?? wallMs;
  const last = spans.at(-1)?.end ?? wallMs;
  return [
    { lane, task: -1, phase: 'queued', start: 0, end: first },
    ...spans,
    { lane, task: -1, phase: 'idle', start: last, end: Math.max(last, wallMs) },
  ];
}

export default {
  id: 'processes',
  title: 'processes',
  counterpart: 'multiprocessing',
  parallel: true,
  needs: 'workers',
  async prepare(stage: Stage) {
    if (!stage.pool) throw new Error('processes need workers: this stage has none');
    forgetOutput(stage.work.pageOutput);
    await stage.pool.listen();
  },
  async run(stage, workers, signal) {
    if (!stage.pool) throw new Error('processes need workers: this stage has none');
    const { pool } = stage;
    const { tasks, pageOutput: output } = stage.work;
    const exchange = new StepExchange(stage.work);
    const lanes = pool.lanes(workers);
    const byPlace = lanes.map((): Span[] => []);
    const submitted = stage.clock.now();
    const onResult: Delivery['onResult'] = (lane, { task, bytes, start, end, copied }) => {
      exchange.take(task, bytes);
      const place = lanes.indexOf(lane);
      const at = { lane: place, task: exchange.taskNumber(task) };
      byPlace[place]?.push(
        { ...at, phase: 'running', start: start - submitted, end: end - submitted },
        { ...at, phase: 'copying', start: end - submitted, end: copied - submitted },
      );
    };
    const given: Delivery['given'] = (task, isFirst) => exchange.forWorker(task, isFirst);
    do {
      await pool.guard(deliver({ lanes, tasks, step: exchange.step, given, signal, onResult }));
    } while (exchange.next());
    const wallMs = stage.since(submitted);
    const spans = byPlace.flatMap((spans, lane) => withQueuesAndRests(lane, spans, wallMs));
    return { wallMs, spans, output };
  },
  async play(stage, asked) {
    const { playOnWorkers } = await import('./play/on-workers.ts');
    return playOnWorkers(stage, asked, { kind: 'isolated', payload: asked.settings.payload });
  },
} satisfies ExecutionModel;
