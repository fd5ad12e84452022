/** What a run is conducted with: frames, names, byte comparison, calibration, bookkeeping of samples. */
import { describe, expect, it } from 'vitest';
import type { Kernel } from '../../src/kernels/index.ts';
import { browserName } from '../../src/measure/browser-name.ts';
import { calibrate, chunkItems, SERIAL_TARGET_MS } from '../../src/measure/calibration.ts';
import { Collected } from '../../src/measure/collected.ts';
import { longestGap } from '../../src/measure/frames.ts';
import { sameBytes } from '../../src/measure/same-bytes.ts';
import type { Sample } from '../../src/measure/sampling.ts';
import type { StagedWork } from '../../src/models/stage.ts';
import { partition } from '../../src/models/stage.ts';

const never = new AbortController().signal;

describe('the longest gap between frames', () => {
  const frames = [0, 16, 32, 112, 128, 144];

  it('is the gap that the run lies in, its ends included', () => {
    expect(longestGap(frames, 40, 100)).toBe(80);
    expect(longestGap(frames, 20, 40)).toBe(80);
    expect(longestGap(frames, 113, 120)).toBe(16);
  });

  it('is not known before a frame has followed the run', () => {
    expect(longestGap(frames, 130, 150)).toBeNull();
    expect(longestGap([], 0, 1)).toBeNull();
  });
});

describe('the browser’s name', () => {
  it.each([
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36',
      'Chromium',
      '156.0.0.0',
      'Linux',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0', 'Firefox', '153.0', 'Linux'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
      'Safari',
      '18.5',
      'iPhone',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0',
      'Edge',
      '156.0.0.0',
      'Windows',
    ],
    [
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36',
      'Chromium',
      '156.0.0.0',
      'Android',
    ],
  ])('is read from %s', (userAgent, name, version, platform) => {
    expect(browserName(userAgent)).toEqual({ name, version, platform });
  });

  it('is unknown rather than wrong', () => {
    expect(browserName('curl/8')).toEqual({ name: 'unknown browser', version: '', platform: 'unknown platform' });
  });
});

describe('two outputs', () => {
  it('are the same only where every byte is', () => {
    expect(sameBytes(Uint8Array.of(1, 2, 3), Uint8Array.of(1, 2, 3))).toBe(true);
    expect(sameBytes(Uint8Array.of(1, 2, 3), Uint8Array.of(1, 2, 4))).toBe(false);
    expect(sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2, 0))).toBe(false);
  });
});

describe('calibration', () => {
  const kernel = {
    tinySize: 10,
    maxSize: 100_000,
    scale: (size: number, factor: number) => Math.min(100_000, Math.max(10, Math.round(size * factor))),
  } as Kernel;

  /** A device on which a size takes `perSize` milliseconds each, and a clock that only work moves. */
  async function sized(perSize: number, overhead = 0): Promise<number> {
    let now = 0;
    const run = async (size: number): Promise<number> => {
      const took = overhead + size * perSize;
      now += took;
      return took;
    };
    return calibrate(kernel, run, { now: () => now }, never);
  }

  it.each([0.001, 0.02, 0.3])('finds the size that takes the target time where a unit takes %d ms', async (perSize) => {
    expect((await sized(perSize)) * perSize).toBeCloseTo(SERIAL_TARGET_MS, 0);
  });

  it('stays within what the kernel allows, on a device that is faster or slower than any', async () => {
    expect(await sized(1e-9)).toBe(100_000);
    expect(await sized(500)).toBe(10);
  });

  it('gives chunks of 0.2 to 2 ms, 32 a worker in between', () => {
    const work = { naturalItems: 1 };
    expect(chunkItems({ ...work, items: 6_000, serialMs: 60, workers: 2 })).toBe(94);
    expect(chunkItems({ ...work, items: 6_000, serialMs: 60, workers: 64 })).toBe(20);
    expect(chunkItems({ ...work, items: 60_000, serialMs: 6_000, workers: 1 })).toBe(20);
    expect(chunkItems({ ...work, items: 3, serialMs: 60, workers: 64 })).toBe(1);
    expect(chunkItems({ ...work, items: 720, serialMs: 0.3, workers: 2 })).toBe(90);
    expect(chunkItems({ items: 512, naturalItems: 4, serialMs: 60, workers: 2 })).toBe(8);
    expect(chunkItems({ items: 3, naturalItems: 4, serialMs: 60, workers: 2 })).toBe(3);
  });
});

