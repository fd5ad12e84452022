import { expect, test } from 'vitest';
import claim from '../../../src/experiments/claims/gil-switch-interval.ts';
import type { PlayWanted } from '../../../src/experiments/claim-lab/claim-lab.ts';
import type { Span } from '../../../src/trace/span.ts';
import { saidOf } from './lab-double.ts';

/** Two threads in turn, each for so long; a thread alone runs through, or is interrupted as well. */
function turns(holdMs: number, isAloneLeft = true): (wanted: PlayWanted) => { wallMs: number; spans: Span[] } {
  return ({ workers }) => {
    const spans: Span[] = [];
    for (let turn = 0; turn < 8; turn++) {
      const [start, end] = [turn * holdMs, (turn + 1) * holdMs];
      const runs = 1 + (turn % 2);
      for (const lane of workers > 1 || !isAloneLeft ? [1, 2] : [1]) {
        const isRunning = lane === runs || (workers === 1 && isAloneLeft);
        spans.push({ lane, task: lane, phase: isRunning ? 'running' : 'waiting-gil', start, end });
      }
    }
    return { wallMs: 8 * holdMs, spans };
  };
}

const everyInterval =
  (factor: number, isAloneLeft = true) =>
  (wanted: PlayWanted) =>
    turns(factor * (wanted.settings?.switchIntervalMs ?? 5), isAloneLeft)(wanted);

test('it holds where each hold is about an interval', async () => {
  expect(await saidOf(claim, { play: everyInterval(1.05) })).toMatchObject({ verdict: 'holds' });
});

test('it is refuted where holds last 5 ms whatever the interval', async () => {
  expect(await saidOf(claim, { play: turns(5) })).toMatchObject({ verdict: 'refuted' });
});

test('it is refuted where nobody ever gives it up', async () => {
  const play = () => ({ wallMs: 220, spans: [1, 2].map((lane) => running(lane, 0, 110)) });
  expect(await saidOf(claim, { play })).toMatchObject({ verdict: 'refuted' });
});

test('where a thread alone is interrupted too, it shows nothing', async () => {
  expect(await saidOf(claim, { play: everyInterval(1.05, false) })).toMatchObject({ verdict: 'undecided' });
});

function running(lane: number, start: number, end: number): Span {
  return { lane, task: lane, phase: 'running', start, end };
}
