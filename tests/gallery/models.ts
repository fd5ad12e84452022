/**
 * Every state of the Models view, from simulated races instead of real ones: `models.html?state=five` shows one, without a query there
 * is a list of all.
 */
import { html, type LitElement, render } from 'lit';
import type { RaceReport } from '../../src/measure/race/race-report.ts';
import { warnings } from '../../src/measure/warnings.ts';
import { MODEL_IDS } from '../../src/models/index.ts';
import '../../src/ui/page.css';
import '../../src/ui/lab-models.ts';
import type { StartRace } from '../../src/ui/start-run.ts';
import { entriesOf, FIVE, halfWay, raceReport, waiting } from './race-reports.ts';

const CAPABLE = { webAssembly: true, workers: true, isolated: true, sharedMemory: true, secure: true, framed: false };

const five = entriesOf(FIVE);
const [main, loop, gil, free, processes] = five;
const underWay = [main, loop, gil && halfWay(gil, 0.6), free && waiting(free), processes && waiting(processes)].flatMap(
  (entry) => entry ?? [],
);
const wrong = five.map((entry) =>
  entry.model === 'free-threads'
    ? { ...entry, verified: false, fault: 'The counter says 7312, not 8000: updates were lost.', speedup: null }
    : entry.model === 'processes'
      ? {
          ...entry,
          state: 'failed' as const,
          played: null,
          verified: null,
          reason: 'The program had not ended after 10 s: task 1 waits for lock 0, task 2 waits for lock 1.',
          speedup: null,
        }
      : entry.model === 'event-loop'
        ? {
            ...entry,
            state: 'unable' as const,
            played: null,
            verified: null,
            speedup: null,
            reason: 'An event loop has no locks that block its thread.',
          }
        : entry,
);

const RACES: Readonly<Record<string, RaceReport>> = {
  five: raceReport(five),
  all: raceReport(entriesOf(MODEL_IDS, { tasks: 16, workers: 4 }), { cores: 4, warnings: [warnings.tabHidden(1)] }),
  'only waits': raceReport(entriesOf(FIVE, { computeMs: 0, waitMs: 40 })),
  'running, first': raceReport(
    five.map((entry, index) => (index === 0 ? halfWay(entry, 0.3) : waiting(entry))),
    { state: 'running' },
  ),
  running: raceReport(underWay, { state: 'running' }),
  'wrong and stuck': raceReport(wrong),
  stopped: raceReport(
    underWay.map((entry) => (entry.state === 'running' ? { ...entry, state: 'waiting' as const } : entry)),
    { state: 'stopped' },
  ),
  failed: raceReport(underWay, { state: 'failed', failure: 'worker 2 was lost: out of memory' }),
};

function replay(report: RaceReport): StartRace {
  return (_, onProgress) => {
    let finish: (report: RaceReport) => void = () => undefined;
    const done = new Promise<RaceReport>((resolve) => (finish = resolve));
    onProgress({ report, activity: 'Threads under a GIL', elapsedMs: 2_100, remainingMs: 3_400 });
    if (report.state !== 'running') finish(report);
    return Promise.resolve({ done, stop: () => finish({ ...report, state: 'stopped' }) });
  };
}

const never: StartRace = () => Promise.reject(new Error('Failed to fetch dynamically imported module.'));

async function unfold(host: HTMLElement): Promise<void> {
  let root: ParentNode = host;
  for (const inner of ['lab-models', 'lab-race-controls', 'lab-race-settings']) {
    const element = root.querySelector<LitElement>(inner);
    await element?.updateComplete;
    root = element?.renderRoot ?? host;
  }
  root.querySelector('details')?.setAttribute('open', '');
}

/** Choices that a link makes, as the view shows them. */
const LINKS: Readonly<Record<string, string>> = {
  'a preset and its numbers': 'program=convoy&models=main-thread,gil-threads,free-threads&workers=3',
  'a link with faults': 'program=nothing&models=free-threads,nobody&workers=many&colour=red',
};

async function show(name: string, host: HTMLElement): Promise<void> {
  const report = RACES[name];
  const link = LINKS[name];
  if (link) history.replaceState(null, '', `#/models?${link}`);
  const place = name === 'without isolation' ? { ...CAPABLE, isolated: false } : CAPABLE;
  const environment = name === 'no WebAssembly' ? { ...CAPABLE, webAssembly: false } : place;
  render(
    html`<lab-models
      .start=${report ? replay(report) : never}
      .environment=${environment}
      .cores=${2}
      .itemsAMs=${48}
    ></lab-models>`,
    host,
  );
  if (name === 'settings') return unfold(host);
  if (!report && name !== 'did not load') return;
  const view = host.querySelector('lab-models');
  await view?.updateComplete;
  const controls = view?.shadowRoot?.querySelector('lab-race-controls');
  await controls?.updateComplete;
  controls?.shadowRoot?.querySelector('button')?.click();
}

const wanted = new URLSearchParams(location.search).get('state');
const host = document.querySelector('main');
if (host && wanted) {
  host.className = 'column';
  void show(wanted, host);
} else if (host) {
  const names = [
    'empty',
    'without isolation',
    'no WebAssembly',
    'did not load',
    'settings',
    ...Object.keys(LINKS),
    ...Object.keys(RACES),
  ];
  render(
    html`<h1>States of a race, simulated</h1>
      <ul>
        ${names.map((name) => html`<li><a href="?state=${encodeURIComponent(name)}">${name}</a></li>`)}
      </ul>`,
    host,
  );
}
