/** The view of a fleet in a browser: filters, groups, keyboard, who is in a bar, picking, the list, and axe. Machines are invented. */
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { THIN } from '../../src/charts/number-format.ts';
import type { Machine } from '../../src/results/machine.ts';
import '../../src/ui/lab-fleet.ts';
import type { LabFleet } from '../../src/ui/lab-fleet.ts';
import '../../src/ui/page.css';
import { fleetMachines } from '../results/fleet-machines.ts';
import { machinesOf, summaryWith } from '../results/summary-fixture.ts';

const SEED = 77;
const machines = fleetMachines(600, SEED);
let fleet: LabFleet;
let asked: (readonly string[])[];

/** Everything below an element, shadows included. */
function below(root: ParentNode): Element[] {
  return [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? below(one.shadowRoot) : [])]);
}

/** "a >> b": b somewhere below a, across shadows. */
function all<E extends Element>(path: string): E[] {
  let found: Element[] = [];
  let roots: ParentNode[] = [fleet.renderRoot];
  for (const selector of path.split(' >> ')) {
    const parts = roots.flatMap((root) => below(root instanceof Element ? (root.shadowRoot ?? root) : root));
    found = [...new Set(parts)].filter((part) => part.matches(selector));
    roots = found;
  }
  return found as E[];
}

function one<E extends Element>(selector: string, words?: RegExp): E {
  const found = all<E>(selector).find(({ textContent }) => !words || words.test(textContent));
  if (!found) throw new Error(`there is no ${selector} ${words?.source ?? ''}`);
  return found;
}

const told = (selector: string): string =>
  one(selector).textContent.replaceAll(/\s+/g, ' ').trim().replaceAll(THIN, '');
const shown = (): number => Number(/of (\d+)/.exec(told('lab-fleet-list >> .places').replaceAll(THIN, ''))?.[1]);

