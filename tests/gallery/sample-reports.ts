/** FIXTURES for looking at: invented numbers, never shown to a visitor; one a state the page has to hold, seeded. */
import { prng, type Prng } from '../../src/base/prng.ts';
import type { HandshakeLevel, Report, Series, Timeline } from '../../src/measure/report.ts';
import { MODEL_IDS, type ModelId } from '../../src/models/index.ts';
import { PAGE_LANE, PHASES, type Span } from '../../src/trace/span.ts';
import { interval, type Machine, MACHINES, pairsOf, worthOf } from './sample-cores.ts';
import { lawsOf } from './sample-laws.ts';

const KERNEL = 'mandelbrot';
const SERIAL_MS = 74;

interface Device {
  readonly cores: number;
  /** Speed-up of free threads at a number of workers. */
  worth(workers: number): number;
  readonly counts: readonly number[];
}

const DEVICES = {
  one: { cores: 1, worth: () => 0.985, counts: [1, 2] },
  two: { cores: 2, worth: (n) => [0, 0.996, 1.931, 1.9, 1.88][n] ?? 1.85, counts: [1, 2, 3, 4] },
  eight: { cores: 8, worth: (n) => (n <= 8 ? n * (1 - 0.018 * n) : 6.7), counts: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
  siblings: {
    cores: 8,
    worth: (n) => (n <= 4 ? n * (1 - 0.02 * n) : n <= 8 ? 3.68 + (n - 4) * 0.33 : 4.95),
    counts: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  },
  unequal: {
    cores: 8,
    worth: (n) => (n <= 4 ? n * 0.985 : n <= 8 ? 3.94 + (n - 4) * 0.41 : 5.5),
    counts: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  },
  busy: { cores: 4, worth: (n) => [0, 0.98, 1.8, 2.5, 3.1][n] ?? 3, counts: [1, 2, 3, 4, 5, 6] },
  limited: { cores: 2, worth: (n) => [0, 0.99, 1.48, 1.47, 1.45][n] ?? 1.4, counts: [1, 2, 3, 4] },
  sixteen: { cores: 16, worth: (n) => n / (1 + 0.011 * (n - 1)), counts: [1, 2, 3, 4, 6, 8, 10, 12, 14, 16, 18] },
  many: { cores: 64, worth: (n) => n / (1 + 0.012 * (n - 1)), counts: [1, 2, 4, 8, 16, 24, 32, 48, 64, 72] },
} as const satisfies Record<string, Device>;

function seriesOf(model: ModelId, workers: number, speedup: number, random: Prng, samples = 24, half = 0.011): Series {
  const median = SERIAL_MS / speedup;
  const times = Array.from({ length: samples }, () => median * (1 + (random.next() - 0.4) * 3 * half));
  return {
    kernel: KERNEL,
    model,
    workers,
    wallMs: { median, low: median * (1 - half), high: median * (1 + half), samples: times },
    speedup: interval(speedup, half),
    verified: true,
    frameGapMs: workers === 0 && model === 'main-thread' ? 76.4 : model === 'event-loop' ? 18.2 : 17.1,
  };
}

function levels(device: Device): HandshakeLevel[] {
  const tried = [...new Set([...device.counts.filter((n) => n <= device.cores), device.cores + 1, device.cores + 2])];
  return tried.map((workers) => {
    const simultaneous = workers <= device.cores;
    const median = simultaneous ? 0.00028 + 0.00011 * Math.log2(workers + 1) : 3.9 + 0.4 * (workers - device.cores);
    return { workers, rounds: simultaneous ? 4000 : 40, medianRoundMs: median, p90RoundMs: median * 1.9, simultaneous };
  });
}

function span(lane: number, task: number, phase: Span['phase'], start: number, end: number): Span {
  return { lane, task, phase, start, end };
}

export function recorded(model: ModelId, workers: number, makespanMs: number, tasks: number, random: Prng): Timeline {
  const spans: Span[] = [
    span(PAGE_LANE, -1, 'copying', 0.1, 0.9),
    span(PAGE_LANE, -1, 'waiting-io', 0.9, makespanMs - 0.4),
  ];
  const perLane = Math.ceil(tasks / Math.max(1, workers));
  let task = 0;
  for (let lane = 0; lane < workers; lane++) {
    let at = 0.6 + random.next() * 1.2;
    spans.push(span(lane, -1, 'queued', 0.2, at));
    const end = makespanMs * (0.93 + random.next() * 0.06);
    const step = (end - at) / perLane;
    for (let n = 0; n < perLane; n++) {
      const length = step * (0.6 + random.next() * 0.8);
      if (model === 'processes') spans.push(span(lane, task, 'copying', at, at + length * 0.12));
      const from = model === 'processes' ? at + length * 0.12 : at;
      spans.push(span(lane, task++, 'running', from, Math.min(end, at + length)));
      at += length;
      if (at >= end) break;
    }
    spans.push(span(lane, -1, 'idle', Math.min(at, end), makespanMs));
  }
  return { kernel: KERNEL, model, workers, makespanMs, spans };
}

function pageTimeline(model: ModelId, slices: number): Timeline {
  const step = SERIAL_MS / slices;
  const spans = Array.from({ length: slices }, (_, task) =>
    span(PAGE_LANE, task, 'running', task * step, (task + 0.96) * step),
  );
  return { kernel: KERNEL, model, workers: 0, makespanMs: SERIAL_MS, spans };
}

function complete(device: Device, seed: number): Report {
  const random = prng(seed);
  const { cores, counts } = device;
  const worth = device.worth(cores);
  const gap = cores - worth;
  return {
    state: 'complete',
    ending: 'precise',
    failure: null,
    startedAt: '2026-03-14T10:26:53.589Z',
    versions: { page: '0.1.0', protocol: 1 },
    mode: 'shared',
    seed,
    preset: 'quick',
    schedule: 'dynamic',
    browser: { name: 'Chromium', version: '156.0.7000.12', platform: 'Linux x86_64' },
    build: 'relaxed-simd',
    clock: { resolutionMs: 0.005 },
    cores: {
      reported: cores,
      proven: cores,
      effective: interval(worth * 1.01, 0.01),
      handshake: levels(device),
      worth: null,
      pairs: [],
    },
    work: [
      {
        kernel: KERNEL,
        title: 'Mandelbrot set',
        size: 640,
        version: 1,
        sizeName: 'pixels along a side',
        items: 640,
        chunkItems: 8,
        amount: 4_000_000,
        unit: 'pixels',
        tasks: 80,
        serialForm: 'one worker',
        published: 'the count of points that stay bounded on a grid of 512 is 63 284',
      },
    ],
    series: [
      seriesOf('main-thread', 0, 0.992, random),
      seriesOf('event-loop', 0, 0.961, random),
      ...counts.map((n) => seriesOf('free-threads', n, device.worth(n), random)),
      ...counts.map((n) => seriesOf('processes', n, device.worth(n) * 0.9, random)),
    ],
    timelines: [
      pageTimeline('main-thread', 1),
      pageTimeline('event-loop', 24),
      ...counts.map((n) => recorded('free-threads', n, SERIAL_MS / device.worth(n), 80 + n * 6, random)),
      recorded('processes', cores, SERIAL_MS / device.worth(cores) / 0.9, 40 + cores * 2, random),
    ],
    accounts: [
      {
        kernel: KERNEL,
        model: 'free-threads',
        workers: cores,
        ideal: cores,
        measured: worth,
        shares: [
          { id: 'other-load', text: 'Other programs, or a limit on time, held the processor', speedup: gap * 0.09 },
          { id: 'slower-cores', text: 'Slower cores or a lower clock when all were busy', speedup: gap * 0.41 },
          { id: 'memory', text: 'Waiting for memory when all cores were busy', speedup: gap * 0.12 },
          { id: 'imbalance', text: 'Waiting for the slowest at the end', speedup: gap * 0.25 },
          { id: 'dispatch', text: 'Waking the workers', speedup: gap * 0.12 },
          { id: 'claiming', text: 'Claiming chunks', speedup: gap * 0.03 },
          { id: 'collecting', text: 'Collecting the result', speedup: -gap * 0.07 },
          { id: 'unexplained', text: 'Unexplained', speedup: gap * 0.05 },
        ],
        notes: [
          { id: 'startup', text: 'Starting the workers, once, before anything was timed', value: 38, unit: 'ms' },
          { id: 'main-against-worker', text: 'The main thread against one worker', value: 0.992, unit: '×' },
          { id: 'oversubscription', text: 'With one worker too many', value: worth * 0.98, unit: '×' },
        ],
      },
    ],
    laws: [],
    serialFractions: [],
    workAndSpan: [],
    recommended: [],
    bends: [],
    surroundings: null,
    noiseFloor: 0.008,
    startupMs: Array.from({ length: cores }, () => 22 + random.next() * 16),
    startup: Array.from({ length: cores }, (_, lane) => ({
      lane,
      task: -1,
      phase: 'startup',
      start: lane * 0.4,
      end: 24 + random.next() * 16,
    })),
    warnings: [],
  };
}

/** The same device with what it found out about its threads, and the laws of its curve. */
function weighed(report: Report, machine: Machine, seed: number, halves: (worker: number) => number): Report {
  const proven = machine.paces.length;
  const cores = {
    ...report.cores,
    proven,
    effective: interval(machine.worth(proven), machine.half * 0.8),
    worth: worthOf(machine, seed),
    pairs: pairsOf(proven, seed, halves),
    traffic: {
      workers: proven,
      bytes: 94_371_840,
      rounds: 6,
      alone: interval(14.8, 0.02),
      together: interval(14.8 * machine.worth(proven) * 0.7, 0.03),
      moving: interval(machine.worth(proven) * 0.7, 0.03),
      computing: interval(machine.worth(proven), machine.half),
    },
  };
  const surroundings = { pressure: 'nominal', battery: { charging: true, level: 0.83 }, busyBefore: 0.004 } as const;
  return { ...report, cores, surroundings, ...lawsOf(report.series, SERIAL_MS, cores, 2.1) };
}

const two = weighed(complete(DEVICES.two, 2), MACHINES.two, 2, () => 0);
const eight = complete(DEVICES.eight, 8);
const one = complete(DEVICES.one, 1);
const siblings = weighed(complete(DEVICES.siblings, 21), MACHINES.siblings, 21, (worker) => worker % 4);
const unequal = weighed(complete(DEVICES.unequal, 22), MACHINES.unequal, 22, (worker) =>
  [3, 5, 6, 7].includes(worker) ? 1 : 0,
);
const busy = weighed(complete(DEVICES.busy, 23), MACHINES.busy, 23, () => 0);
const limited = weighed(complete(DEVICES.limited, 24), MACHINES.limited, 24, () => 0);
const sixteen = weighed(complete(DEVICES.sixteen, 25), MACHINES.sixteen, 25, (worker) => (worker < 8 ? 0 : 1));

/** Asked about cores alone. */
function coresOnly(report: Report): Report {
  return {
    ...report,
    ...{ work: [], series: [], timelines: [], accounts: [], noiseFloor: null },
    ...{ laws: [], serialFractions: [], workAndSpan: [], recommended: [], bends: [] },
  };
}

const only = (report: Report, keep: (series: Series) => boolean): Series[] => report.series.filter(keep);

export const SAMPLE_REPORTS: Readonly<Record<string, Report>> = {
  'two cores': two,
  'eight cores': eight,
  'eight threads worth 5.3': {
    ...siblings,
    recommended: [{ kernel: KERNEL, model: 'free-threads', workers: 7 }],
  },
  'four fast and four slow': {
    ...unequal,
    warnings: [
      {
        id: 'unequal-workers',
        text: '4 workers ran at 1.00 and 4 at 0.45 of the pace of one alone.',
        hint: 'Slow cores, or two threads of one core, look like this.',
      },
    ],
  },
  'a busy machine': {
    ...busy,
    cores: { ...busy.cores, effective: { estimate: 3.42, low: 3.1, high: 3.9 } },
    surroundings: { pressure: 'serious', battery: { charging: false, level: 0.41 }, busyBefore: 0.18 },
    recommended: [],
    bends: [],
    warnings: [
      {
        id: 'machine-busy',
        text: 'Other programs took 0.5 of a core: numbers will be low.',
        hint: 'Close busy programs and tabs, wait for updates and scans to end, and run again.',
      },
    ],
  },
  'limited to 150 per cent': {
    ...limited,
    surroundings: { pressure: null, battery: null, busyBefore: 0.0002 },
    warnings: [
      {
        id: 'time-limited',
        text: 'All workers stood still at the same moments: this page gets the processor time of 1.5 cores.',
        hint: 'Look for a limit: a container or virtual machine, a battery saver, or a browser in the background.',
      },
    ],
  },
  'sixteen threads': sixteen,
  'cores only': coresOnly(two),
  'cores only, undecided': coresOnly({
    ...busy,
    cores: { ...busy.cores, proven: 2, reported: 4, effective: { estimate: 1.71, low: 1.5, high: 2 } },
  }),
  'cores only, without shared memory': coresOnly({
    ...two,
    mode: 'messages',
    cores: { ...two.cores, proven: null, handshake: [], pairs: [] },
  }),
  'running with little data': {
    ...two,
    state: 'running',
    ending: null,
    series: only(two, (series) => series.workers === 1 || series.workers === 0).map((series) => ({
      ...series,
      speedup: interval(series.speedup.estimate, 0.06),
      wallMs: { ...series.wallMs, samples: series.wallMs.samples.slice(0, 3) },
    })),
    timelines: two.timelines.slice(2, 3),
    accounts: [],
    cores: { ...two.cores, effective: null, worth: null, pairs: [] },
    laws: [],
    serialFractions: [],
    workAndSpan: [],
    recommended: [],
    bends: [],
    surroundings: null,
    noiseFloor: null,
  },
  'running with no data': {
    ...two,
    state: 'running',
    ending: null,
    series: [],
    timelines: [],
    accounts: [],
    work: [],
    cores: {
      reported: 2,
      proven: null,
      effective: null,
      handshake: two.cores.handshake.slice(0, 2),
      worth: null,
      pairs: [],
    },
    laws: [],
    serialFractions: [],
    workAndSpan: [],
    recommended: [],
    bends: [],
    surroundings: null,
    noiseFloor: null,
  },
  'messages mode': {
    ...two,
    mode: 'messages',
    ending: 'budget',
    cores: { reported: 2, proven: null, effective: null, handshake: [], worth: null, pairs: [] },
    series: only(two, (series) => series.model !== 'free-threads'),
    timelines: two.timelines.filter((timeline) => timeline.model !== 'free-threads'),
    accounts: two.accounts.map((account) => ({ ...account, model: 'processes' as const })),
    warnings: [
      { id: 'no-isolation', text: 'The page got no shared memory.', hint: 'Send the two isolation headers.' },
      {
        id: 'budget-ended',
        text: 'Time ran out before the intervals were narrow.',
        hint: 'Take about a minute instead.',
      },
    ],
  },
  'main only': {
    ...one,
    mode: 'main-only',
    cores: { reported: 4, proven: null, effective: null, handshake: [], worth: null, pairs: [] },
    series: only(one, (series) => series.workers === 0),
    timelines: one.timelines.slice(0, 2),
    accounts: [],
    startupMs: [],
    startup: [],
    warnings: [{ id: 'no-workers', text: 'No worker could be started.', hint: 'Try an ordinary window.' }],
  },
  'one core': one,
  'worker lost': {
    ...two,
    state: 'failed',
    ending: 'failed',
    failure:
      'Worker 2 stopped answering during free threads with 2 workers: the browser ended it, perhaps for want of memory. Close other tabs and measure again.',
    series: two.series.slice(0, 4).map((series) => ({ ...series, speedup: interval(series.speedup.estimate, 0.04) })),
    accounts: [],
    warnings: [
      {
        id: 'worker-lost',
        text: 'Worker 2 was lost during the run.',
        hint: 'What it had not finished is not counted.',
      },
    ],
  },
  'stopped early': {
    ...eight,
    state: 'stopped',
    ending: 'stopped',
    series: only(eight, (series) => series.workers <= 8 && series.workers % 4 === 0).map((series) => ({
      ...series,
      speedup: interval(series.speedup.estimate, 0.09),
      wallMs: { ...series.wallMs, samples: series.wallMs.samples.slice(0, 2) },
    })),
    accounts: [],
  },
  'stopped at once': {
    ...eight,
    state: 'stopped',
    ending: 'stopped',
    cores: { reported: 8, proven: null, effective: null, handshake: [], worth: null, pairs: [] },
    series: [],
    timelines: [],
    accounts: [],
    work: [],
  },
  'every model and phase': {
    ...eight,
    series: MODEL_IDS.flatMap((model, index) =>
      model === 'main-thread' || model === 'event-loop' || model === 'greenlets'
        ? [seriesOf(model, 0, 1 - index * 0.02, prng(index))]
        : eight.series
            .filter((one) => one.model === 'free-threads')
            .map(({ workers, speedup }) => {
              const worth = model === 'gil-threads' ? 0.97 : speedup.estimate * (1 - 0.03 * index);
              return seriesOf(model, workers, worth, prng(index));
            }),
    ),
    timelines: [
      {
        kernel: KERNEL,
        model: 'gil-threads',
        workers: 4,
        makespanMs: 100,
        spans: [0, 1, 2, 3].flatMap((lane) =>
          PHASES.map((phase, at) =>
            span(lane, at, phase, ((at + lane * 3) % 10) * 10, ((at + lane * 3) % 10) * 10 + 10),
          ),
        ),
      },
    ],
  },
  '64 workers': {
    ...complete(DEVICES.many, 64),
    timelines: [recorded('free-threads', 64, 2.1, 5200, prng(64))],
    warnings: [
      { id: 'coarse-clock', text: 'The clock ticks every 0.1 ms.', hint: 'Timings of short work are coarse.' },
    ],
  },
};
