/** The view Compare in a page: pasting, the reference, sorting, names, removing and undo, what is overlooked, with results that are made up. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Summary } from '../../src/results/summary.ts';
import type { Gathered, Sources } from '../../src/ui/compare-sources.ts';
import type { LabCompare } from '../../src/ui/lab-compare.ts';
import '../../src/ui/lab-compare.ts';
import { exactly, only, PLAIN, summary } from '../results/compare/summaries.ts';

/** Everything below an element, shadows included. */
function below(root: ParentNode): Element[] {
  return [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? below(one.shadowRoot) : [])]);
}

const all = (view: LabCompare, selector: string): HTMLElement[] =>
  below(view.renderRoot).filter((one): one is HTMLElement => one.matches(selector));

function button(view: LabCompare, name: string | RegExp): HTMLButtonElement {
  const found = all(view, 'button').find((one) =>
    (one.getAttribute('aria-label') ?? one.textContent ?? '').trim().match(name),
  );
  if (!(found instanceof HTMLButtonElement)) throw new Error(`there is no button ${String(name)}`);
  return found;
}

const text = (view: LabCompare): string =>
  below(view.renderRoot)
    .flatMap((one) => [...one.childNodes].filter((node) => node instanceof Text))
    .map((node) => node.textContent)
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('\u2060', '');

/** The letters of the table from top to bottom. */
const letters = (view: LabCompare): string =>
  all(view, '.who b')
    .map((one) => one.textContent)
    .join('');

function paste(words: string): void {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', words);
  document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}

const BENCH = summary({ name: 'Bench' });
const TWICE = summary({ name: 'Twice', proven: 3, startedAt: '2026-11-01T00:00:00Z' }, { serialMs: exactly(30) });
const FIREFOX = summary({ name: 'Fox', browser: { ...PLAIN.browser, name: 'Firefox' } });
const OTHER_VERSION = summary({ name: 'New' }, { version: 2 });
const BARE = summary({ kernels: [], name: 'Bare' });
const WORDS: Readonly<Record<string, Summary>> = {
  bench: BENCH,
  twice: TWICE,
  fox: FIREFOX,
  new: OTHER_VERSION,
  bare: BARE,
};

/** Each word of a text that is known is a result; of each other a fault is told. */
const made: Sources = {
  prepare: () => undefined,
  fromText: (given) => {
    const words = given.split(/\s+/).filter(Boolean);
    const found = words.flatMap((word) => WORDS[word] ?? []);
    return Promise.resolve({
      found: found.map((one) => ({ machine: only(one), ref: null })),
      faults: words.flatMap((word) => (WORDS[word] ? [] : [`“${word}” is no result.`])),
    });
  },
  fromRefs: () => Promise.resolve({ found: [], faults: [] }),
  fromFiles: (_, signal) =>
    new Promise((__, reject) => {
      signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    }),
  history: () => Promise.reject(new Error('This browser keeps nothing here.')),
};

let before = '';
beforeEach(() => (before = location.hash));
afterEach(() => {
  document.querySelector('lab-compare')?.remove();
  history.replaceState(null, '', before || '#');
});

async function visit(...pasted: string[]): Promise<LabCompare> {
  history.replaceState(null, '', '#/compare');
  const view = document.createElement('lab-compare');
  view.sources = made;
  document.body.append(view);
  await view.updateComplete;
  for (const words of pasted) paste(words);
  const count = pasted
    .join(' ')
    .split(' ')
    .filter((word) => WORDS[word]).length;
  await expect.poll(() => letters(view)).toHaveLength(count);
  return view;
}

describe('a link that is opened', () => {
  const told = (word: string) => ({
    found: [{ machine: only(WORDS[word] as Summary), ref: { kind: 'kept', text: word } as const }],
    faults: [],
  });

  it('replaces what lay here, which can be had back', async () => {
    const view = await visit('bench');
    view.sources = { ...made, fromRefs: ([ref]) => Promise.resolve(told(ref?.text ?? '')) };
    location.hash = '#/compare?kept=twice';
    await expect.poll(() => text(view)).toContain('Removed');
    expect(letters(view)).toBe('A');
    button(view, 'Undo').click();
    await expect.poll(() => letters(view)).toBe('AB');
  });

  it('while another is still being read is the one that stands, and nothing of the other is mixed in', async () => {
    const view = await visit('bench');
    const read: ((word: string) => void)[] = [];
    const fromRefs = (): Promise<Gathered> => new Promise((resolve) => read.push((word) => resolve(told(word))));
    view.sources = { ...made, fromRefs };
    location.hash = '#/compare?kept=twice';
    await expect.poll(() => read.length).toBe(1);
    const heard = new Promise((seen) => addEventListener('hashchange', seen, { once: true }));
    location.hash = '#/compare?kept=fox';
    await heard;
    // The view has heard of it, too, when what it reads addresses with is there.
    await import('../../src/results/link/address.ts');
    await view.updateComplete;
    read[0]?.('twice');
    await expect.poll(() => read.length).toBe(2);
    read[1]?.('fox');
    await expect.poll(() => text(view)).toContain('Removed');
    expect(letters(view)).toBe('A');
    expect(all(view, 'input').map((one) => (one as HTMLInputElement).value)).toContain('Fox');
    button(view, 'Undo').click();
    await expect.poll(() => letters(view)).toBe('AB');
    const names = all(view, 'input').map((one) => (one as HTMLInputElement).value);
    expect(names).toContain('Bench');
    expect(names).not.toContain('Twice');
  });
});

