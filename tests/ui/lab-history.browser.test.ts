/** The history as a page over a real store: every state a sentence, everything by keyboard, and nothing that cannot be taken back. */
import { deleteDB, openDB } from 'idb';
import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { ResultStore } from '../../src/results/store/kept.ts';
import { liveRun } from '../../src/results/store/run-life.ts';
import { StoreFault } from '../../src/results/store/store-fault.ts';
import { openStore } from '../../src/results/store/store.ts';
import type { LabEditable } from '../../src/ui/lab-editable.ts';
import type { LabHistory } from '../../src/ui/lab-history.ts';
import '../../src/ui/lab-history.ts';
import type { LabHistoryRow } from '../../src/ui/lab-history-row.ts';
import { freshPlace, keepable } from '../results/store/keepables.ts';

let place = freshPlace();

afterEach(async () => {
  document.querySelector('lab-history')?.remove();
  location.hash = '';
  await deleteDB(place.name);
  place = freshPlace();
});

async function filled(count: number): Promise<ResultStore> {
  const store = await openStore(place);
  for (let n = 1; n <= count; n++) await store.put(keepable(n));
  return store;
}

async function visit(open: () => Promise<ResultStore> = () => openStore(place)): Promise<LabHistory> {
  location.hash = '#/history';
  const view = document.createElement('lab-history');
  view.open = open;
  document.body.append(view);
  await view.updateComplete;
  return view;
}

const rows = (view: LabHistory): LabHistoryRow[] => [...view.renderRoot.querySelectorAll('lab-history-row')];
const title = (view: LabHistory): string => view.renderRoot.querySelector('h1')?.textContent?.trim() ?? '';
const within = (root: ParentNode, name: string): HTMLButtonElement => {
  const found = [...root.querySelectorAll('button')].find((one) => one.textContent?.trim() === name);
  if (!found) throw new Error(`there is no button “${name}”`);
  return found;
};
const count = (view: LabHistory) => expect.poll(() => rows(view).length);

async function tick(view: LabHistory, at: number): Promise<void> {
  rows(view)[at]?.renderRoot.querySelector('input')?.click();
  await view.updateComplete;
}

describe('the page', () => {
  it('says that nothing is kept, and what will be', async () => {
    const view = await visit();
    expect(title(view)).toBe('Reading what is kept.');
    await expect.poll(() => title(view)).toBe('Nothing is kept yet.');
    expect(view.renderRoot.textContent).toMatch(/Every run on these pages is kept/);
    expect(view.renderRoot.querySelector('a')?.getAttribute('href')).toBe('#/measure');
  });

  it('says that nothing can be kept, or why it cannot be read, and then tries again', async () => {
    const forbidden = await visit(() => Promise.reject(new StoreFault('forbidden')));
    await expect.poll(() => title(forbidden)).toBe('Nothing can be kept here.');
    expect(forbidden.renderRoot.querySelector('[role=alert]')?.textContent).toMatch(/no storage/);
    forbidden.remove();

    await filled(1);
    let isDown = true;
    const view = await visit(() => (isDown ? Promise.reject(new StoreFault('slow')) : openStore(place)));
    await expect.poll(() => title(view)).toBe('What is kept cannot be read.');
    isDown = false;
    within(view.renderRoot, 'Try again').click();
    await expect.poll(() => title(view)).toBe('1 result is kept on this device.');
  });

  it('shows the newest first, and follows what others change while it is looked at', async () => {
    const store = await filled(2);
    const view = await visit();
    await count(view).toBe(2);
    expect(rows(view).map(({ head }) => head?.id)).toEqual(['run-2', 'run-1']);
    await store.put(keepable(3));
    await count(view).toBe(3);
    location.hash = '#/measure';
    await expect.poll(() => location.hash).toBe('#/measure');
    await store.put(keepable(4));
    location.hash = '#/history';
    await count(view).toBe(4);
  });

  it('leaves a run that is under way alone', async () => {
    const store = await filled(1);
    const end = liveRun('run-2');
    await store.put(keepable(2, { state: 'running' }));
    const view = await visit();
    await count(view).toBe(2);
    const [running] = rows(view);
    expect(running?.renderRoot.textContent).toMatch(/running now/);
    expect(running?.renderRoot.querySelector('input')?.disabled).toBe(true);
    within(view.renderRoot, 'Delete all').click();
    await count(view).toBe(1);
    expect(rows(view)[0]?.head?.id).toBe('run-2');
    end();
  });

  it('shows a damaged entry among the others, to be deleted and brought back', async () => {
    await filled(1);
    const database = await openDB(place.name);
    await database.put('heads', { id: 'torn', format: 7 });
    database.close();
    const view = await visit();
    await count(view).toBe(2);
    const row = rows(view)[1];
    expect(row?.renderRoot.textContent).toMatch(/This entry is damaged/);
    within(row?.renderRoot ?? view, 'Delete').click();
    await count(view).toBe(1);
    within(view.renderRoot, 'Undo').click();
    await count(view).toBe(2);
  });

  it('draws a hundred rows and the next on demand, while all of them can be selected', async () => {
    await filled(130);
    const view = await visit();
    await count(view).toBe(100);
    view.renderRoot.querySelector<HTMLInputElement>('.bar input')?.click();
    await view.updateComplete;
    expect(view.renderRoot.querySelector('.bar [role=status]')?.textContent).toBe('130 selected');
    within(view.renderRoot, 'Show 30 more').click();
    await count(view).toBe(130);
  });
});

