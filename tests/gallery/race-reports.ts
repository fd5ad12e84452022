/**
 * SIMULATED races, to look at and to test words on; never shown to a visitor. Tasks that compute and wait are laid out by a small
 * discrete schedule for each model, so that lanes, task times and lines belong together.
 */
import { prng } from '../../src/base/prng.ts';
import type { RaceEntry, RaceReport } from '../../src/measure/race/race-report.ts';
import type { ModelId } from '../../src/models/index.ts';
import { type Played, type PrintedLine, type TaskTime, USUAL_SETTINGS } from '../../src/models/play/play.ts';
import { PAGE_LANE, type Phase, type Span } from '../../src/trace/span.ts';

interface Plan {
  readonly tasks: number;
  readonly computeMs: number;
  readonly waitMs: number;
  readonly workers: number;
}

const USUAL: Plan = { tasks: 8, computeMs: 12, waitMs: 12, workers: 2 };

class Recording {
  readonly spans: Span[] = [];
  readonly tasks: TaskTime[] = [];
  readonly printed: PrintedLine[] = [];

  add(lane: number, task: number, phase: Phase, start: number, end: number): void {
    if (end > start) this.spans.push({ lane, task, phase, start, end });
  }

  ended(task: number, lane: number, start: number, end: number): void {
    this.tasks.push({ task, body: 'worker', lane, spawned: 0.1, start, end });
    this.printed.push({ at: start + 0.02, task, text: `task ${task} begins` });
    this.printed.push({ at: end - 0.02, task, text: `task ${task} is done` });
  }

  whole(): Played {
    const wallMs = Math.max(...this.tasks.map(({ end }) => end ?? 0)) + 0.2;
    const main: TaskTime = { task: 0, body: 'main', lane: this.spans[0]?.lane ?? 0, spawned: 0, start: 0, end: wallMs };
    return {
      wallMs,
      spans: this.spans,
      tasks: [main, ...this.tasks],
      printed: this.printed.toSorted((one, other) => one.at - other.at),
      result: this.tasks.length,
      output: null,
      lostSpans: 0,
    };
  }
}

function serial({ tasks, computeMs, waitMs }: Plan): Played {
  const record = new Recording();
  let at = 0.2;
  for (let task = 1; task <= tasks; task++) {
    const start = at;
    record.add(PAGE_LANE, task, 'running', at, (at += computeMs));
    record.add(PAGE_LANE, task, 'waiting-io', at, (at += waitMs));
    record.ended(task, PAGE_LANE, start, at);
  }
  return record.whole();
}

/** One thread, waits overlap: computing in turn, each task done a wait after its own. */
function cooperative({ tasks, computeMs, waitMs }: Plan): Played {
  const record = new Recording();
  let at = 0.2;
  for (let task = 1; task <= tasks; task++) {
    const start = at;
    record.add(PAGE_LANE, task, 'running', at, (at += computeMs));
    record.add(PAGE_LANE, task, 'waiting-io', at, at + waitMs);
    record.ended(task, PAGE_LANE, start, at + waitMs);
  }
  return record.whole();
}

/** Threads that take turns at computing, in slices of the switch interval. */
function underLock({ tasks, computeMs, waitMs, workers }: Plan): Played {
  const record = new Recording();
  record.add(0, 0, 'waiting-io', 0, 1);
  const free = Array.from({ length: workers }, () => 0.6);
  let gilFree = 0.6;
  for (let task = 1; task <= tasks; task++) {
    const lane = free.indexOf(Math.min(...free));
    const start = free[lane] ?? 0;
    let left = computeMs;
    let at = start;
    while (left > 0) {
      const turn = Math.max(at, gilFree);
      record.add(lane + 1, task, 'waiting-gil', at, turn);
      const slice = Math.min(5, left);
      record.add(lane + 1, task, 'running', turn, turn + slice);
      gilFree = turn + slice;
      at = turn + slice;
      left -= slice;
    }
    record.add(lane + 1, task, 'waiting-io', at, at + waitMs);
    free[lane] = at + waitMs;
    record.ended(task, lane + 1, start, at + waitMs);
  }
  return record.whole();
}

function atOnce({ tasks, computeMs, waitMs, workers }: Plan, copying = 0): Played {
  const record = new Recording();
  const random = prng(3);
  record.add(0, 0, 'waiting-io', 0, 1);
  const free = Array.from({ length: workers }, () => 0.8);
  for (let task = 1; task <= tasks; task++) {
    const lane = free.indexOf(Math.min(...free));
    const start = free[lane] ?? 0;
    const computed = start + copying + computeMs * (0.95 + random.next() * 0.12);
    record.add(lane + 1, task, 'copying', start, start + copying);
    record.add(lane + 1, task, 'running', start + copying, computed);
    record.add(lane + 1, task, 'waiting-io', computed, computed + waitMs);
    free[lane] = computed + waitMs;
    record.ended(task, lane + 1, start, computed + waitMs);
  }
  return record.whole();
}

function playedUnder(model: ModelId, plan: Plan): Played {
  switch (model) {
    case 'main-thread':
      return serial(plan);
    case 'event-loop':
    case 'greenlets':
      return cooperative(plan);
    case 'gil-threads':
      return underLock(plan);
    case 'gil-threads-released':
    case 'free-threads':
    case 'thread-executor':
      return atOnce(plan);
    case 'processes':
    case 'process-executor':
    case 'ranks':
      return atOnce(plan, 0.9);
  }
}

const onPage = (model: ModelId): boolean => ['main-thread', 'event-loop', 'greenlets'].includes(model);

export const FIVE: readonly ModelId[] = ['main-thread', 'event-loop', 'gil-threads', 'free-threads', 'processes'];

export function entriesOf(models: readonly ModelId[], plan: Partial<Plan> = {}): RaceEntry[] {
  const whole = { ...USUAL, ...plan };
  const serialMs = serial(whole).wallMs;
  return models.map((model) => {
    const played = playedUnder(model, whole);
    return {
      model,
      workers: onPage(model) ? 0 : whole.workers,
      state: 'finished',
      reason: null,
      played,
      verified: true,
      fault: null,
      speedup: serialMs / played.wallMs,
    };
  });
}

/** As it stands a part of the way through its run. */
export function halfWay(entry: RaceEntry, part: number): RaceEntry {
  const { played } = entry;
  if (!played) return entry;
  const now = played.wallMs * part;
  const soFar: Played = {
    ...played,
    wallMs: now,
    spans: played.spans.filter(({ start }) => start < now).map((span) => ({ ...span, end: Math.min(span.end, now) })),
    printed: played.printed.filter(({ at }) => at < now),
  };
  return { ...entry, state: 'running', played: soFar, verified: null, speedup: null };
}

export function waiting(entry: RaceEntry): RaceEntry {
  return { ...entry, state: 'waiting', played: null, verified: null, speedup: null };
}

export function raceReport(entries: readonly RaceEntry[], rest: Partial<RaceReport> = {}): RaceReport {
  return {
    state: 'complete',
    failure: null,
    startedAt: '2026-01-02T03:04:05.678Z',
    mode: 'shared',
    seed: 7,
    browser: { name: 'Chromium', version: '156.0.0.0', platform: 'Linux' },
    build: 'relaxed-simd',
    clock: { resolutionMs: 0.005 },
    cores: 2,
    program: { id: 'mixed', title: 'your own mix', args: [] },
    work: { kernel: 'mandelbrot', version: 1, size: 384, items: 64 },
    settings: USUAL_SETTINGS,
    entries,
    warnings: [],
    ...rest,
  };
}
