/** The Claims view in a page: filters, links, running some or one, pausing and stopping, with verdicts that are simulated. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClaimsOptions } from '../../src/experiments/decide-claims.ts';
import type { ClaimsReport } from '../../src/measure/claims/claim-report.ts';
import type { LabClaims } from '../../src/ui/lab-claims.ts';
import '../../src/ui/lab-claims.ts';
import type { StartClaims } from '../../src/ui/start-run.ts';
import { claimsReport, entryOf, LISTED, underWay } from '../gallery/claims-reports.ts';

const ABLE = { webAssembly: true, workers: true, isolated: true, sharedMemory: true, secure: true, framed: false };
const IDS = LISTED.map(({ id }) => id);

/** Everything below an element, shadows included. */
function below(root: ParentNode): Element[] {
  return [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? below(one.shadowRoot) : [])]);
}

interface Visit {
  readonly view: LabClaims;
  readonly asked: ClaimsOptions[];
  /** What was done to the run, in order. */
  readonly done: string[];
}

interface Asked {
  /** The run goes on until it is stopped. */
  readonly endless?: boolean;
  readonly environment?: typeof ABLE;
  /** Why no run can be begun. */
  readonly refusal?: string;
  readonly make?: (ids: readonly string[]) => ClaimsReport;
}

let before = '';
beforeEach(() => (before = location.hash));
afterEach(() => {
  document.querySelector('lab-claims')?.remove();
  history.replaceState(null, '', before || '#');
});

async function visit(fragment = '#/claims', asked: Asked = {}): Promise<Visit> {
  const { endless = false, environment = ABLE, refusal, make = (ids) => claimsReport(ids) } = asked;
  history.replaceState(null, '', fragment);
  const view = document.createElement('lab-claims');
  const made: Visit = { view, asked: [], done: [] };
  const start: StartClaims = (options, onProgress) => {
    made.asked.push(options);
    if (refusal) return Promise.reject(new Error(refusal));
    let finish: (report: ClaimsReport) => void = () => undefined;
    const done = new Promise<ClaimsReport>((resolve) => (finish = resolve));
    const soFar = underWay(options.claims, 1);
    const tell = (isPaused: boolean): void =>
      onProgress({ report: soFar, activity: 'Eight waits', elapsedMs: 10, remainingMs: null, isPaused });
    tell(false);
    if (!endless) finish(make(options.claims));
    const note = (what: string): number => made.done.push(what);
    return Promise.resolve({
      done,
      stop() {
        note('stop');
        finish({ ...soFar, state: 'stopped' });
      },
      pause: () => (note('pause'), tell(true)),
      resume: () => (note('resume'), tell(false)),
    });
  };
  Object.assign(view, { start, environment, catalogue: LISTED });
  document.body.append(view);
  await view.updateComplete;
  return made;
}

const claimsOf = (view: LabClaims): HTMLElementTagNameMap['lab-claim'][] =>
  below(view.renderRoot).filter((one) => one.localName === 'lab-claim') as HTMLElementTagNameMap['lab-claim'][];
const shown = (view: LabClaims): string[] => claimsOf(view).map(({ id }) => id);

function button(root: ParentNode, name: RegExp): HTMLButtonElement | undefined {
  return below(root).find(
    (one): one is HTMLButtonElement => one instanceof HTMLButtonElement && name.test(one.textContent?.trim() ?? ''),
  );
}

function text(view: LabClaims): string {
  return below(view.renderRoot)
    .flatMap((one) => [...one.childNodes].filter((node) => node instanceof Text))
    .map((node) => node.textContent?.trim())
    .filter(Boolean)
    .join(' ');
}

function choose(view: LabClaims, option: string): void {
  const select = below(view.renderRoot).find(
    (one): one is HTMLSelectElement =>
      one instanceof HTMLSelectElement && [...one.options].some(({ value }) => value === option),
  );
  if (!select) throw new Error(`nothing offers ${option}`);
  select.value = option;
  select.dispatchEvent(new Event('change'));
}