describe('deleting', () => {
  it('asks nothing, moves the keyboard to the way back, and takes all of it back', async () => {
    await filled(3);
    const view = await visit();
    await count(view).toBe(3);
    within(view.renderRoot, 'Delete all').click();
    await expect.poll(() => title(view)).toBe('Nothing is kept yet.');
    await expect.poll(() => view.renderRoot.querySelector('.undo p')?.textContent).toBe('3 results deleted.');
    await expect.poll(() => (view.renderRoot as ShadowRoot).activeElement?.id).toBe('undo');
    await userEvent.keyboard('{Enter}');
    await count(view).toBe(3);
    expect(view.renderRoot.querySelector('.undo')).toBeNull();
  });

  it('of what is selected leaves the rest; the way back ends with leaving the page', async () => {
    await filled(3);
    const view = await visit();
    await count(view).toBe(3);
    await tick(view, 0);
    await tick(view, 2);
    within(view.renderRoot, 'Delete selected').click();
    await count(view).toBe(1);
    expect(rows(view)[0]?.head?.id).toBe('run-2');
    location.hash = '#/measure';
    await expect.poll(() => view.renderRoot.querySelector('.undo')).toBeNull();
  });
});

describe('selecting', () => {
  it('two measurements leads to their comparison; what cannot be compared says why', async () => {
    const store = await filled(2);
    await store.put(keepable(3, { format: 'overlap-race/1' }));
    const view = await visit();
    await count(view).toBe(3);
    await tick(view, 1);
    await tick(view, 2);
    const link = [...view.renderRoot.querySelectorAll('.bar a')].find((one) => one.textContent === 'Compare');
    expect(link?.getAttribute('href')).toBe('#/compare?kept=run-2&kept=run-1');
    await tick(view, 0);
    expect(within(view.renderRoot, 'Compare').disabled).toBe(true);
    expect(view.renderRoot.textContent).toMatch(/Only measurements can be compared/);
  });

  it('is among one kind where a filter is set', async () => {
    const store = await filled(2);
    await store.put(keepable(3, { format: 'overlap-race/1' }));
    const view = await visit();
    await count(view).toBe(3);
    const select = view.renderRoot.querySelector('select');
    if (!select) throw new Error('there is no filter');
    select.value = 'overlap-race/1';
    select.dispatchEvent(new Event('change'));
    await count(view).toBe(1);
    within(view.renderRoot, 'Delete all of these').click();
    // The last of its kind is gone: the others are shown.
    await expect.poll(() => rows(view).map(({ head }) => head?.id)).toEqual(['run-2', 'run-1']);
    within(view.renderRoot, 'Undo').click();
    await expect.poll(() => rows(view).map(({ head }) => head?.id)).toEqual(['run-3']);
  });
});

describe('a name', () => {
  const nameOf = (view: LabHistory): LabEditable => {
    const found = rows(view)[0]?.renderRoot.querySelector('lab-editable');
    if (!found) throw new Error('there is no name');
    return found;
  };
  const shown = (view: LabHistory): string =>
    nameOf(view).renderRoot.querySelector('button')?.textContent?.trim() ?? '';
  const field = (view: LabHistory) => nameOf(view).renderRoot.querySelector('input');

  async function edit(view: LabHistory, keys: string): Promise<void> {
    nameOf(view).renderRoot.querySelector('button')?.click();
    await expect.poll(() => field(view) !== null && field(view) === nameOf(view).shadowRoot?.activeElement).toBe(true);
    await userEvent.keyboard(keys);
    await expect.poll(() => field(view)).toBeNull();
  }

  it('is written with Enter, taken back with Escape, kept, and undone', async () => {
    const store = await filled(1);
    const view = await visit();
    await count(view).toBe(1);
    expect(shown(view)).toBe('Add a name');
    await edit(view, '<b>lap</b>{Enter}');
    await expect.poll(async () => (await store.list())[0]?.name).toBe('<b>lap</b>');
    expect(shown(view), 'markup is text').toBe('<b>lap</b>');
    await edit(view, 'other{Escape}');
    expect(shown(view)).toBe('<b>lap</b>');
    expect((await store.list())[0]?.name).toBe('<b>lap</b>');
    within(view.renderRoot, 'Undo').click();
    await expect.poll(async () => (await store.list())[0]?.name).toBe('');
    await expect.poll(() => shown(view)).toBe('Add a name');
  });
});
