/**
 * The picture of a race in every state, from simulated plays: `race.html?state=convoy` shows one, without a query there is a list of
 * all. `race.html?state=100 000 spans&bench` pans and zooms for three seconds and prints how long a frame's work takes;
 * `?state=live` plays a race that grows.
 */
import { html, render } from 'lit';
import type { RaceReport } from '../../src/measure/race/race-report.ts';
import { median } from '../../src/measure/stats/median.ts';
import { MODEL_IDS } from '../../src/models/index.ts';
import { traceOf } from '../../src/ui/lab-lanes-files.ts';
import '../../src/ui/page.css';
import '../../src/ui/lab-lanes.ts';
import { RaceLanes } from '../../src/charts/lanes/race-lanes.ts';
import { entriesOf, FIVE, halfWay, raceReport, waiting } from './race-reports.ts';
import { convoy, dense, entry, handOvers, released, sleepers, until } from './race-samples.ts';

const five = entriesOf(FIVE);
const [first, second, third, fourth, fifth] = five;
const manySpans = (): RaceReport =>
  raceReport(
    FIVE.map((model, at) => entry(model, at < 2 ? 0 : 4, dense(at < 2 ? 1 : 4, 20_000, at + 1))),
    { program: { id: 'dense', title: '100 000 spans', args: [] } },
  );
const hand = handOvers(3, 18);
const sample = (title: string, ...entries: RaceReport['entries']): RaceReport =>
  raceReport(entries, { program: { id: 'sample', title, args: [] } });

const STATES: Readonly<Record<string, () => RaceReport>> = {
  'five models': () => raceReport(five),
  'all models': () => raceReport(entriesOf(MODEL_IDS, { tasks: 16, workers: 4 })),
  'hand-overs of the GIL': () =>
    sample('hand-overs', entry('gil-threads', 3, hand), entry('gil-threads-released', 3, released(3, 8))),
  convoy: () => sample('convoy', entry('free-threads', 5, convoy(6, 7))),
  sleepers: () =>
    sample('sleepers', entry('event-loop', 0, sleepers(10_000)), entry('greenlets', 0, sleepers(200, 100, 0.05))),
  '100 000 spans': manySpans,
  '64 threads': () => sample('64 threads', entry('free-threads', 64, dense(64, 4000))),
  running: () => {
    const entries = [first, second, third && halfWay(third, 0.5), fourth && waiting(fourth), fifth && waiting(fifth)];
    return raceReport(
      entries.flatMap((one) => one ?? []),
      { state: 'running' },
    );
  },
  'with faults': () =>
    sample(
      'faults',
      {
        ...entry('main-thread', 0, hand),
        state: 'unable',
        played: null,
        reason: 'The main thread cannot wait for another task: this program needs two.',
      },
      { ...entry('gil-threads', 3, hand), verified: false, fault: 'the counter says 7312, not 8000' },
      { ...entry('free-threads', 3, until(hand, 40)), state: 'failed', reason: 'the program had not ended after 10 s' },
      { ...entry('processes', 3, { ...hand, lostSpans: 12_000 }) },
    ),
};

const wanted = new URLSearchParams(location.search).get('state');
const main = document.querySelector('main');

async function bench(lanes: HTMLElementTagNameMap['lab-lanes'], report: RaceReport): Promise<string> {
  const work: number[] = [];
  const gaps: number[] = [];
  const whole = lanes.window.to;
  const begin = performance.now();
  let before = begin;
  while (performance.now() - begin < 3_000) {
    const now = await new Promise<number>(requestAnimationFrame);
    const turn = ((now - begin) / 3_000) * 2 * Math.PI;
    const length = whole * (0.55 + 0.44 * Math.cos(turn));
    const from = (whole - length) * (0.5 + 0.5 * Math.sin(3 * turn));
    lanes.window = { from, to: from + length };
    const start = performance.now();
    lanes.redraw();
    work.push(performance.now() - start);
    gaps.push(now - before);
    before = now;
  }
  const ninth = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length * 0.9)] ?? NaN;
  const start = performance.now();
  const blob = await traceOf(report, new RaceLanes().of(report, 'threads'));
  const trace = performance.now() - start;
  const of = (values: number[]): string => `median ${median(values).toFixed(1)} ms, p90 ${ninth(values).toFixed(1)} ms`;
  return `work of a frame ${of(work)}; between frames ${of(gaps)}; ${work.length} frames; trace ${trace.toFixed(0)} ms, ${(blob.size / 1e6).toFixed(1)} MB`;
}

/** Ten seconds of a race, a report a frame. */
function live(lanes: HTMLElementTagNameMap['lab-lanes']): void {
  const entries = entriesOf(FIVE, { tasks: 40 });
  const begin = performance.now();
  const next = (now: number): void => {
    const at = ((now - begin) / 2_000) % (entries.length + 1);
    const shown = entries.map((one, index) =>
      index < Math.floor(at) ? one : index === Math.floor(at) ? halfWay(one, Math.max(0.01, at % 1)) : waiting(one),
    );
    lanes.report = raceReport(shown, { state: at < entries.length ? 'running' : 'complete' });
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}

async function show(name: string, into: HTMLElement): Promise<void> {
  const report = STATES[name]?.() ?? null;
  render(
    html`<lab-lanes .report=${report}></lab-lanes>
      <p id="bench"></p>`,
    into,
  );
  const lanes = into.querySelector('lab-lanes');
  if (!lanes) return;
  await lanes.updateComplete;
  if (name === 'live') live(lanes);
  if (report && new URLSearchParams(location.search).has('bench')) {
    await new Promise((resume) => setTimeout(resume, 500));
    const line = into.querySelector('#bench');
    if (line) line.textContent = await bench(lanes, report);
  }
}

if (main && wanted) {
  main.className = 'column';
  void show(wanted, main);
} else if (main) {
  const names = ['empty', 'live', ...Object.keys(STATES)];
  render(
    html`<h1>Pictures of races, simulated</h1>
      <ul>
        ${names.map((name) => html`<li><a href="?state=${encodeURIComponent(name)}">${name}</a></li>`)}
      </ul>`,
    main,
  );
}
