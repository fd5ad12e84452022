/** What is found out about the device: handshake, clock, noise, effective cores. */
import { describe, expect, it } from 'vitest';
import { prng } from '../../src/base/prng.ts';
import { clockResolution } from '../../src/measure/clock-resolution.ts';
import { handshakeLevel, provenFrom } from '../../src/measure/cores/handshake-verdict.ts';
import { noiseFloor } from '../../src/measure/noise-floor.ts';
import { normal } from './stats/noise.ts';

const SEED = 1701;
const FAST = { rounds: 10_000, elapsedMs: 4 };
const SWAPPED = { rounds: 3, elapsedMs: 12 };
const UNFINISHED = { rounds: 0, elapsedMs: 50 };
const blocks = <Block>(count: number, block: Block): Block[] => Array.from({ length: count }, () => block);

describe('handshakeLevel', () => {
  it('proves threads whose rounds take 0.4 µs and does not prove those that take 4 ms', () => {
    expect(handshakeLevel(2, blocks(5, FAST), null)).toMatchObject({ simultaneous: true, rounds: 50_000 });
    expect(handshakeLevel(3, blocks(5, SWAPPED), 0.0004)).toMatchObject({ simultaneous: false, medianRoundMs: 4 });
  });

  it('is not swayed by a background task that makes some blocks slow', () => {
    const level = handshakeLevel(2, [...blocks(3, FAST), ...blocks(20, SWAPPED)], null);
    expect(level).toMatchObject({ simultaneous: true, medianRoundMs: 0.0004 });
  });

  it('is not swayed by a few lucky rounds either', () => {
    expect(handshakeLevel(3, [{ rounds: 5, elapsedMs: 0.01 }, ...blocks(10, SWAPPED)], 0.0004).simultaneous).toBe(
      false,
    );
  });

  it('shows the slow tail in the 90th percentile', () => {
    const level = handshakeLevel(
      2,
      [
        { rounds: 80, elapsedMs: 0.08 },
        { rounds: 20, elapsedMs: 80 },
      ],
      null,
    );
    expect(level).toMatchObject({ simultaneous: true, p90RoundMs: 4 });
  });

  it('allows ten times the two-thread round, and 50 µs where that is more', () => {
    const rounds = (us: number) => [{ rounds: 100, elapsedMs: (us / 1000) * 100 }];
    expect(handshakeLevel(8, rounds(49), 0.0004).simultaneous).toBe(true);
    expect(handshakeLevel(8, rounds(51), 0.0004).simultaneous).toBe(false);
    expect(handshakeLevel(64, rounds(149), 0.015).simultaneous).toBe(true);
    expect(handshakeLevel(64, rounds(151), 0.015).simultaneous).toBe(false);
  });

  it('takes no standard from two threads that were not simultaneous themselves', () => {
    expect(handshakeLevel(3, blocks(5, SWAPPED), 4).simultaneous).toBe(false);
  });

  it('proves nothing where no round was completed, not even for one thread', () => {
    const nothing = { rounds: 0, medianRoundMs: Infinity, p90RoundMs: Infinity, simultaneous: false };
    expect(handshakeLevel(4, [UNFINISHED], 0.0004)).toMatchObject(nothing);
    expect(handshakeLevel(1, [UNFINISHED], null)).toMatchObject(nothing);
    expect(handshakeLevel(4, [], 0.0004)).toMatchObject(nothing);
    expect(handshakeLevel(1, [SWAPPED], null).simultaneous).toBe(true);
  });
});

describe('provenFrom', () => {
  const level = (workers: number, simultaneous: boolean) =>
    handshakeLevel(workers, [simultaneous ? FAST : SWAPPED], null);

  it('is the last level before the first that failed, in whatever order they were tried', () => {
    expect(provenFrom([level(3, false), level(1, true), level(2, true), level(4, false)])).toBe(2);
    expect(provenFrom([level(1, true), level(2, false), level(3, true)])).toBe(1);
    expect(provenFrom([level(1, true), level(2, true), level(4, true), level(8, true)])).toBe(8);
  });

  it('is 1 where two threads failed, and unknown where none was tried', () => {
    expect(provenFrom([level(2, false)])).toBe(1);
    expect(provenFrom([])).toBeNull();
  });
});

describe('clockResolution', () => {
  it('finds the tick of a clock that is read many times a tick', () => {
    let reads = 0;
    expect(clockResolution({ now: () => Math.floor(reads++ / 40) * 0.02 })).toBeCloseTo(0.02, 12);
  });

  it('finds the smallest of uneven steps and ignores steps back', () => {
    const readings = [0, 0.1, 0.1, 0.3, 0.2, 0.25, 0.5];
    let read = 0;
    expect(clockResolution({ now: () => readings[read++] ?? 0.5 }, 10)).toBeCloseTo(0.05, 12);
  });

  it('gives up on a frozen clock after the readings it was allowed', () => {
    let reads = 0;
    const frozen = { now: () => (reads++, 7) };
    expect(clockResolution(frozen, 1000)).toBe(Infinity);
    expect(reads).toBe(1000);
  });
});

describe('noiseFloor', () => {
  const noisy = (spread: number, count: number) => {
    const random = prng(SEED);
    return Array.from({ length: count }, () => 50 * Math.exp(spread * normal(random)));
  };

  it('is zero for a machine without noise and grows with the noise', () => {
    expect(noiseFloor(Array<number>(20).fill(50), SEED)).toBe(0);
    const [quiet, loud] = [noiseFloor(noisy(0.01, 24), SEED) ?? NaN, noiseFloor(noisy(0.1, 24), SEED) ?? NaN];
    expect(quiet).toBeGreaterThan(0.003);
    expect(quiet).toBeLessThan(0.03);
    expect(loud).toBeGreaterThan(5 * quiet);
  });

  it('is not raised by drift, which neighbours share', () => {
    const drifting = Array.from({ length: 24 }, (_, index) => 50 * 1.01 ** index);
    expect(noiseFloor(drifting, SEED)).toBeLessThan(0.02);
  });

  it('sets each sample against its neighbour in time: pairs of equals have no floor, however the pairs differ', () => {
    expect(noiseFloor([50, 50, 90, 90, 61, 61, 75, 75, 55, 55], SEED)).toBe(0);
  });

  it('is unknown below eight samples and the same for the same seed', () => {
    expect(noiseFloor(noisy(0.1, 7), SEED)).toBeNull();
    expect(noiseFloor(noisy(0.1, 9), SEED)).toBe(noiseFloor(noisy(0.1, 9), SEED));
  });
});
