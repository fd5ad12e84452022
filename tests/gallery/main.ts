/**
 * Every state of the landing view, driven by fixtures instead of runs: `?state=two cores` shows one as
 * the visitor would see it, without a query there is a list of all.
 */
import { html, render, type TemplateResult } from 'lit';
import type { Run } from '../../src/experiments/run.ts';
import type { Report } from '../../src/measure/report.ts';
import '../../src/ui/page.css';
import '../../src/ui/lab-measure.ts';
import '../../src/ui/lab-method.ts';
import type { StartRun } from '../../src/ui/start-run.ts';
import { SAMPLE_REPORTS } from './sample-reports.ts';

const KERNELS = [
  { id: 'mandelbrot', title: 'Mandelbrot set' },
  { id: 'primes', title: 'Prime numbers' },
  { id: 'ep', title: 'Random pairs (NAS EP)' },
  { id: 'matmul', title: 'Matrix product' },
];

const CAPABLE = { webAssembly: true, workers: true, isolated: true, sharedMemory: true, secure: true, framed: false };

function replay(report: Report): StartRun {
  return (_, onProgress): Promise<Run> => {
    let finish: (report: Report) => void = () => undefined;
    const done = new Promise<Report>((resolve) => (finish = resolve));
    onProgress({ report, activity: 'Free threads: 2 workers, round 3', elapsedMs: 4200, remainingMs: 9800 });
    if (report.state !== 'running') finish(report);
    return Promise.resolve({ done, stop: () => finish({ ...report, state: 'stopped', ending: 'stopped' }) });
  };
}

function measure(start: StartRun, environment = CAPABLE): TemplateResult {
  return html`<lab-measure .start=${start} .environment=${environment} .kernels=${KERNELS}></lab-measure>`;
}

const never: StartRun = () => Promise.reject(new Error('Failed to fetch dynamically imported module.'));

const STATES: Readonly<Record<string, TemplateResult>> = {
  empty: measure(never),
  'empty without isolation': measure(never, { ...CAPABLE, isolated: false }),
  'no WebAssembly': measure(never, { ...CAPABLE, webAssembly: false }),
  'did not load': measure(never),
  method: html`<lab-method></lab-method>`,
  ...Object.fromEntries(Object.entries(SAMPLE_REPORTS).map(([name, report]) => [name, measure(replay(report))])),
};

const STARTED = new Set([...Object.keys(SAMPLE_REPORTS), 'did not load']);

async function show(name: string, main: HTMLElement): Promise<void> {
  render(STATES[name] ?? html`<p>There is no state “${name}”.</p>`, main);
  if (!STARTED.has(name)) return;
  const view = main.querySelector('lab-measure');
  await view?.updateComplete;
  const controls = view?.shadowRoot?.querySelector('lab-controls');
  await controls?.updateComplete;
  controls?.shadowRoot?.querySelector('button')?.click();
}

const wanted = new URLSearchParams(location.search).get('state');
const main = document.querySelector('main');
if (main && wanted) {
  main.className = 'column';
  void show(wanted, main);
} else if (main) {
  const link = (name: string): TemplateResult =>
    html`<li><a href="?state=${encodeURIComponent(name)}">${name}</a></li>`;
  render(
    html`<h1>States, from fixtures</h1>
      <ul>
        ${Object.keys(STATES).map(link)}
      </ul>`,
    main,
  );
}
