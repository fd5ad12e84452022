/** The Kernels view in a page: links, running all or one, the speed-up of one, stopping, with speeds that are made up. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MeasureOptions } from '../../src/experiments/run.ts';
import type { KernelSpeedsOptions, KernelSpeedsReport } from '../../src/measure/kernels/kernel-speed-report.ts';
import type { LabKernels } from '../../src/ui/lab-kernels.ts';
import '../../src/ui/lab-kernels.ts';
import type { StartKernelSpeeds, StartRun } from '../../src/ui/start-run.ts';
import { kernelIds } from '../../src/ui/kernel-catalogue.ts';
import { kernelsReport, speedOf, underWay, wrongSpeed } from '../gallery/kernels-reports.ts';
import { SAMPLE_REPORTS } from '../gallery/sample-reports.ts';

const ABLE = { webAssembly: true, workers: true, isolated: true, sharedMemory: true, secure: true, framed: false };

/** Everything below an element, shadows included. */
function below(root: ParentNode): Element[] {
  return [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? below(one.shadowRoot) : [])]);
}

interface Visit {
  readonly view: LabKernels;
  readonly asked: KernelSpeedsOptions[];
  readonly curves: MeasureOptions[];
  stopped: number;
}

interface Asked {
  /** Runs go on until they are stopped. */
  readonly endless?: boolean;
  readonly environment?: typeof ABLE;
  readonly refusal?: string;
  readonly make?: (ids: readonly string[]) => KernelSpeedsReport;
}

let before = '';
beforeEach(() => (before = location.hash));
afterEach(() => {
  document.querySelector('lab-kernels')?.remove();
  history.replaceState(null, '', before || '#');
});

async function visit(fragment = '#/kernels', asked: Asked = {}): Promise<Visit> {
  const { endless = false, environment = ABLE, refusal } = asked;
  const make = asked.make ?? ((ids) => kernelsReport(ids.map((id) => speedOf(id))));
  history.replaceState(null, '', fragment);
  const view = document.createElement('lab-kernels');
  const made: Visit = { view, asked: [], curves: [], stopped: 0 };
  const start: StartKernelSpeeds = (options, onProgress) => {
    made.asked.push(options);
    if (refusal) return Promise.reject(new Error(refusal));
    let finish: (report: KernelSpeedsReport) => void = () => undefined;
    const done = new Promise<KernelSpeedsReport>((resolve) => (finish = resolve));
    const soFar = underWay(options.kernels, 1);
    onProgress({ report: soFar, activity: 'Round 1', elapsedMs: 10, remainingMs: null });
    if (!endless) finish(make(options.kernels));
    const stop = (): void => {
      made.stopped += 1;
      finish({ ...soFar, state: 'stopped' });
    };
    return Promise.resolve({ done, stop });
  };
  const startCurve: StartRun = (options) => {
    made.curves.push(options);
    const report = SAMPLE_REPORTS['two cores'];
    if (!report) throw new Error('the sample is gone');
    return Promise.resolve({ done: Promise.resolve(report), stop: () => undefined });
  };
  Object.assign(view, { start, startCurve, environment });
  document.body.append(view);
  await expect.poll(() => rows(view).length).toBe(kernelIds.length);
  return made;
}

const rows = (view: LabKernels): HTMLElementTagNameMap['lab-kernel'][] =>
  below(view.renderRoot).filter((one) => one.localName === 'lab-kernel') as HTMLElementTagNameMap['lab-kernel'][];

function button(root: ParentNode, name: RegExp): HTMLButtonElement | undefined {
  return below(root).find(
    (one): one is HTMLButtonElement => one instanceof HTMLButtonElement && name.test(one.textContent?.trim() ?? ''),
  );
}

function text(view: LabKernels): string {
  return below(view.renderRoot)
    .flatMap((one) => [...one.childNodes].filter((node) => node instanceof Text))
    .map((node) => node.textContent?.trim())
    .filter(Boolean)
    .join(' ');
}