describe('what is pasted anywhere on the view', () => {
  it('stands side by side, the difference first, as a sentence', async () => {
    const view = await visit('bench twice');
    expect(text(view)).toMatch(
      /B does the same work 2\.00× \(2\.00–2\.00\) as fast as A on one core, and 2\.00× \(2\.00–2\.00\) on all its cores\./,
    );
    expect(text(view)).toMatch(/A: Bench/);
    expect(all(view, 'lab-figure')).toHaveLength(1);
  });

  it('is taken once, what is no result is told in a sentence, and nothing else is lost', async () => {
    const view = await visit('bench');
    paste('twice bench <b>');
    await expect.poll(() => letters(view)).toBe('AB');
    await expect.poll(() => text(view)).toContain('“<b>” is no result.');
    expect(text(view)).toContain('1 result stood here already.');
    button(view, 'Close').click();
    await expect.poll(() => text(view)).not.toContain('is no result');
  });

  it('is not taken from a field, nor while another view is in sight', async () => {
    const view = await visit('bench');
    history.replaceState(null, '', '#/measure');
    paste('twice');
    history.replaceState(null, '', '#/compare');
    const [field] = all(view, 'textarea');
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'fox');
    field?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, composed: true }));
    paste('new');
    await expect.poll(() => letters(view)).toBe('AB');
    expect(text(view)).not.toContain('Fox');
  });
});

describe('the table', () => {
  it('is sorted by a press on a head, says so, and turns round at the next; what has no value stays last', async () => {
    const view = await visit('bench twice new');
    const head = () => all(view, 'th[aria-sort]').map((one) => `${one.textContent?.trim()} ${one.ariaSort}`);
    button(view, /^One core/).click();
    await expect.poll(() => letters(view)).toBe('BAC');
    expect(head()).toEqual(['One core ÷ A↓ descending']);
    button(view, /^One core/).click();
    await expect.poll(() => letters(view)).toBe('ABC');
    button(view, /^Measured/).click();
    await expect.poll(() => letters(view)).toBe('BAC');
    expect(head()).toEqual(['Measured↑ ascending']);
  });

  it('names a result, and the name is in the sentence', async () => {
    const view = await visit('bench twice');
    const [, field] = all(view, 'input[aria-label^="Name of"]') as HTMLInputElement[];
    if (!field) throw new Error('there is no field');
    field.value = '<i>Server</i>';
    field.dispatchEvent(new Event('change'));
    await expect.poll(() => text(view)).toContain('B: <i>Server</i>');
    expect(all(view, 'i')).toEqual([]);
  });

  it('makes another one the reference', async () => {
    const view = await visit('bench twice');
    button(view, /^(Make r|R)eference: B/).click();
    await expect.poll(() => text(view)).toMatch(/A does the same work 0\.50× .* as fast as B on one core/);
    expect(button(view, /^(Make r|R)eference: B/).getAttribute('aria-pressed')).toBe('true');
  });

  it('gives up a result, its letter too, and brings both back', async () => {
    const view = await visit('bench twice fox');
    button(view, /^Remove A/).click();
    await expect.poll(() => letters(view)).toBe('BC');
    expect(text(view)).toMatch(/Removed Bench ?\./);
    button(view, 'Undo').click();
    await expect.poll(() => letters(view)).toBe('ABC');
    button(view, 'Remove all').click();
    await expect.poll(() => text(view)).toContain('Measure this device');
    button(view, 'Undo').click();
    await expect.poll(() => letters(view)).toBe('ABC');
  });
});

describe('what may not be laid over the reference', () => {
  it('is listed with its reason, and drawn only when the difference is overlooked, marked', async () => {
    const view = await visit('bench fox new');
    expect(text(view)).toMatch(/Nothing here is laid over A/);
    expect(text(view)).toContain('Measured in Firefox, the reference in Chromium.');
    expect(text(view)).toContain('Ran version 2 of this kernel, the reference version 1');
    const boxes = all(view, 'fieldset input');
    expect(boxes).toHaveLength(1);
    boxes[0]?.click();
    await expect
      .poll(() => text(view))
      .toMatch(/on one core no difference between B and A can be told \(1\.00–1\.00×\)/i);
    expect(text(view)).toContain('* Under other conditions than the reference:');
    await expect.poll(() => all(view, 'lab-figure').length).toBe(1);
    await expect.poll(() => location.hash).toMatch(/over=browser/);
  });
});

it('reading files can be cancelled, and adds nothing', async () => {
  const view = await visit('bench');
  const [input] = all(view, 'input[type="file"]') as HTMLInputElement[];
  const files = new DataTransfer();
  files.items.add(new File(['{}'], 'many.json'));
  if (input) input.files = files.files;
  input?.dispatchEvent(new Event('change'));
  await expect.poll(() => text(view)).toContain('Reading');
  button(view, 'Cancel').click();
  await expect.poll(() => text(view)).toContain('Cancelled: nothing of it was added.');
  expect(letters(view)).toBe('A');
});

it('a history that may not be read says why', async () => {
  const view = await visit();
  const [details] = all(view, 'details') as HTMLDetailsElement[];
  if (details) details.open = true;
  await expect.poll(() => text(view)).toContain('This browser keeps nothing here.');
});

it('a result without curves is said to have none, and stays', async () => {
  const view = await visit();
  paste('bare');
  await expect.poll(() => text(view)).toContain('there are no curves to compare');
});
