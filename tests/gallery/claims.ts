/**
 * Every state of the Claims view, from simulated verdicts instead of real ones: `claims.html?state=whole` shows one, without a query
 * there is a list of all.
 */
import { html, render } from 'lit';
import type { ClaimsReport } from '../../src/measure/claims/claim-report.ts';
import { warnings } from '../../src/measure/warnings.ts';
import '../../src/ui/page.css';
import '../../src/ui/lab-claims.ts';
import { claimIds } from '../../src/ui/claims-catalogue.ts';
import type { StartClaims } from '../../src/ui/start-run.ts';
import { claimsReport, entryOf, underWay } from './claims-reports.ts';

const CAPABLE = { webAssembly: true, workers: true, isolated: true, sharedMemory: true, secure: true, framed: false };

const partly = underWay(claimIds, 9);
const REPORTS: Readonly<Record<string, ClaimsReport>> = {
  whole: claimsReport(claimIds),
  'one claim': claimsReport(claimIds.slice(0, 1)),
  running: partly,
  paused: partly,
  stopped: {
    ...partly,
    state: 'stopped',
    entries: partly.entries.map((entry) => (entry.state === 'running' ? entryOf(entry.claim, 'waiting') : entry)),
  },
  failed: { ...partly, state: 'failed', failure: 'worker 2 was lost: out of memory' },
  'no shared memory': claimsReport(claimIds, {
    mode: 'messages',
    cores: { reported: 2, proven: null },
    entries: claimIds.map((claim) => entryOf(claim, 'not testable')),
    warnings: [warnings.noIsolation(), warnings.tabHidden(2)],
  }),
};

const ENVIRONMENTS: Readonly<Record<string, typeof CAPABLE>> = {
  'without isolation': { ...CAPABLE, isolated: false },
  'without workers': { ...CAPABLE, workers: false, isolated: false },
  'no WebAssembly': { ...CAPABLE, webAssembly: false },
};

/** What a link opens, on top of a report. */
const LINKS: Readonly<Record<string, string>> = {
  'open claims': `open=${claimIds.slice(0, 4).join(',')}`,
  'broken-off claims': 'verdict=broke-off',
  'a link with faults': 'note=Z&colour=red&open=nothing',
  'nothing left': 'note=A&model=ranks',
};

function replay(report: ClaimsReport, isPaused: boolean): StartClaims {
  return (_, onProgress) => {
    let finish: (report: ClaimsReport) => void = () => undefined;
    const done = new Promise<ClaimsReport>((resolve) => (finish = resolve));
    onProgress({ report, activity: 'Eight waits of 50 ms', elapsedMs: 60_000, remainingMs: 140_000, isPaused });
    if (report.state !== 'running') finish(report);
    const stop = () => finish({ ...report, state: 'stopped' });
    return Promise.resolve({ done, stop, pause: () => undefined, resume: () => undefined });
  };
}

const never: StartClaims = () =>
  Promise.reject(new Error('A run is already under way on this page: wait for it or stop it.'));

async function show(name: string, host: HTMLElement): Promise<void> {
  const link = LINKS[name];
  if (link) history.replaceState(null, '', `#/claims?${link}`);
  const report = REPORTS[name] ?? (link ? REPORTS['whole'] : undefined);
  const start = report ? replay(report, name === 'paused') : never;
  const environment = ENVIRONMENTS[name] ?? CAPABLE;
  render(html`<lab-claims .start=${start} .environment=${environment}></lab-claims>`, host);
  if (!report && name !== 'did not start') return;
  const view = host.querySelector('lab-claims');
  for (let wait = 0; wait < 100 && view?.catalogue.length === 0; wait++) await new Promise(requestAnimationFrame);
  await view?.updateComplete;
  const controls = view?.shadowRoot?.querySelector('lab-claims-controls');
  await controls?.updateComplete;
  const buttons = [...(controls?.shadowRoot?.querySelectorAll('button') ?? [])];
  buttons.find((button) => /^\s*Test all/.test(button.textContent ?? ''))?.click();
}

const wanted = new URLSearchParams(location.search).get('state');
const host = document.querySelector('main');
if (host && wanted) {
  host.className = 'column';
  void show(wanted, host);
} else if (host) {
  const names = [
    'empty',
    ...Object.keys(ENVIRONMENTS),
    'did not start',
    ...Object.keys(LINKS),
    ...Object.keys(REPORTS),
  ];
  render(
    html`<h1>States of the claims, simulated</h1>
      <ul>
        ${names.map((name) => html`<li><a href="?state=${encodeURIComponent(name)}">${name}</a></li>`)}
      </ul>`,
    host,
  );
}
