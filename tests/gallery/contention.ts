/**
 * Every state of counting together, from made-up machines instead of runs: `contention.html?state=two+threads` shows one, without a query
 * there is a list of all. `?state=here` measures.
 */
import { html, render } from 'lit';
import type { ContentionReport } from '../../src/measure/contention/contention-report.ts';
import { warnings } from '../../src/measure/warnings.ts';
import '../../src/ui/page.css';
import '../../src/ui/lab-contention.ts';
import { startContentionRun, type StartContention } from '../../src/ui/start-run.ts';
import { contentionReport } from './contention-reports.ts';

const CAPABLE = { webAssembly: true, workers: true, isolated: true, sharedMemory: true, secure: true, framed: false };

const RUNS: Readonly<Record<string, () => ContentionReport>> = {
  'two threads': () => contentionReport(),
  'eight threads': () => contentionReport({ threads: 8 }),
  'sixteen threads, noisy': () => contentionReport({ threads: 16, noise: 0.3, rounds: 6 }),
  'one thread': () => contentionReport({ threads: 1 }),
  'nothing lost': () => contentionReport({ lost: 0 }),
  busy: () => contentionReport({ disturbed: 14 }, { warnings: [warnings.machineBusy(0.8, false)] }),
  running: () => contentionReport({ rounds: 4 }, { state: 'running' }),
  beginning: () => contentionReport({ rounds: 0 }, { state: 'running', threads: [] }),
  stopped: () => contentionReport({ rounds: 5 }, { state: 'stopped' }),
  'stopped early': () => contentionReport({ rounds: 1 }, { state: 'stopped' }),
  failed: () => contentionReport({ rounds: 5 }, { state: 'failed', failure: 'worker 2 was lost: out of memory' }),
  unavailable: () =>
    contentionReport(
      { rounds: 0 },
      {
        state: 'unavailable',
        mode: 'messages',
        failure: 'Without shared memory the workers of this page have no counter that they could share.',
      },
    ),
};

function replay(report: ContentionReport): StartContention {
  return (_, onProgress) => {
    let finish: (report: ContentionReport) => void = () => undefined;
    const done = new Promise<ContentionReport>((resolve) => (finish = resolve));
    onProgress({ report, activity: 'Counting: round 5', elapsedMs: 4_200, remainingMs: 7_300 });
    if (report.state !== 'running') finish(report);
    return Promise.resolve({ done, stop: () => finish({ ...report, state: 'stopped' }) });
  };
}

const never: StartContention = () => Promise.reject(new Error('Failed to fetch dynamically imported module.'));

async function show(name: string, main: HTMLElement): Promise<void> {
  const run = RUNS[name];
  const start = name === 'here' ? startContentionRun : run ? replay(run()) : never;
  const environment = name === 'without isolation' ? { ...CAPABLE, isolated: false } : CAPABLE;
  render(html`<lab-contention .start=${start} .environment=${environment}></lab-contention>`, main);
  if (name === 'empty' || name === 'without isolation') return;
  const view = main.querySelector('lab-contention');
  await view?.updateComplete;
  view?.shadowRoot?.querySelector('button')?.click();
}

const wanted = new URLSearchParams(location.search).get('state');
const main = document.querySelector('main');
if (main && wanted) {
  main.className = 'column';
  void show(wanted, main);
} else if (main) {
  const names = ['empty', 'without isolation', 'cannot start', ...Object.keys(RUNS)];
  render(
    html`<h1>States of counting together, made up</h1>
      <ul>
        ${names.map((name) => html`<li><a href="?state=${encodeURIComponent(name)}">${name}</a></li>`)}
      </ul>`,
    main,
  );
}
