/** The GIL: threads that compute take turns, one that sleeps lets the others go on, one that wants its turn waits for it; and the ways out. */
import { duration, estimate, factor, range } from '../../../charts/number-format.ts';
import type { ClaimsReport } from '../../../measure/claims/claim-report.ts';
import type { RaceReport } from '../../../measure/race/race-report.ts';
import type { Report } from '../../../measure/report.ts';
import type { ModelId } from '../../../models/index.ts';
import { bandOf, numberOf, scaled, tested } from '../../claim-finding.ts';
import type { Finding, Known, Lesson } from '../../lesson.ts';
import { against, finished, firstFinished } from '../../race-finding.ts';

/** Numbers of threads to draw: past the cores of a small device, up to those of a large one. */
const FEW = [1, 2, 3, 4] as const;
const MANY = [1, 2, 4, 6, 8] as const;
/** A speed-up below the first is a loss, above the second a gain. */
const SLOWER = 0.95;
const SOONER = 1.1;
/** Beside a neighbour, against alone: the same time, or longer. */
const BESIDE = [
  { id: 'unhindered', below: 1.15 },
  { id: 'slowed', below: Infinity },
] as const;
/** Of claim "gil-convoy", in milliseconds. */
const INTERVAL_MS = 5;
/** About one switch interval: the claim's own region. */
const WAITS = [
  { id: 'shorter', below: 0.8 },
  { id: 'one-interval', below: 1.3 },
  { id: 'longer', below: Infinity },
] as const;
const CHUNKS = 8;
/** Of kernel "ep": about a second of one core. */
const ITEMS = 40_000;
const HELD = 0.25;
const WAYS: readonly ModelId[] = ['main-thread', 'gil-threads', 'gil-threads-released', 'free-threads', 'processes'];

function threadsToDraw({ reported }: Known): readonly number[] {
  return reported > 4 ? MANY : FEW;
}

function saysOf(gil: number, free: number): string {
  if (gil > SOONER) return 'sooner';
  if (free <= SOONER) return 'one-core';
  return gil < SLOWER ? 'slower' : 'no-sooner';
}

function turns({ series, cores: { proven } }: Report): Finding | null {
  const of = (wanted: ModelId) =>
    series
      .filter(({ model }) => model === wanted)
      .sort((a, b) => a.workers - b.workers)
      .map(({ workers, speedup }) => ({ x: workers, y: speedup }));
  const points = of('gil-threads');
  const most = Math.max(2, proven ?? 2);
  const top = points.filter(({ x }) => x > 1 && x <= most).at(-1);
  const free = of('free-threads').find(({ x }) => x === top?.x);
  if (!top || !free) return null;
  const says = saysOf(top.y.estimate, free.y.estimate);
  return {
    answer: { kind: 'curve', points },
    says,
    reason: says === 'no-sooner' || says === 'slower' ? 'turns' : null,
    values: {
      threads: String(top.x),
      gil: estimate(top.y),
      gilRange: range(top.y.low, top.y.high),
      free: estimate(free.y),
      freeRange: range(free.y.low, free.y.high),
      ...(proven !== null && { proven: String(proven) }),
    },
  };
}

type Neighbour = 'computing' | 'both' | 'neither' | 'sleeping';

function slowedBy(sleeping: boolean, computing: boolean): Neighbour {
  if (sleeping) return computing ? 'both' : 'sleeping';
  return computing ? 'computing' : 'neither';
}

function neighbour(report: ClaimsReport): Finding | null {
  const entry = tested(report, 'gil-released-on-wait');
  const waiting = entry && numberOf(entry, 'beside-waiting');
  const holding = entry && numberOf(entry, 'beside-holding');
  if (!waiting || !holding) return null;
  const [sleeping, computing] = [bandOf(waiting, BESIDE), bandOf(holding, BESIDE)];
  const id = sleeping && computing ? slowedBy(sleeping === 'slowed', computing === 'slowed') : null;
  return {
    answer: { kind: 'choice', id },
    says: id ?? 'between',
    reason: id === 'computing' ? 'lets-go' : null,
    values: { waiting: estimate(waiting), holding: estimate(holding) },
  };
}