describe('before anything is run', () => {
  it('every kernel of the catalogue is there, with what it computes', async () => {
    const { view } = await visit();
    expect(
      rows(view)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual([...kernelIds]);
    expect(text(view)).toContain(`${kernelIds.length} kernels, each with a reason to exist`);
  });

  it('a link opens kernels, closing one is written back, and a forged link is named', async () => {
    const { view } = await visit('#/kernels?open=mandelbrot,quux');
    const open = (): string[] => rows(view).flatMap((row) => (row.open ? [row.id] : []));
    expect(open()).toEqual(['mandelbrot']);
    await expect.poll(() => text(view)).toMatch(/there is no “quux”/);
    await expect.poll(() => below(view.renderRoot).some((one) => one.localName === 'canvas')).toBe(true);
    rows(view)
      .find(({ id }) => id === 'mandelbrot')
      ?.shadowRoot?.querySelector('summary')
      ?.click();
    await expect.poll(open).toEqual([]);
    expect(location.hash).toBe('#/kernels');
  });

  it('what cannot run here is said, and nothing can be pressed', async () => {
    const { view } = await visit('#/kernels', { environment: { ...ABLE, webAssembly: false } });
    expect(text(view)).toContain('no WebAssembly');
    expect(button(view.renderRoot, /^Run all/)?.disabled).toBe(true);
  });
});

describe('a run', () => {
  it('of all is asked for all, and its answer, paces and table are shown', async () => {
    const { view, asked } = await visit();
    button(view.renderRoot, /^Run all/)?.click();
    await expect.poll(() => button(view.renderRoot, /^Run all again/)).toBeDefined();
    expect(asked[0]?.kernels.toSorted()).toEqual([...kernelIds]);
    expect(text(view)).toContain('give the published values. Vectors make all of them faster, up to 6.0×');
    expect(text(view)).toMatch(/Gflop\/s/);
    expect(below(view.renderRoot).filter((one) => one.localName === 'tr')).toHaveLength(kernelIds.length + 1);
  });

  it('of one leaves the others as they are, and a build that is wrong is named', async () => {
    const { view, asked } = await visit('#/kernels?open=ep', {
      make: (ids) => kernelsReport(ids.map((id) => wrongSpeed(id))),
    });
    const row = rows(view).find(({ id }) => id === 'ep');
    (row?.shadowRoot?.querySelector('button.run') as HTMLButtonElement).click();
    await expect.poll(() => text(view)).toContain('1 kernel does not give the published values');
    expect(asked.map(({ kernels }) => kernels)).toEqual([['ep']]);
    await expect.poll(() => text(view)).toContain('The sum is 3, published is 4.');
  });

  it('ends with Escape, and says so; one that could not start says why', async () => {
    const made = await visit('#/kernels', { endless: true });
    button(made.view.renderRoot, /^Run all/)?.click();
    await expect.poll(() => button(made.view.renderRoot, /^Stop/)).toBeDefined();
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    await expect.poll(() => text(made.view)).toContain('Stopped early. So far: 1 kernel');
    expect(made.stopped).toBe(1);
    made.view.remove();
    const refused = await visit('#/kernels', { refusal: 'A run is already under way.' });
    button(refused.view.renderRoot, /^Run all/)?.click();
    await expect.poll(() => text(refused.view)).toContain('could not be run. A run is already under way.');
  });
});

it('the speed-up of one kernel is measured with that kernel alone, said as a sentence and drawn', async () => {
  const { view, curves } = await visit('#/kernels?open=mandelbrot');
  await expect.poll(() => button(view.renderRoot, /^Measure its speed-up/)).toBeDefined();
  button(view.renderRoot, /^Measure its speed-up/)?.click();
  await expect.poll(() => text(view)).toMatch(/free threads finish it 1\.\d+× sooner/);
  expect(curves.map(({ kernels }) => kernels)).toEqual([['mandelbrot']]);
  const link = below(view.renderRoot).find((one) => one.getAttribute('href') === '#/measure?kernel=mandelbrot');
  expect(link).toBeDefined();
});
