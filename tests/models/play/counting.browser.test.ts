/** Counters under every model: nothing is lost, a process or rank has its own, a long count hears a stop and lets the GIL go. */
import { describe, expect, test } from 'vitest';
import { clockResolution } from '../../../src/measure/clock-resolution.ts';
import { MODEL_IDS } from '../../../src/models/index.ts';
import type { Played } from '../../../src/models/play/play.ts';
import type { Stage } from '../../../src/models/stage.ts';
import { Stopped } from '../../../src/pool/errors.ts';
import counters from '../../../src/programs/counters.ts';
import { maxExecuting } from '../../../src/trace/timeline.ts';
import { keptRig, openRig } from '../rig.ts';
import { linesOf, play } from './play-rig.ts';
import counting, { ASTRAY, BOTH, LONG } from './programs/counting.ts';

/** What a task finds in the counter in which main has counted 3: as after a fork, or as in a process that was there before. */
const FOUND: Partial<Record<(typeof MODEL_IDS)[number], number>> = { 'process-executor': 0, ranks: 0 };
const APART = new Set(['processes', 'process-executor', 'ranks']);

let stage: Stage;
keptRig(
  () => openRig(2, 'ep', 4),
  (kept) => ({ stage } = kept),
);

describe.each(MODEL_IDS)('%s', (id) => {
  test.each(['padded', 'shared-line'] as const)('counts every time that was asked for: %s', async (spacing) => {
    const settings = { counters: spacing };
    const both = await play(stage, id, counting, { args: [BOTH, 5_000], settings });
    expect(linesOf(both)).toEqual([`the task had ${5_000 + (FOUND[id] ?? 3)}`]);
    expect(both.result).toBe(APART.has(id) ? 4 : 5_004);
    for (const args of [
      [3, 100_001],
      [32, 7],
    ]) {
      const { result } = await play(stage, id, counters, { args, settings });
      const sharesCells = !APART.has(id);
      expect(counters.check({ lines: [], result, args, order: 'overlapping', sharesCells })).toBe(null);
    }
  });

  test('a stop ends a count of seconds, and the next play starts at 0', async () => {
    const abort = new AbortController();
    let stopped = 0;
    const timer = setTimeout(() => {
      stopped = stage.clock.now();
      abort.abort();
    }, 50);
    await expect(play(stage, id, counting, { args: [LONG], signal: abort.signal })).rejects.toBeInstanceOf(Stopped);
    clearTimeout(timer);
    expect(stage.since(stopped)).toBeLessThan(1_000);
    expect((await play(stage, id, counting, { args: [BOTH, 1] })).result).toBe(APART.has(id) ? 4 : 5);
  });
});

test.each(MODEL_IDS.filter((id) => id !== 'ranks' && !id.endsWith('executor')))(
  'a counter there is not, and what is no number of times, are refused where they were asked for: %s',
  async (id) => {
    expect(linesOf(await play(stage, id, counting, { args: [ASTRAY] }))).toEqual(['the task had 3']);
  },
);

test.each(['ranks', 'process-executor', 'thread-executor'] as const)('and end the play of %s', async (id) => {
  await expect(play(stage, id, counting, { args: [ASTRAY] })).rejects.toThrow(/there is no counter 2/);
});

const most = ({ spans }: Played): number => maxExecuting(spans, 2 * clockResolution(stage.clock));

test('under the GIL no two count at once, and a waiter is let in after the switch interval', async () => {
  const settings = { switchIntervalMs: 0.5 };
  const played = await play(stage, 'gil-threads', counters, { args: [2, 3_000_000], settings });
  expect(most(played)).toBe(1);
  expect(played.spans.filter(({ phase }) => phase === 'waiting-gil').length).toBeGreaterThan(4);
});
