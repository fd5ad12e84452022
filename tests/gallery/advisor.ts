/**
 * Every state of the Advisor view, from simulated runs instead of real ones: `advisor.html?state=whole` shows one, without a query there is a
 * list of all.
 */
import { html, type LitElement, render } from 'lit';
import type { AdvisorReport } from '../../src/measure/advisor/advisor-report.ts';
import { warnings } from '../../src/measure/warnings.ts';
import '../../src/ui/page.css';
import '../../src/ui/lab-advisor.ts';
import type { StartAdvisor } from '../../src/ui/start-run.ts';
import { advisorReport, advisorRow, ownRow, tableRows, TIMES, type Times } from './advisor-reports.ts';

const CAPABLE = { webAssembly: true, workers: true, isolated: true, sharedMemory: true, secure: true, framed: false };
const NO_MEMORY = 'This page has no memory that threads could share.';

const shareless: Times = {
  ...TIMES.mixed,
  'gil-threads': NO_MEMORY,
  'gil-threads-released': NO_MEMORY,
  'free-threads': NO_MEMORY,
  'thread-executor': NO_MEMORY,
};
const waits = advisorRow('own', { tasks: 2_000, computeMs: 0, waitMs: 200 }, TIMES['slow-waits']);

interface Scene {
  readonly own: AdvisorReport;
  readonly table: AdvisorReport;
}

function scene(rounds: number, more: Partial<AdvisorReport> = {}): Scene {
  return { own: advisorReport([ownRow(rounds)], more), table: advisorReport(tableRows(rounds), more) };
}

const SCENES: Readonly<Record<string, Scene>> = {
  whole: scene(7),
  'one answer for both': { own: advisorReport([waits]), table: advisorReport(tableRows()) },
  running: scene(2, { state: 'running' }),
  'running, first': scene(0, { state: 'running' }),
  stopped: scene(3, { state: 'stopped' }),
  failed: scene(7, {
    state: 'failed',
    failure: 'worker 2 was lost: out of memory',
    warnings: [warnings.workerLost('worker 2 was lost: out of memory')],
  }),
  'without isolation': {
    own: advisorReport([advisorRow('own', ownRow().measured, shareless)], {
      mode: 'messages',
      cores: { reported: 2, proven: null },
      warnings: [warnings.noIsolation()],
    }),
    table: advisorReport(tableRows()),
  },
};

function replay({ own, table }: Scene): StartAdvisor {
  return (options, onProgress) => {
    const report = options.own ? own : table;
    let finish: (report: AdvisorReport) => void = () => undefined;
    const done = new Promise<AdvisorReport>((resolve) => (finish = resolve));
    onProgress({ report, activity: 'Your own work: round 3 of 6', elapsedMs: 4_100, remainingMs: 5_400 });
    if (report.state !== 'running') finish(report);
    return Promise.resolve({ done, stop: () => finish({ ...report, state: 'stopped' }) });
  };
}

const never: StartAdvisor = () => Promise.reject(new Error('Failed to fetch dynamically imported module.'));

async function press(view: LitElement, place: number): Promise<void> {
  await view.updateComplete;
  const bar = view.renderRoot.querySelectorAll<LitElement>('lab-advisor-bar')[place];
  await bar?.updateComplete;
  bar?.renderRoot.querySelector('button')?.click();
}

async function show(name: string, host: HTMLElement): Promise<void> {
  const found = SCENES[name];
  if (name === 'a link with faults') history.replaceState(null, '', '#/advisor?tasks=1e9&wait=-1&colour=red');
  const place = name === 'without isolation' ? { ...CAPABLE, isolated: false } : CAPABLE;
  const environment = name === 'no WebAssembly' ? { ...CAPABLE, webAssembly: false } : place;
  const start = found ? replay(found) : never;
  render(html`<lab-advisor .start=${start} .environment=${environment}></lab-advisor>`, host);
  const view = host.querySelector('lab-advisor');
  if (!view || (!found && name !== 'did not load')) return;
  await press(view, 0);
  if (!found || found.own.state === 'running') return;
  await new Promise((resolve) => setTimeout(resolve, 100));
  await press(view, 1);
}

const wanted = new URLSearchParams(location.search).get('state');
const host = document.querySelector('main');
if (host && wanted) {
  host.className = 'column';
  void show(wanted, host);
} else if (host) {
  const names = ['empty', 'no WebAssembly', 'did not load', 'a link with faults', ...Object.keys(SCENES)];
  render(
    html`<h1>States of the advisor, simulated</h1>
      <ul>
        ${names.map((name) => html`<li><a href="?state=${encodeURIComponent(name)}">${name}</a></li>`)}
      </ul>`,
    host,
  );
}
