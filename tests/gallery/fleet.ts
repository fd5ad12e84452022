/**
 * The view of a fleet with machines that do not exist: `fleet.html?state=5000` shows so many, without a query there is a list. What was asked
 * to be compared is written under it.
 */
import { html, render } from 'lit';
import '../../src/ui/page.css';
import '../../src/ui/lab-fleet.ts';
import type { Machine } from '../../src/results/machine.ts';
import { fleetMachines } from '../results/fleet-machines.ts';

const SEED = 2026;

const STATES: Readonly<Record<string, () => readonly Machine[]>> = {
  '20': () => fleetMachines(20, SEED),
  '200': () => fleetMachines(200, SEED),
  '5000': () => fleetMachines(5000, SEED),
  '10000': () => fleetMachines(10_000, SEED),
  'cores only': () => coresOnly(fleetMachines(60, SEED)),
  'messages only': () => fleetMachines(600, SEED).filter(({ summary }) => summary.mode === 'messages'),
  empty: () => [],
};

function coresOnly(machines: readonly Machine[]): readonly Machine[] {
  return machines.map((one) => ({ ...one, summary: { ...one.summary, kernels: [] } }));
}

function show(name: string, main: HTMLElement): void {
  const machines = STATES[name]?.() ?? [];
  const told = (event: CustomEvent<readonly string[]>): void => {
    const found = main.querySelector('output');
    if (found) found.textContent = event.detail.join(' ');
  };
  render(html`<lab-fleet .machines=${machines} @lab-pick=${told}></lab-fleet><output></output>`, main);
}

const wanted = new URLSearchParams(location.search).get('state');
const main = document.querySelector('main');
if (main && wanted) {
  main.className = 'column';
  show(wanted, main);
} else if (main) {
  render(
    html`<h1>Fleets, invented</h1>
      <ul>
        ${Object.keys(STATES).map((name) => html`<li><a href="?state=${encodeURIComponent(name)}">${name}</a></li>`)}
      </ul>`,
    main,
  );
}
