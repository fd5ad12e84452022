import { expect, test } from 'vitest';
import claim from '../../../src/experiments/claims/gil-convoy.ts';
import type { PlayWanted } from '../../../src/experiments/claim-lab/claim-lab.ts';
import type { Span } from '../../../src/trace/span.ts';
import { saidOf } from './lab-double.ts';

/** Ten exchanges, each taken up so late. */
function exchanges(lateMs: number, body: string) {
  const [spans, lane]: [Span[], number] = [[], 2];
  let at = 0;
  for (let exchange = 0; exchange < 10; exchange++) {
    spans.push({ lane, task: 2, phase: 'waiting-io', start: at, end: at + 1 });
    spans.push({ lane, task: 2, phase: 'running', start: at + 1 + lateMs, end: at + 1.1 + lateMs });
    at += 1.1 + lateMs;
  }
  const short = { task: 2, body, lane, spawned: 0, start: 0, end: at };
  return { spans, tasks: [{ ...short, task: 1, body: 'long', lane: 1, end: at + 1 }, short] };
}

const world =
  (gil: (intervalMs: number) => number, free: number) =>
  ({ program, model, settings }: PlayWanted) => {
    if (program === 'waits') return exchanges(0.1, 'wait');
    return exchanges(model === 'free-threads' ? free : 0.1 + gil(settings?.switchIntervalMs ?? 5), 'short');
  };

test('it holds where each answer waits for about an interval', async () => {
  expect(await saidOf(claim, { play: world((interval) => 1.03 * interval, 0.1) })).toMatchObject({ verdict: 'holds' });
});

test('it is refuted where it waits for 5 ms at every interval', async () => {
  expect(await saidOf(claim, { play: world(() => 5, 0.1) })).toMatchObject({ verdict: 'refuted' });
});

test('where it waits as long without a GIL, it shows nothing', async () => {
  expect(await saidOf(claim, { play: world((interval) => interval, 5.1) })).toMatchObject({ verdict: 'undecided' });
});
