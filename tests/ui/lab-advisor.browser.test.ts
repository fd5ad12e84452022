/** The Advisor view in a page: describing work, the link, starting and stopping, with runs that are simulated. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AdvisorOptions, AdvisorReport } from '../../src/measure/advisor/advisor-report.ts';
import type { LabAdvisor } from '../../src/ui/lab-advisor.ts';
import '../../src/ui/lab-advisor.ts';
import type { StartAdvisor } from '../../src/ui/start-run.ts';
import { advisorReport, ownRow, tableRows } from '../gallery/advisor-reports.ts';

const ABLE = { webAssembly: true, workers: true, isolated: true, sharedMemory: true, secure: true, framed: false };

/** Everything below an element, shadows included. */
function below(root: ParentNode): Element[] {
  return [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? below(one.shadowRoot) : [])]);
}

interface Visit {
  readonly view: LabAdvisor;
  readonly asked: AdvisorOptions[];
  stopped: number;
}

let before = '';
beforeEach(() => (before = location.hash));
afterEach(() => {
  document.querySelector('lab-advisor')?.remove();
  history.replaceState(null, '', before || '#');
});

/** Opens the view at a fragment; a run goes on until it is stopped where `endless`. */
async function visit(fragment: string, { endless = false, environment = ABLE } = {}): Promise<Visit> {
  history.replaceState(null, '', fragment);
  const view = document.createElement('lab-advisor');
  const made: Visit = { view, asked: [], stopped: 0 };
  const start: StartAdvisor = (options, onProgress) => {
    made.asked.push(options);
    const rows = (rounds: number) => (options.own ? [ownRow(rounds)] : tableRows(rounds));
    const underWay = advisorReport(rows(2), { state: 'running' });
    let finish: (report: AdvisorReport) => void = () => undefined;
    const done = new Promise<AdvisorReport>((resolve) => (finish = resolve));
    onProgress({ report: underWay, activity: 'Round 2 of 6', elapsedMs: 10, remainingMs: 2_000 });
    if (!endless) finish(advisorReport(rows(7)));
    const stop = (): void => {
      made.stopped += 1;
      finish({ ...underWay, state: 'stopped' });
    };
    return Promise.resolve({ done, stop });
  };
  Object.assign(view, { start, environment });
  document.body.append(view);
  await expect.poll(() => fields(view).length).toBe(3);
  return made;
}

const fields = (view: LabAdvisor): HTMLInputElement[] =>
  below(view.renderRoot).filter((one): one is HTMLInputElement => one instanceof HTMLInputElement);

const numbers = (view: LabAdvisor): string[] => fields(view).map(({ value }) => value);

function enter(view: LabAdvisor, place: number, value: string): void {
  const field = fields(view)[place];
  if (!field) throw new Error(`there is no field ${place}`);
  field.value = value;
  field.dispatchEvent(new Event('change'));
}

function button(view: LabAdvisor, name: string): HTMLButtonElement | undefined {
  return below(view.renderRoot).find(
    (one): one is HTMLButtonElement => one instanceof HTMLButtonElement && one.textContent?.trim().startsWith(name),
  );
}

function text(view: LabAdvisor): string {
  return below(view.renderRoot)
    .flatMap((one) => [...one.childNodes].filter((node) => node instanceof Text))
    .map((node) => node.textContent)
    .join(' ')
    .replaceAll(/\s+/g, ' ');
}

describe('work of one’s own', () => {
  it('comes from the link, goes into it, and is what is measured', async () => {
    const { view, asked } = await visit('#/advisor?tasks=7&compute=1.5&wait=30');
    await expect.poll(() => numbers(view)).toEqual(['7', '1.5', '30']);
    enter(view, 0, '500');
    await expect.poll(() => location.hash).toBe('#/advisor?tasks=500&compute=1.5&wait=30');
    button(view, 'Measure it')?.click();
    await expect
      .poll(() => asked.map(({ own, kinds }) => [own, kinds]))
      .toEqual([[{ tasks: 500, computeMs: 1.5, waitMs: 30 }, []]]);
    await expect.poll(() => text(view)).toMatch(/With a GIL, take processes ?; without one, the thread executor/);
    expect(text(view)).toMatch(/a piece of the same shape: 32 tasks/);
    expect(text(view)).toMatch(/Beware:/);
    await expect.poll(() => text(view)).toContain('multiprocessing');
  });

  it('outside the limits is not taken over, and said', async () => {
    const { view } = await visit('#/advisor?tasks=7&compute=1&wait=30');
    await expect.poll(() => numbers(view)[0]).toBe('7');
    enter(view, 0, '1000000');
    await expect.poll(() => text(view)).toMatch(/There can be 1 to 4000 tasks\. The number before is kept\./);
    expect(numbers(view)).toEqual(['7', '1', '30']);
    expect(location.hash).toContain('tasks=7&');
  });

  it('of a forged link is named, and the usual is there instead', async () => {
    const { view } = await visit('#/advisor?tasks=%3Cb%3E&wait=30&more=1');
    await expect.poll(() => text(view)).toMatch(/“tasks” cannot be taken: “<b>”/);
    expect(text(view)).toMatch(/sets “more”, which work does not have/);
    expect(numbers(view)).toEqual(['20', '2', '30']);
    expect(button(view, 'Measure it')?.disabled).toBe(false);
  });
});

describe('the table', () => {
  it('stands there before it is measured, and then says who came first and what is taught', async () => {
    const { view, asked } = await visit('#/advisor');
    expect(text(view)).toMatch(/Many slow waits/);
    button(view, 'Measure the table')?.click();
    await expect.poll(() => asked.map(({ kinds, own }) => [kinds.length, own])).toEqual([[4, null]]);
    await expect.poll(() => text(view)).toMatch(/advise the event loop: so it is here/);
    const marked = below(view.renderRoot).filter((one) => one.matches('td.first, td.level'));
    expect(marked.length).toBeGreaterThan(3);
    const cut = below(view.renderRoot).filter((one) => one.matches('td.cut'));
    expect(cut.map((cell) => cell.querySelector('.number')?.textContent)).toContain('> 5×');
  });

  it('is not measured beside the own work, and Escape stops either', async () => {
    const visited = await visit('#/advisor', { endless: true });
    const { view } = visited;
    button(view, 'Measure it')?.click();
    await expect.poll(() => button(view, 'Stop')).toBeDefined();
    expect(button(view, 'Measure the table')?.disabled).toBe(true);
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    await expect.poll(() => visited.stopped).toBe(1);
    await expect.poll(() => text(view)).toMatch(/Stopped before 6 rounds were taken/);
    expect(button(view, 'Measure the table')?.disabled).toBe(false);
  });
});

it('without shared memory says which models can be measured; without WebAssembly nothing can', async () => {
  const shareless = await visit('#/advisor', { environment: { ...ABLE, isolated: false } });
  await expect.poll(() => text(shareless.view)).toMatch(/got no shared memory, so not every model/);
  shareless.view.remove();
  const { view } = await visit('#/advisor', { environment: { ...ABLE, webAssembly: false } });
  expect(button(view, 'Measure it')?.disabled).toBe(true);
  expect(text(view)).toMatch(/has no WebAssembly/);
});