describe('before a run', () => {
  it('promises, says how long it takes, and lists every claim in its group', async () => {
    const { view } = await visit();
    expect(shown(view)).toEqual(IDS);
    expect(text(view)).toMatch(/All of them take about 35/);
    expect(text(view)).toMatch(/Waiting .*The GIL .*Cores/);
    expect(button(view.renderRoot, /^Test all 4$/)).toBeDefined();
  });

  it('without WebAssembly shows the list and starts nothing', async () => {
    const { view } = await visit('#/claims', { environment: { ...ABLE, webAssembly: false } });
    expect(text(view)).toMatch(/no WebAssembly/);
    expect(shown(view)).toEqual(IDS);
    expect(button(view.renderRoot, /^Test all/)?.disabled).toBe(true);
    expect(button(view.renderRoot, /^Test$/)).toBeUndefined();
  });

  it('without shared memory says what cannot be tested, and how to get it', async () => {
    const { view } = await visit('#/claims', { environment: { ...ABLE, isolated: false } });
    expect(text(view)).toMatch(/claims about threads cannot be tested here/);
    expect(text(view)).toMatch(/Cross-Origin-Opener-Policy/);
    expect(button(view.renderRoot, /^Test all/)?.disabled).toBe(false);
  });
});

describe('a link', () => {
  it('sets the filters and opens a claim', async () => {
    const { view } = await visit('#/claims?model=free-threads&open=gil-convoy');
    expect(shown(view)).toEqual(['gil-convoy', 'threads-free-scale']);
    expect(claimsOf(view).map(({ open }) => open)).toEqual([true, false]);
    await expect.poll(() => text(view)).toMatch(/How it is tested/);
  });

  it('that is forged is named in a sentence, and everything is shown', async () => {
    const { view } = await visit('#/claims?note=%3Cimg%3E&open=nothing');
    expect(text(view)).toMatch(/“note” is passed over: there is no “<img>”/);
    expect(shown(view)).toEqual(IDS);
  });

  it('follows the filters and what is opened', async () => {
    const { view } = await visit();
    choose(view, 'C');
    await expect.poll(() => shown(view)).toEqual(['overlap-waits-asyncio']);
    expect(location.hash).toBe('#/claims?note=C');
    below(view.renderRoot)
      .find((one) => one.localName === 'summary')
      ?.dispatchEvent(new MouseEvent('click'));
    await expect.poll(() => location.hash).toBe('#/claims?note=C&open=overlap-waits-asyncio');
    button(view.renderRoot, /^Show all$/)?.click();
    await expect.poll(() => shown(view)).toEqual(IDS);
  });
});