function convoy(report: ClaimsReport): Finding | null {
  const entry = tested(report, 'gil-convoy');
  const usual = entry && numberOf(entry, 'interval-5');
  const long = entry && numberOf(entry, 'interval-20');
  const free = entry && numberOf(entry, 'free');
  if (!usual || !long || !free) return null;
  const says = bandOf(usual, WAITS) ?? 'near-interval';
  return {
    answer: { kind: 'number', value: scaled(usual, INTERVAL_MS) },
    says,
    reason: says === 'shorter' ? null : 'asks',
    values: {
      late: duration(usual.estimate * INTERVAL_MS),
      long: duration(long.estimate * 20),
      free: duration(Math.max(0, free.estimate * INTERVAL_MS)),
    },
  };
}

function waysOut(report: RaceReport): Finding | null {
  const inTurn = finished(report, 'main-thread');
  const processes = firstFinished(report, ['processes', 'process-executor']);
  if (!inTurn || !processes) return null;
  const gain = inTurn.wallMs / processes.wallMs;
  const says = against(processes.wallMs, inTurn.wallMs);
  const threads = (['gil-threads', 'gil-threads-released', 'free-threads'] as const).map((model) =>
    finished(report, model),
  );
  const [gil, released, free] = threads.map((one) => (one ? factor(inTurn.wallMs / one.wallMs) : ''));
  return {
    answer: { kind: 'number', value: { low: gain, high: gain, estimate: gain } },
    says: says === 'sooner' && gil && released && free ? 'all-ways' : says,
    reason: says === 'sooner' ? 'own-lock' : null,
    values: {
      gain: factor(gain),
      processes: duration(processes.wallMs),
      inTurn: duration(inTurn.wallMs),
      workers: String(processes.entry.workers),
      ...(gil && released && free && { gil, released, free }),
    },
  };
}

export default {
  id: 'gil',
  place: 4,
  minutes: 15,
  sources: ['gil-serialises', 'gil-released-on-wait', 'gil-convoy'],
  rounds: [
    {
      id: 'turns',
      needs: 'shared',
      experiment: 'measure',
      picture: 'speed-up',
      usualSeconds: 15,
      says: ['no-sooner', 'slower', 'sooner', 'one-core'],
      question: (known) => ({ kind: 'curve', workers: threadsToDraw(known), model: 'gil-threads' }),
      options: (known) => ({
        preset: 'quick',
        kernels: ['mandelbrot'],
        models: ['main-thread', 'gil-threads', 'free-threads'],
        workers: [...threadsToDraw(known)],
      }),
      find: turns,
    },
    {
      id: 'neighbour',
      needs: 'shared',
      experiment: 'claims',
      usualSeconds: 7,
      says: ['computing', 'both', 'neither', 'sleeping', 'between'],
      question: () => ({ kind: 'choice' }),
      options: () => ['gil-released-on-wait'],
      find: neighbour,
    },
    {
      id: 'convoy',
      needs: 'shared',
      experiment: 'claims',
      usualSeconds: 9,
      says: ['one-interval', 'near-interval', 'shorter', 'longer'],
      question: () => ({ kind: 'number', least: 0, most: 280, step: 1, unit: 'ms' }),
      options: () => ['gil-convoy'],
      find: convoy,
    },
    {
      id: 'ways-out',
      needs: 'workers',
      experiment: 'race',
      usualSeconds: 8,
      says: ['all-ways', 'sooner', 'same', 'later'],
      question: ({ reported }) => ({ kind: 'number', least: 0.5, most: Math.max(4, reported), step: 0.1, unit: '×' }),
      values: ({ reported }) => ({ reported: String(reported) }),
      options: () => ({
        program: 'crunch',
        args: [CHUNKS, ITEMS],
        models: crossOriginIsolated ? WAYS : ['main-thread', 'process-executor'],
        settings: { heldFraction: HELD, switchIntervalMs: INTERVAL_MS },
      }),
      find: waysOut,
    },
  ],
} satisfies Lesson;
