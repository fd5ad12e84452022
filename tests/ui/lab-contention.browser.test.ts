/** Counting together as a part of a page: starting, stopping, and every state a sentence, with runs that are made up. */
import { afterEach, describe, expect, it } from 'vitest';
import type { ContentionOptions, ContentionReport } from '../../src/measure/contention/contention-report.ts';
import type { LabContention } from '../../src/ui/lab-contention.ts';
import '../../src/ui/lab-contention.ts';
import type { StartContention } from '../../src/ui/start-run.ts';
import { contentionReport } from '../gallery/contention-reports.ts';

const ABLE = { webAssembly: true, workers: true, isolated: true, sharedMemory: true, secure: true, framed: false };

/** Everything below an element, shadows included. */
function below(root: ParentNode): Element[] {
  return [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? below(one.shadowRoot) : [])]);
}

function text(view: LabContention): string {
  return below(view.renderRoot)
    .filter((one) => !(one instanceof HTMLStyleElement))
    .flatMap((one) => [...one.childNodes].filter((node) => node instanceof Text))
    .map((node) => node.textContent)
    .join(' ')
    .replaceAll(/\s+/g, ' ');
}

const button = (view: LabContention): HTMLButtonElement | null => view.renderRoot.querySelector('button');

interface Visit {
  readonly view: LabContention;
  readonly asked: ContentionOptions[];
  stopped: number;
}

afterEach(() => document.querySelector('lab-contention')?.remove());

/** A run ends with `report`; one that is running goes on until it is stopped. */
async function visit(report: ContentionReport, environment = ABLE): Promise<Visit> {
  const view = document.createElement('lab-contention');
  const made: Visit = { view, asked: [], stopped: 0 };
  const start: StartContention = (options, onProgress) => {
    made.asked.push(options);
    let finish: (report: ContentionReport) => void = () => undefined;
    const done = new Promise<ContentionReport>((resolve) => (finish = resolve));
    onProgress({ report, activity: 'Counting: round 5', elapsedMs: 10, remainingMs: 2_000 });
    if (report.state !== 'running') finish(report);
    const stop = (): void => {
      made.stopped += 1;
      finish({ ...report, state: 'stopped' });
    };
    return Promise.resolve({ done, stop });
  };
  Object.assign(view, { start, environment });
  document.body.append(view);
  await view.updateComplete;
  return made;
}

describe('a run', () => {
  it('is started by the button and ends with an answer, a picture and a table for each subject', async () => {
    const { view, asked } = await visit(contentionReport());
    expect(text(view)).toMatch(/Takes some twelve seconds/);
    button(view)?.click();
    await expect.poll(() => text(view)).toMatch(/on tables of their own\..* on an object each\./);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.seed).toBeGreaterThanOrEqual(0);
    const figures = below(view.renderRoot).filter((one) => one.matches('lab-figure'));
    await expect.poll(() => figures.map((one) => one.shadowRoot?.querySelectorAll('circle').length)).toEqual([10, 16]);
    expect(button(view)?.textContent?.trim()).toBe('Count again');
  });

  it('says what it does, is stopped by its button, and keeps what it has', async () => {
    const visited = await visit(contentionReport({ rounds: 4 }, { state: 'running' }));
    const { view } = visited;
    button(view)?.click();
    await expect.poll(() => text(view)).toMatch(/Counting: round 5/);
    await expect.poll(() => button(view)?.textContent?.trim()).toBe('Stop');
    button(view)?.click();
    await expect.poll(() => text(view)).toMatch(/Stopped early\. Until then: two threads/);
    expect(visited.stopped).toBe(1);
  });

  it('is stopped by Escape, and by leaving the page', async () => {
    const running = contentionReport({ rounds: 4 }, { state: 'running' });
    const escaped = await visit(running);
    button(escaped.view)?.click();
    await expect.poll(() => text(escaped.view)).toMatch(/Counting: round 5/);
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    await expect.poll(() => escaped.stopped).toBe(1);
    escaped.view.remove();
    const left = await visit(running);
    button(left.view)?.click();
    await expect.poll(() => text(left.view)).toMatch(/Counting: round 5/);
    left.view.remove();
    expect(left.stopped).toBe(1);
  });
});

describe('a sentence says what is', () => {
  it.each([
    [contentionReport({ threads: 1 }), /One thread runs at a time here/],
    [contentionReport({ disturbed: 14 }), /Other programs kept the threads from running at once/],
    [
      contentionReport({ rounds: 5 }, { state: 'failed', failure: 'worker 2 was lost' }),
      /worker 2 was lost.*broke off/,
    ],
    [contentionReport({ rounds: 0 }, { state: 'unavailable', failure: 'no memory' }), /no memory.*cannot be seen here/],
  ])('of a run that ended otherwise: %#', async (report, words) => {
    const { view } = await visit(report);
    button(view)?.click();
    await expect.poll(() => text(view)).toMatch(words);
  });

  it('where a run cannot start', async () => {
    const { view } = await visit(contentionReport());
    view.start = () => Promise.reject(new Error('Another run is under way.'));
    button(view)?.click();
    await expect.poll(() => text(view)).toMatch(/The run could not start\. Another run is under way/);
  });

  it('where there is no shared memory or no WebAssembly, and then nothing can be started', async () => {
    const shareless = await visit(contentionReport(), { ...ABLE, isolated: false });
    expect(text(shareless.view)).toMatch(/got no shared memory.*two headers/);
    expect(button(shareless.view)?.disabled).toBe(true);
    shareless.view.remove();
    const { view } = await visit(contentionReport(), { ...ABLE, webAssembly: false });
    expect(text(view)).toMatch(/has no WebAssembly/);
  });
});