describe('a run', () => {
  it('of all ends with the count of verdicts and each verdict in its row', async () => {
    const { view, asked } = await visit();
    button(view.renderRoot, /^Test all/)?.click();
    await expect.poll(() => text(view)).toMatch(/3 claims hold, 1 is refuted/);
    expect(asked.map(({ claims }) => claims)).toEqual([IDS]);
    expect(text(claimsOf(view)[3] as unknown as LabClaims)).toMatch(/refuted .*997 of 1\u202f000 tries/);
  });

  it('of those shown asks for them alone', async () => {
    const { view, asked } = await visit('#/claims?model=free-threads');
    button(view.renderRoot, /^Test the 2 shown$/)?.click();
    await expect.poll(() => asked.map(({ claims }) => claims)).toEqual([['gil-convoy', 'threads-free-scale']]);
  });

  it('of one claim updates its entry and leaves the others', async () => {
    let runs = 0;
    const make = (ids: readonly string[]): ClaimsReport =>
      ++runs === 1 ? claimsReport(ids) : claimsReport([], { entries: ids.map((id) => entryOf(id, 'undecided')) });
    const { view, asked } = await visit('#/claims', { make });
    button(view.renderRoot, /^Test all/)?.click();
    await expect.poll(() => text(view)).toMatch(/3 claims hold, 1 is refuted/);
    button(claimsOf(view)[0]?.renderRoot as ParentNode, /^Again$/)?.click();
    await expect.poll(() => text(view)).toMatch(/2 claims hold, 1 is refuted, 1 is undecided/);
    expect(asked[1]?.claims).toEqual([IDS[0]]);
    expect(text(view)).toMatch(/4 of 4 tested/);
  });

  it('is paused, goes on, and ends by Escape; what was decided stays', async () => {
    const { view, done } = await visit('#/claims', { endless: true });
    button(view.renderRoot, /^Test all/)?.click();
    await expect.poll(() => text(view)).toMatch(/Claim 2 of 4/);
    expect(text(view)).toMatch(/being tested .*in the queue/);
    button(view.renderRoot, /^Pause$/)?.click();
    await expect.poll(() => button(view.renderRoot, /^Resume$/)).toBeDefined();
    expect(text(view)).toMatch(/Paused · Claim 2 of 4/);
    button(view.renderRoot, /^Resume$/)?.click();
    await expect.poll(() => button(view.renderRoot, /^Pause$/)).toBeDefined();
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    await expect.poll(() => text(view)).toMatch(/Stopped early. So far 1 claim holds/);
    expect(done).toEqual(['pause', 'resume', 'stop']);
    expect(text(view)).not.toMatch(/in the queue/);
  });

  it('that is refused says why', async () => {
    const { view } = await visit('#/claims', { refusal: 'A run is already under way on this page.' });
    button(view.renderRoot, /^Test all/)?.click();
    await expect.poll(() => text(view)).toMatch(/could not be tested. A run is already under way/);
  });

  it('ends when the view is taken away', async () => {
    const { view, done } = await visit('#/claims', { endless: true });
    button(view.renderRoot, /^Test all/)?.click();
    await expect.poll(() => text(view)).toMatch(/Claim 2 of 4/);
    view.remove();
    expect(done).toEqual(['stop']);
  });
});

describe('an open claim', () => {
  it('shows its parts, control, pictures, corrections and samples', async () => {
    const { view } = await visit('#/claims?open=overlap-waits-threads');
    button(view.renderRoot, /^Test all/)?.click();
    await expect.poll(() => text(view)).toMatch(/What came of it/);
    const said = text(view);
    expect(said).toMatch(/holds where the whole interval lies below 1.25×/);
    expect(said).toMatch(/refuted, as it must/);
    expect(said).toMatch(/Note A says:/);
    expect(said).toMatch(/The GIL might be removed one day/);
    expect(said).toMatch(/Measured here: makespan ÷ one wait, 8 threads/);
    expect(said).toMatch(/Samples/);
    const namesBelow = (): string[] => below(view.renderRoot).map((one) => one.localName);
    await expect
      .poll(() => namesBelow().filter((name) => name === 'lab-lanes'), { message: 'loaded with the first pictures' })
      .toHaveLength(1);
    const names = namesBelow();
    expect(names.filter((name) => name === 'lab-figure')).toHaveLength(2);
    await expect.poll(() => below(view.renderRoot).filter((one) => one.localName === 'canvas').length).toBe(1);
  });

  it('loads the program and its twin when they are asked for', async () => {
    const { view } = await visit('#/claims?open=overlap-waits-threads');
    await expect.poll(() => text(view)).toMatch(/and its twin in Python/);
    expect(below(view.renderRoot).filter((one) => one.localName === 'pre')).toHaveLength(0);
    below(view.renderRoot)
      .find((one) => one.localName === 'summary' && /twin/.test(one.textContent ?? ''))
      ?.dispatchEvent(new MouseEvent('click'));
    await expect.poll(() => below(view.renderRoot).filter((one) => one.localName === 'pre').length).toBe(3);
    expect(text(view)).toMatch(/if __name__ == "__main__":/);
  });
});