describe('a partition', () => {
  it('covers every item once, in order, the last chunk what is left', () => {
    expect(partition(10, 4)).toEqual([
      { start: 0, end: 4 },
      { start: 4, end: 8 },
      { start: 8, end: 10 },
    ]);
    expect(partition(4, 9)).toEqual([{ start: 0, end: 4 }]);
  });
});

describe('collected samples', () => {
  const work = {
    kernel: { id: 'k', version: 1, title: 'K', sizeName: 'things', published: [{ statement: 'so it is' }] },
    size: 5,
    items: 5,
    chunkItems: 1,
    tasks: [],
  } as unknown as StagedWork;
  const sample = (model: Sample['model'], workers: number, wallMs: number, verified = true): Sample => ({
    model,
    workers,
    wallMs,
    verified,
    start: 0,
    end: wallMs,
    spans: [{ lane: 0, task: 0, phase: 'running', start: 0, end: wallMs }],
  });
  const collected = () =>
    new Collected({
      work,
      serialForm: 'main-thread',
      serialRow: { model: 'main-thread', workers: 0 },
      headline: { model: 'ranks', workers: 4 },
      seed: 1,
    });

  it('give the median ratio of the rounds against the serial form as speed-up', () => {
    const samples = collected();
    for (const slow of [60, 62, 61]) {
      samples.addRound([sample('main-thread', 0, slow), sample('free-threads', 2, slow / 2)], null);
    }
    expect(samples.speedup({ model: 'free-threads', workers: 2 })).toEqual({ estimate: 2, low: 2, high: 2 });
    expect(samples.series().map(({ model, verified }) => [model, verified])).toEqual([
      ['main-thread', true],
      ['free-threads', true],
    ]);
  });

  it('are unverified for good once one output was wrong', () => {
    const samples = collected();
    samples.addRound([sample('main-thread', 0, 60), sample('free-threads', 2, 30, false)], null);
    samples.addRound([sample('main-thread', 0, 60), sample('free-threads', 2, 30)], null);
    expect(samples.series().find(({ workers }) => workers === 2)?.verified).toBe(false);
  });

  it('leave out a round whose baseline jumped, but not that an output of it was wrong', () => {
    const samples = collected();
    const round = (ms: number, verified = true) =>
      samples.addRound([sample('main-thread', 0, ms), sample('free-threads', 2, ms / 2, verified)], null);
    for (const ms of [60, 61, 60, 62, 60]) expect(round(ms)).toBe('taken');
    expect(round(150, false)).toBe('void');
    expect(round(61)).toBe('taken');
    expect(samples.rounds).toBe(6);
    expect(samples.serial()).toEqual([60, 61, 60, 62, 60, 61]);
    expect(samples.series().find(({ workers }) => workers === 2)?.verified).toBe(false);
  });

  it('show the run closest to the median as the typical one', () => {
    const samples = collected();
    for (const ms of [90, 60, 61, 30]) samples.addRound([sample('main-thread', 0, ms)], null);
    expect(samples.timelines()[0]?.makespanMs).toBe(60);
  });

  it('have no speed-up for what was not measured', () => {
    expect(collected().speedup({ model: 'ranks', workers: 4 })).toBeNull();
    expect(collected().account({ startupMs: null, memoryOnly: null })).toBeNull();
  });
});
