/**
 * Every state of the sustained view, from simulated machines instead of runs: `sustained.html?state=slowed` shows one, without
 * a query there is a list of all.
 */
import { html, render } from 'lit';
import type { SustainedRun } from '../../src/experiments/sustained-run.ts';
import type { SustainedReport } from '../../src/measure/sustained/sustained-report.ts';
import { warnings } from '../../src/measure/warnings.ts';
import '../../src/ui/page.css';
import '../../src/ui/lab-sustained.ts';
import type { StartSustained } from '../../src/ui/start-run.ts';
import type { Truth } from '../measure/sustained/sustained-machine.ts';
import { reportOf } from './sustained-reports.ts';

const CAPABLE = { webAssembly: true, workers: true, isolated: true, sharedMemory: true, secure: true, framed: false };
const noise = 0.01;
const slowed: Truth = { noise, workers: 8, speed: (seconds) => (seconds < 49 ? 1 : 0.82) };

const RUNS: Readonly<Record<string, () => Promise<SustainedReport>>> = {
  kept: () => reportOf({ noise, workers: 8 }),
  slowed: () => reportOf(slowed, { warnings: [warnings.onBattery(0.43)] }),
  'shared budget': () =>
    reportOf({ ...slowed, speed: (seconds, running) => (seconds < 29 || running === 1 ? 1 : 0.7) }),
  'ten minutes, little by little': () => reportOf({ noise, minutes: 10, speed: (seconds) => 1 - seconds / 2500 }),
  'two steps': () => reportOf({ noise, speed: (seconds) => (seconds < 41 ? 1 : seconds < 81 ? 0.85 : 0.7) }),
  'other load': () =>
    reportOf(
      { noise, still: (s, w) => (w === 1 && s > 50 ? 0.5 : 0) },
      { warnings: [warnings.machineBusy(0.31, false)] },
    ),
  'one thread': () => reportOf({ ...slowed, workers: 1 }),
  hidden: () => reportOf({ noise, hidden: [[40, 90]] }, { warnings: [warnings.tabHidden(1)] }),
  noisy: () => reportOf({ noise: 0.15, minutes: 1 }),
  faster: () => reportOf({ noise, speed: (seconds) => (seconds < 40 ? 0.5 : 1) }),
  running: () => reportOf({ ...slowed, stopAfter: 70 }, { state: 'running' }),
  beginning: () => reportOf({ ...slowed, stopAfter: 1 }, { state: 'running' }),
  stopped: () => reportOf({ ...slowed, stopAfter: 35 }, { state: 'stopped' }),
  failed: () =>
    reportOf({ ...slowed, stopAfter: 35 }, { state: 'failed', failure: 'worker 3 was lost: out of memory' }),
  unavailable: () =>
    reportOf(
      { minutes: 0.01, stopAfter: 0 },
      {
        state: 'unavailable',
        mode: 'messages',
        windows: [],
        failure: 'Without shared memory the workers of this page cannot be kept in step.',
      },
    ),
};

function replay(report: SustainedReport): StartSustained {
  return (_, onProgress): Promise<SustainedRun> => {
    let finish: (report: SustainedReport) => void = () => undefined;
    const done = new Promise<SustainedReport>((resolve) => (finish = resolve));
    onProgress({ report, activity: '8 threads at work', elapsedMs: 72_000, remainingMs: 51_000 });
    if (report.state !== 'running') finish(report);
    return Promise.resolve({ done, stop: () => finish({ ...report, state: 'stopped' }) });
  };
}

const never: StartSustained = () => Promise.reject(new Error('Failed to fetch dynamically imported module.'));

async function show(name: string, main: HTMLElement): Promise<void> {
  const run = RUNS[name];
  const start = run ? replay(await run()) : never;
  const environment = name === 'without isolation' ? { ...CAPABLE, isolated: false } : CAPABLE;
  render(html`<lab-sustained .start=${start} .environment=${environment}></lab-sustained>`, main);
  if (!run) return;
  const view = main.querySelector('lab-sustained');
  await view?.updateComplete;
  const controls = view?.shadowRoot?.querySelector('lab-sustained-controls');
  await controls?.updateComplete;
  controls?.shadowRoot?.querySelector('button')?.click();
}

const wanted = new URLSearchParams(location.search).get('state');
const main = document.querySelector('main');
if (main && wanted) {
  main.className = 'column';
  void show(wanted, main);
} else if (main) {
  const names = ['empty', 'without isolation', ...Object.keys(RUNS)];
  render(
    html`<h1>States of a sustained run, simulated</h1>
      <ul>
        ${names.map((name) => html`<li><a href="?state=${encodeURIComponent(name)}">${name}</a></li>`)}
      </ul>`,
    main,
  );
}