async function settled(): Promise<void> {
  await fleet.updateComplete;
  for (const element of below(fleet.renderRoot)) if ('updateComplete' in element) await element.updateComplete;
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

async function press(target: Element, key: string): Promise<void> {
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
  await settled();
}

async function click(selector: string, words?: RegExp): Promise<void> {
  one<HTMLElement>(selector, words).click();
  await settled();
}

async function choose(name: string, index: number): Promise<void> {
  const select = one('lab-fleet-filters >> label', new RegExp(name)).querySelector('select');
  if (!select) throw new Error(`there is no ${name}`);
  select.selectedIndex = index;
  select.dispatchEvent(new Event('change'));
  await settled();
}

async function type(text: string): Promise<void> {
  const input = one<HTMLInputElement>('input[type=search]');
  input.value = text;
  input.dispatchEvent(new Event('input'));
  await settled();
}

async function visit(with_: readonly Machine[]): Promise<void> {
  fleet = document.createElement('lab-fleet');
  fleet.style.width = '1000px';
  fleet.machines = with_;
  asked = [];
  fleet.addEventListener('lab-pick', (event) => asked.push((event as CustomEvent<readonly string[]>).detail));
  document.body.append(fleet);
  await settled();
}

beforeEach(() => visit(machines));
afterEach(() => fleet.remove());

describe('what is shown', () => {
  it('is an answer, four pictures, each with who is not in it, and what cannot be pooled', () => {
    expect(told('h1')).toMatch(
      /^Half of \d+ machines reach between 0\.\d\d and 0\.\d\d of their proven cores; the median/,
    );
    expect(all('lab-figure >> svg')).toHaveLength(4);
    expect(all('lab-figure >> figcaption span')[0]?.textContent).toMatch(/not here: .*\d+ prove no cores/);
    expect(told('.group p')).toMatch(/^\d+ machines cannot be pooled with these and are in no picture: .*preset/);
  });

  it('is another group when another is chosen', async () => {
    const before = told('h1');
    const select = one<HTMLSelectElement>('.group select');
    expect(select.options[0]?.text).toMatch(/quick preset/);
    const thorough = [...select.options].findIndex(({ text }) => /thorough/.test(text));
    select.selectedIndex = thorough;
    select.dispatchEvent(new Event('change'));
    await settled();
    expect(told('h1')).not.toBe(before);
    expect(shown()).toBeLessThan(100);
  });

  it('is a sentence where there is nobody', async () => {
    await type('nobody is called this');
    expect(told('h1')).toBe('No machine is left by these filters.');
    expect(all('lab-figure >> svg')).toHaveLength(0);
    expect(told('lab-fleet-list >> .places')).toBe('No machine');
    fleet.machines = [];
    await settled();
    expect(told('p.note')).toBe('There is no result to show.');
  });
});

describe('filters', () => {
  it('act at every key, together, and are all taken back at once', async () => {
    const everything = shown();
    await type('lab');
    const named = shown();
    expect(named).toBeLessThan(everything);
    await choose('Browser', 1);
    expect(shown()).toBeLessThan(named);
    expect(told('lab-fleet-filters >> .count')).toBe(`${shown()} of ${everything} machines`);
    await click('lab-fleet-filters >> button', /Show all/);
    expect(shown()).toBe(everything);
    expect(one<HTMLInputElement>('input[type=search]').value).toBe('');
  });

  it('leave in the mode without shared memory nobody with proven cores', async () => {
    const mode = one('lab-fleet-filters >> label', /Mode/).querySelector('select');
    await choose(
      'Mode',
      [...(mode?.options ?? [])].findIndex(({ text }) => text.startsWith('messages')),
    );
    expect(told('h1')).toMatch(/^No core could be proven on any of \d+ machines\.$/);
    expect(all('lab-figure >> .waiting')[0]?.textContent).toMatch(/prove no cores/);
  });
});

describe('who is in a bar', () => {
  it('is told by keys, opened by Enter, and can be compared, a dozen at most', async () => {
    const plot = one<HTMLElement>('lab-figure >> .plot');
    plot.focus();
    await settled();
    expect(told('lab-figure >> .readout')).toMatch(/Enter shows who is there/);
    await press(plot, 'ArrowRight');
    await press(plot, 'ArrowRight');
    const readout = told('lab-figure >> .readout');
    expect(readout).toMatch(/effective cores: \d+ machines? \([\d.]+ ?%\): /);
    await press(plot, 'Enter');
    const count = Number(/: (\d+) machine/.exec(readout)?.[1]);
    expect(told('lab-fleet-picked >> p')).toMatch(new RegExp(`: ${count} machine`));
    await click('lab-fleet-picked >> button', /Compare|Show/);
    expect(asked[0]).toHaveLength(Math.min(12, count));
    expect(asked[0]?.every((id) => machines.some((machine) => machine.id === id))).toBe(true);
  });

  it('is opened by a press, and narrows everything to itself until all is shown again', async () => {
    const everything = shown();
    const figure = one('lab-figure');
    const svg = figure.shadowRoot?.querySelector('svg')?.getBoundingClientRect();
    const plot = one<HTMLElement>('lab-figure >> .plot');
    const where = {
      clientX: (svg?.left ?? 0) + (svg?.width ?? 0) / 2,
      clientY: (svg?.bottom ?? 0) - 60,
      bubbles: true,
    };
    plot.dispatchEvent(new PointerEvent('pointermove', where));
    plot.dispatchEvent(new PointerEvent('pointerup', where));
    await settled();
    const count = Number(/: (\d+) machine/.exec(told('lab-fleet-picked >> p'))?.[1]);
    await click('lab-fleet-picked >> button', /Only these/);
    expect(shown()).toBe(count);
    expect(told('lab-fleet-filters >> .count')).toMatch(/, only .* effective cores$/);
    await click('lab-fleet-filters >> button', /Show all/);
    expect(shown()).toBe(everything);
  });
});

describe('the list', () => {
  const column = (place: number): string[] =>
    all('lab-fleet-list >> tbody tr').map((row) => row.children[place]?.textContent.trim() ?? '');

  it('is sorted by any column, up and down, with who says nothing last', async () => {
    const worth = (): number[] => column(2).map((text) => Number.parseFloat(text));
    expect(worth()).toEqual(worth().toSorted((a, b) => b - a));
    await click('lab-fleet-list >> th button', /Effective/);
    expect(worth()).toEqual(worth().toSorted((a, b) => a - b));
    expect(worth().every(Number.isFinite)).toBe(true);
    expect(one('lab-fleet-list >> th[aria-sort]').getAttribute('aria-sort')).toBe('ascending');
    await click('lab-fleet-list >> th button', /Machine/);
    expect(column(1)[0]).toMatch(/^Chromium 155/);
  });

  it('goes on page by page and ends', async () => {
    await type('lab');
    const first = column(1);
    await click('lab-fleet-list >> button', /Next/);
    expect(column(1).some((name) => first.includes(name))).toBe(false);
    await type('');
    expect(told('lab-fleet-list >> .places')).toMatch(/^1–20 of/);
  });

  it('takes up to twelve to be compared, in the order they were ticked', async () => {
    const boxes = (): HTMLInputElement[] => all('lab-fleet-list >> input');
    for (let place = 0; place < 12; place++) {
      boxes()[place]?.click();
      await settled();
    }
    expect(boxes().filter(({ disabled }) => disabled)).toHaveLength(8);
    await click('lab-fleet-list >> .main', /Compare these 12/);
    expect(asked[0]).toHaveLength(12);
    const names = asked[0]?.map((id) => machines.find((machine) => machine.id === id)?.summary.name ?? '');
    expect(names?.[0]).toBe(column(1)[0]);
  });
});

describe('a file of what is shown', () => {
  it.each([
    [/NDJSON/, 'overlap-fleet.ndjson'],
    [/CSV/, 'overlap-fleet.csv.gz'],
    [/Parquet/, 'overlap-fleet.parquet'],
  ])('%s is made and saved under the name that the questions ask for', async (words, file) => {
    const saved: string[] = [];
    const click_ = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
      saved.push(this.download);
    };
    try {
      await type('lab');
      await click('lab-fleet-exports >> button', words);
      await expect.poll(() => told('lab-fleet-exports >> p[role=status]')).toMatch(/^Saved as .* (kB|MB)\.$/);
    } finally {
      HTMLAnchorElement.prototype.click = click_;
    }
    expect(saved).toEqual([file]);
  });

  it('has its questions with their SQL beside it', async () => {
    await click('lab-fleet-exports >> button', /Questions/);
    await expect.poll(() => all('lab-fleet-questions >> li').length).toBeGreaterThan(4);
    await click('lab-fleet-questions >> li button', /SQL/);
    expect(told('lab-fleet-questions >> pre')).toMatch(/overlap-fleet\.parquet.*SELECT/);
    all<HTMLInputElement>('lab-fleet-questions >> input')[1]?.click();
    await settled();
    expect(told('lab-fleet-questions >> pre')).toMatch(/overlap-fleet\.csv\.gz/);
  });
});

it('markup in a name is text', async () => {
  fleet.remove();
  const name = '<img src=x onerror="alert(1)">';
  await visit(machinesOf(Array.from({ length: 13 }, () => summaryWith({ name }))));
  expect(told('lab-fleet-list >> tbody th')).toBe(name);
  expect(all('img')).toHaveLength(0);
});

it('axe finds nothing, with a bar opened and a table shown', async () => {
  const plot = one<HTMLElement>('lab-figure >> .plot');
  plot.focus();
  await settled();
  await press(plot, 'ArrowRight');
  await press(plot, 'Enter');
  await press(plot, 't');
  await click('lab-fleet-exports >> button', /Questions/);
  await expect.poll(() => all('lab-fleet-questions >> li').length).toBeGreaterThan(4);
  await click('lab-fleet-questions >> li button', /SQL/);
  const { violations } = await axe.run(fleet);
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
});
