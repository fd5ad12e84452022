/**
 * SIMULATED plays for the picture of a race, each made to show one thing: hand-overs of the GIL, a convoy behind a lock, ten
 * thousand sleepers on a loop, a hundred thousand spans. Nobody ever measured these.
 */
import { prng } from '../../src/base/prng.ts';
import type { RaceEntry } from '../../src/measure/race/race-report.ts';
import type { ModelId } from '../../src/models/index.ts';
import type { Played, TaskTime } from '../../src/models/play/play.ts';
import { PAGE_LANE, type Phase, type Span } from '../../src/trace/span.ts';

function playedOf(spans: readonly Span[], tasks: readonly TaskTime[], extra: Partial<Played> = {}): Played {
  const wallMs = spans.reduce((most, { end }) => Math.max(most, end), 0);
  return { wallMs, spans, tasks, printed: [], result: 0, output: null, lostSpans: 0, ...extra };
}

export function entry(model: ModelId, workers: number, played: Played): RaceEntry {
  return { model, workers, state: 'finished', reason: null, played, verified: true, fault: null, speedup: 1 };
}

function lives(spans: readonly Span[], bodies: readonly string[]): TaskTime[] {
  return bodies.map((body, task) => {
    const own = spans.filter((span) => span.task === task);
    const start = Math.min(...own.map((span) => span.start));
    const end = Math.max(...own.map((span) => span.end));
    return { task, body, lane: own[0]?.lane ?? 0, spawned: 0, start, end };
  });
}

/** Threads take turns of the switch interval while `main` waits for them. */
export function handOvers(threads: number, turns: number, switchMs = 5): Played {
  const spans: Span[] = [{ lane: 0, task: 0, phase: 'running', start: 0, end: 0.4 }];
  const since = new Array<number>(threads).fill(0.4);
  let time = 0.4;
  for (let turn = 0; turn < turns; turn++) {
    const holder = turn % threads;
    const lane = holder + 1;
    spans.push({ lane, task: lane, phase: 'waiting-gil', start: since[holder] ?? 0, end: time });
    spans.push({ lane, task: lane, phase: 'running', start: time, end: time + switchMs });
    time += switchMs;
    since[holder] = time;
  }
  spans.push({ lane: 0, task: 0, phase: 'waiting-io', start: 0.4, end: time });
  const whole = spans.filter(({ start, end }) => end > start);
  return playedOf(whole, lives(whole, ['main', ...Array.from({ length: threads }, () => 'crunch')]));
}

/** Threads that compute without the GIL but come back for it. */
export function released(threads: number, rounds: number): Played {
  const spans: Span[] = [];
  let holder = 0;
  const free = new Array<number>(threads).fill(0);
  for (let round = 0; round < rounds; round++) {
    for (let thread = 0; thread < threads; thread++) {
      const lane = thread + 1;
      const ready = free[thread] ?? 0;
      const start = Math.max(ready, holder);
      if (start > ready) spans.push({ lane, task: lane, phase: 'waiting-gil', start: ready, end: start });
      spans.push({ lane, task: lane, phase: 'running', start, end: start + 2 });
      holder = start + 2;
      spans.push({ lane, task: lane, phase: 'released', start: holder, end: holder + 6 });
      free[thread] = holder + 6;
    }
  }
  const end = Math.max(...free);
  spans.push(
    { lane: 0, task: 0, phase: 'waiting-lock', start: 0.2, end },
    { lane: 0, task: 0, phase: 'running', start: 0, end: 0.2 },
  );
  return playedOf(spans, lives(spans, ['main', ...free.map(() => 'crunch')]));
}

/** Many threads that queue for one lock: each works a little alone, then waits for all before it. */
export function convoy(threads: number, rounds: number): Played {
  const random = prng(5);
  const spans: Span[] = [];
  const free = new Array<number>(threads).fill(0);
  let lock = 0;
  for (let round = 0; round < rounds; round++) {
    for (let thread = 0; thread < threads; thread++) {
      const lane = thread;
      const own = 0.4 + random.next() * 0.4;
      const ready = (free[thread] ?? 0) + own;
      spans.push({ lane, task: thread, phase: 'running', start: free[thread] ?? 0, end: ready });
      const start = Math.max(ready, lock);
      if (start > ready) spans.push({ lane, task: thread, phase: 'waiting-lock', start: ready, end: start });
      spans.push({ lane, task: thread, phase: 'running', start, end: start + 1.5 });
      free[thread] = lock = start + 1.5;
    }
  }
  return playedOf(
    spans,
    lives(
      spans,
      free.map((_, task) => (task === 0 ? 'main' : 'visitor')),
    ),
  );
}

/** Tasks of a loop that all sleep at once, and are resumed one after the other. */
export function sleepers(count: number, sleepMs = 100, stepMs = 0.008): Played {
  const spans: Span[] = [];
  const tasks: TaskTime[] = [];
  const add = (task: number, phase: Phase, start: number, end: number): number =>
    spans.push({ lane: PAGE_LANE, task, phase, start, end });
  add(0, 'running', 0, 1);
  let free = 1;
  const woken: number[] = [];
  for (let task = 1; task <= count; task++) {
    add(task, 'running', free, free + stepMs);
    free += stepMs;
    woken.push(free);
  }
  woken.forEach((since, index) => {
    const start = Math.max(since + sleepMs, free);
    add(index + 1, 'waiting-io', since, start);
    add(index + 1, 'running', start, start + stepMs);
    free = start + stepMs;
    tasks.push({ task: index + 1, body: 'sleeper', lane: PAGE_LANE, spawned: 1, start: since - stepMs, end: free });
  });
  add(0, 'waiting-io', 1, free);
  tasks.unshift({ task: 0, body: 'main', lane: PAGE_LANE, spawned: 0, start: 0, end: free });
  return playedOf(spans, tasks);
}

/** Chunks of all sizes on `lanes` threads, `spans` in all. */
export function dense(lanes: number, count: number, seed = 1): Played {
  const random = prng(seed);
  const phases: Phase[] = ['running', 'running', 'waiting-lock', 'running', 'waiting-io', 'copying', 'waiting-gil'];
  const spans: Span[] = [];
  const free = new Array<number>(lanes).fill(0);
  for (let at = 0; at < count; at++) {
    const lane = at % lanes;
    const start = free[lane] ?? 0;
    const end = start + 0.01 + random.next() ** 4 * 0.4;
    const phase = phases[Math.floor(random.next() * phases.length)] ?? 'running';
    spans.push({ lane, task: at % 997, phase, start, end });
    free[lane] = end + (random.next() < 0.05 ? 0.3 : 0);
  }
  const end = Math.max(...free);
  const tasks = Array.from({ length: 997 }, (_, task) => ({
    task,
    body: task === 0 ? 'main' : 'crunch',
    lane: task % lanes,
    spawned: 0,
    start: task === 0 ? 0 : (end * task) / 1500,
    end: task === 0 ? end : (end * (task + 400)) / 1500,
  }));
  return playedOf(spans, tasks);
}

/** What is known of a play at a moment of it. */
export function until(played: Played, moment: number): Played {
  return {
    ...played,
    wallMs: moment,
    spans: played.spans.filter(({ end }) => end <= moment),
    tasks: played.tasks
      .filter(({ spawned }) => spawned <= moment)
      .map((task) => ({ ...task, end: task.end !== null && task.end <= moment ? task.end : null })),
  };
}
