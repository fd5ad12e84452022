/**
 * SIMULATED verdicts on claims, to look at and to test elements on; never shown to a visitor. Samples are made up around a value, and
 * judged by the lab's own rules, so that verdicts and numbers belong together.
 */
import { prng } from '../../src/base/prng.ts';
import type {
  ClaimEntry,
  ClaimPicture,
  ClaimsReport,
  CountedPart,
  MeasuredPart,
  Part,
} from '../../src/measure/claims/claim-report.ts';
import { decide } from '../../src/measure/claims/verdict.ts';
import type { ListedClaim } from '../../src/ui/claims-catalogue.ts';
import { entriesOf } from './race-reports.ts';

const random = prng(11);

function around(value: number, spread: number, count = 9): number[] {
  return Array.from({ length: count }, () => value * (1 + spread * (random.next() - 0.5) * 2));
}

export function measured(value: number, spread: number, rest: Partial<MeasuredPart> = {}): MeasuredPart {
  return {
    kind: 'measured',
    id: 'ratio',
    title: 'makespan ÷ one wait, 8 threads',
    unit: '×',
    region: { below: 1.25 },
    estimate: { estimate: value, low: value * (1 - spread), high: value * (1 + spread) },
    samples: around(value, spread),
    scale: 'ratio',
    ...rest,
  };
}

export function tried(seen: number, tries: number, rest: Partial<CountedPart> = {}): CountedPart {
  return {
    kind: 'counted',
    id: 'order',
    title: 'results in the order of the inputs',
    tries,
    seen,
    expects: 'always',
    examples: seen < tries ? ['2 came before 1', '7 came before 3'] : [],
    ...rest,
  };
}

const SPREAD: ClaimPicture = {
  kind: 'spread',
  title: 'The same work, round by round',
  axis: 'speed-up',
  rows: [
    { label: 'free threads', model: 'free-threads', samples: around(1.93, 0.04, 11) },
    { label: 'threads under a GIL', model: 'gil-threads', samples: around(0.97, 0.05, 11) },
  ],
  lines: [
    { label: 'one thread', at: 1 },
    { label: 'two cores', at: 2 },
  ],
};

const CURVES: ClaimPicture = {
  kind: 'curves',
  title: 'Extra latency over the switch interval',
  xTitle: 'switch interval, ms',
  yTitle: 'extra median latency, ms',
  series: [
    {
      label: 'beside one thread that computes',
      model: 'gil-threads',
      points: [1, 5, 20, 50].map((x) => ({ x, y: { estimate: 1.04 * x, low: 0.95 * x, high: 1.2 * x } })),
    },
    {
      label: 'GIL off',
      model: 'free-threads',
      points: [1, 5, 20, 50].map((x) => ({ x, y: { estimate: 0.2, low: 0.1, high: 0.4 } })),
    },
  ],
  laws: [{ label: 'one interval', points: [1, 5, 20, 50].map((x) => ({ x, y: x })) }],
};

const LANES: ClaimPicture = {
  kind: 'lanes',
  title: 'Two plays of the same program',
  plays: entriesOf(['gil-threads', 'free-threads']).flatMap(({ model, played }) =>
    played ? [{ label: model === 'gil-threads' ? 'with the GIL, every 5 ms' : 'GIL off', model, played }] : [],
  ),
};

/** One of each way in which a claim can end, with every kind of picture. */
export const SAMPLES: Readonly<Record<string, readonly Part[]>> = {
  holds: [measured(1.04, 0.02), measured(1.07, 0.03, { id: 'more', title: 'makespan ÷ one wait, 32 threads' })],
  counted: [tried(20, 20)],
  refuted: [tried(997, 1000)],
  undecided: [measured(1.24, 0.06)],
};

const CONTROL = measured(8.1, 0.02, { id: 'control', title: 'makespan ÷ one wait, 8 in turn' });
const COUNTED_CONTROL = tried(2, 20, { id: 'control', title: 'in the order of completion' });

export function entryOf(claim: string, kind: string): ClaimEntry {
  const blank = { claim, pictures: [], beside: [], parts: [], control: [], reason: null, verdict: null, tookMs: 3_210 };
  if (kind === 'not testable') {
    const reason = 'One thread at a time runs here. This claim needs a device on which two run at once.';
    return { ...blank, state: 'done', verdict: 'not testable', reason, tookMs: 0 };
  }
  if (kind === 'failed') {
    return { ...blank, state: 'failed', reason: 'It had not ended after 45 s and was given up.' };
  }
  if (kind === 'waiting' || kind === 'running') return { ...blank, state: kind, tookMs: null };
  const parts = SAMPLES[kind] ?? [];
  const control = parts.some((part) => part.kind === 'counted') ? [COUNTED_CONTROL] : [CONTROL];
  const decided = decide({ parts, control, controlExpected: 'refuted', noiseFloor: 0.012 });
  return {
    ...blank,
    ...decided,
    state: 'done',
    pictures: [LANES, SPREAD, CURVES],
    beside: ['Real reads of 50 ms, 4 at once: 1.3 times one read.', 'CPython 3.11 on two cores: 1.02.'],
  };
}

const KINDS = ['holds', 'holds', 'counted', 'refuted', 'undecided', 'holds', 'not testable', 'failed'];

/** A report on claims, each of another kind in turn. */
export function claimsReport(claims: readonly string[], rest: Partial<ClaimsReport> = {}): ClaimsReport {
  return {
    state: 'complete',
    failure: null,
    startedAt: '2026-01-02T03:04:05.678Z',
    mode: 'shared',
    seed: 7,
    browser: { name: 'Chromium', version: '156.0.0.0', platform: 'Linux' },
    build: 'relaxed-simd',
    clock: { resolutionMs: 0.005 },
    cores: { reported: 2, proven: 2 },
    noiseFloor: 0.012,
    entries: claims.map((claim, place) => entryOf(claim, KINDS[place % KINDS.length] ?? 'holds')),
    warnings: [],
    ...rest,
  };
}

/** The same, with those after the first few still to come. */
export function underWay(claims: readonly string[], done: number): ClaimsReport {
  const { entries, ...whole } = claimsReport(claims, { state: 'running' });
  return {
    ...whole,
    entries: entries.map((entry, place) =>
      place < done ? entry : entryOf(entry.claim, place === done ? 'running' : 'waiting'),
    ),
  };
}

/** A list of claims that does not change when the real one does. */
export const LISTED: readonly ListedClaim[] = (
  [
    ['overlap-waits-threads', 'waiting', ['A', 'B', 'E'], ['gil-threads', 'main-thread']],
    ['overlap-waits-asyncio', 'waiting', ['A', 'C', 'D'], ['event-loop']],
    ['gil-convoy', 'the GIL', ['B', 'D'], ['gil-threads', 'free-threads']],
    ['threads-free-scale', 'cores', ['A', 'B'], ['free-threads', 'gil-threads']],
  ] as const
).map(([id, group, from, models]): ListedClaim => {
  return {
    ...{ id, group, from, models, program: 'waits', usualMs: 5_000 },
    statement: `What is claimed of ${id.replaceAll('-', ' ')}, in a sentence that is long enough to be broken on a phone.`,
    needs: { memory: 'shared', threads: 1 },
    experiment: 'Threads under a GIL, 8 of them, each blocked in a sleep of 100 ms: the makespan against one wait.',
    control: '8 waits of 50 ms on the main thread, one after the other.',
    controlExpected: 'refuted',
    notice: 'All lanes wait over the same stretch of time. Nobody computes, so neither cores nor the GIL matter.',
    corrections: [
      {
        note: 'A',
        said: 'The GIL might be removed one day.',
        now: 'CPython has a free-threaded build since 3.13, officially supported since 3.14 (PEP 703, PEP 779).',
      },
    ],
  };
});
