/** The Models view in a page: choosing, the link, starting and stopping, with races that are simulated. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RaceOptions, RaceReport } from '../../src/measure/race/race-report.ts';
import type { LabModels } from '../../src/ui/lab-models.ts';
import '../../src/ui/lab-models.ts';
import type { StartRace } from '../../src/ui/start-run.ts';
import { entriesOf, FIVE, halfWay, raceReport } from '../gallery/race-reports.ts';

const ABLE = { webAssembly: true, workers: true, isolated: true, sharedMemory: true, secure: true, framed: false };

/** Everything below an element, shadows included. */
function below(root: ParentNode): Element[] {
  return [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? below(one.shadowRoot) : [])]);
}

interface Visit {
  readonly view: LabModels;
  readonly asked: RaceOptions[];
  stopped: number;
}

let before = '';
beforeEach(() => (before = location.hash));
afterEach(() => {
  document.querySelector('lab-models')?.remove();
  history.replaceState(null, '', before || '#');
});

/** Opens the view at a fragment; a race goes on until it is stopped where `endless`. */
async function visit(fragment: string, endless = false, environment = ABLE): Promise<Visit> {
  history.replaceState(null, '', fragment);
  const view = document.createElement('lab-models');
  const made: Visit = { view, asked: [], stopped: 0 };
  const whole = raceReport(entriesOf(FIVE));
  const start: StartRace = (options, onProgress) => {
    made.asked.push(options);
    let finish: (report: RaceReport) => void = () => undefined;
    const done = new Promise<RaceReport>((resolve) => (finish = resolve));
    const underWay = raceReport(
      whole.entries.map((entry) => halfWay(entry, 0.5)),
      { state: 'running' },
    );
    onProgress({ report: underWay, activity: 'Racing', elapsedMs: 10, remainingMs: null });
    if (!endless) finish(whole);
    const stop = (): void => {
      made.stopped += 1;
      finish({ ...underWay, state: 'stopped' });
    };
    return Promise.resolve({ done, stop });
  };
  Object.assign(view, { start, environment, itemsAMs: 48, cores: 2 });
  document.body.append(view);
  await expect.poll(() => inputs(view, 'radio').length).toBeGreaterThan(5);
  return made;
}

function inputs(view: LabModels, type: string): HTMLInputElement[] {
  return below(view.renderRoot).filter(
    (one): one is HTMLInputElement => one instanceof HTMLInputElement && one.type === type,
  );
}

/** The lists in which this is one of the choices. */
function choices(view: LabModels, option: string): HTMLSelectElement[] {
  return below(view.renderRoot).filter(
    (one): one is HTMLSelectElement =>
      one instanceof HTMLSelectElement && [...one.options].some((each) => each.text.trim() === option),
  );
}

function button(view: LabModels, name: string): HTMLButtonElement | undefined {
  return below(view.renderRoot).find(
    (one): one is HTMLButtonElement => one instanceof HTMLButtonElement && one.textContent?.trim() === name,
  );
}

function text(view: LabModels): string {
  return below(view.renderRoot)
    .flatMap((one) => [...one.childNodes].filter((node) => node instanceof Text))
    .map((node) => node.textContent)
    .join(' ');
}

const chosenProgram = (view: LabModels): string | undefined =>
  inputs(view, 'radio').find(({ checked }) => checked)?.value;

describe('choosing', () => {
  it('opens a preset with one click, and the address says so', async () => {
    const { view, asked } = await visit('#/models');
    inputs(view, 'radio')
      .find(({ value }) => value === 'crunch')
      ?.click();
    await expect.poll(() => location.hash).toMatch(/^#\/models\?program=crunch&/);
    await view.updateComplete;
    button(view, 'Race them')?.click();
    await expect.poll(() => asked.map(({ program }) => program)).toEqual(['crunch']);
    await expect.poll(() => button(view, 'Race again')).toBeDefined();
  });

  it('of a kernel is offered where a program computes, and says what is too much for it; a mix has its own', async () => {
    const { view, asked } = await visit('#/models?program=crunch&args=4,8192&models=main-thread');
    await expect.poll(() => choices(view, 'Mandelbrot set').length).toBe(1);
    const [select] = choices(view, 'Mandelbrot set') as [HTMLSelectElement];
    select.value = 'mandelbrot';
    select.dispatchEvent(new Event('change'));
    await expect.poll(() => location.hash).toMatch(/kernel=mandelbrot/);
    await expect.poll(() => text(view)).toMatch(/there are at most 2\u202f800 items/);
    button(view, 'Race them')?.click();
    await expect.poll(() => asked.map(({ kernel }) => kernel)).toEqual(['mandelbrot']);
    await expect.poll(() => button(view, 'Race again')).toBeDefined();
    inputs(view, 'radio')
      .find(({ value }) => value === 'mixed')
      ?.click();
    await expect.poll(() => location.hash).toMatch(/program=mixed.*kernel=ep/);
    await expect.poll(() => choices(view, 'Mandelbrot set').length).toBe(0);
  });

  it('of where counters stand is open only for a program that counts', async () => {
    for (const [program, isOpen] of [
      ['crunch', false],
      ['counters', true],
    ] as const) {
      const { view } = await visit(`#/models?program=${program}&models=free-threads`);
      await expect.poll(() => choices(view, 'on one line').map(({ disabled }) => disabled)).toEqual([!isOpen]);
      expect(choices(view, 'static').map(({ disabled }) => disabled)).toEqual([false]);
      view.remove();
    }
  });

  it('of no model at all cannot start, and says what to do', async () => {
    const { view } = await visit('#/models?models=main-thread');
    expect(button(view, 'Race them')?.disabled).toBe(false);
    inputs(view, 'checkbox')
      .find(({ checked }) => checked)
      ?.click();
    await expect.poll(() => button(view, 'Race them')?.disabled).toBe(true);
    expect(text(view)).toMatch(/Choose at least one model/);
  });

  it('without shared memory leaves the threads out and says who can race', async () => {
    const { view, asked } = await visit('#/models', false, { ...ABLE, isolated: false });
    expect(text(view)).toMatch(/got no shared memory, so not every model can race/);
    button(view, 'Race them')?.click();
    await expect.poll(() => asked.length).toBe(1);
    expect(asked[0]?.models).not.toContain('free-threads');
    expect(asked[0]?.models).toContain('event-loop');
  });
});

describe('a link', () => {
  it('sets everything it carries', async () => {
    const link =
      '#/models?program=crunch&args=4,960&models=main-thread,gil-threads&workers=3&interval=20&payload=shared';
    const { view, asked } = await visit(link);
    expect(chosenProgram(view)).toBe('crunch');
    button(view, 'Race them')?.click();
    await expect.poll(() => asked.length).toBe(1);
    expect(asked[0]).toMatchObject({
      program: 'crunch',
      args: [4, 960],
      models: ['main-thread', 'gil-threads'],
      workers: 3,
      settings: { switchIntervalMs: 20, payload: 'shared' },
    });
  });

  it('that is forged is named in a sentence, and the usual is taken', async () => {
    const { view } = await visit('#/models?program=%3Cscript%3E&models=free-threads,nobody&workers=-1');
    expect(chosenProgram(view)).toBe('mixed');
    await expect.poll(() => text(view)).toMatch(/link’s “program” cannot be taken/);
    expect(text(view)).toMatch(/“workers” cannot be taken/);
  });

  it('with numbers that the program does not allow is corrected aloud', async () => {
    const { view } = await visit('#/models?program=crunch&args=9999,64');
    await expect.poll(() => text(view)).toMatch(/For chunks a whole number from 1 to \d+ is needed; the link has 9999/);
  });

  it('followed while the view is open replaces the choice', async () => {
    const { view } = await visit('#/models?program=crunch');
    location.hash = '#/models?program=waits';
    await expect.poll(() => chosenProgram(view)).toBe('waits');
  });
});

describe('a race under way', () => {
  const racing = async (): Promise<Visit> => {
    const made = await visit('#/models', true);
    button(made.view, 'Race them')?.click();
    await expect.poll(() => button(made.view, 'Stop')).toBeDefined();
    await expect.poll(() => made.asked.length).toBe(1);
    await expect.poll(() => text(made.view)).toMatch(/So far|Racing/);
    return made;
  };

  it('ends by Escape, and what there is stays', async () => {
    const made = await racing();
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    await expect.poll(() => button(made.view, 'Race again')).toBeDefined();
    expect(made.stopped).toBe(1);
    expect(text(made.view)).toMatch(/Stopped/);
  });

  it('ends when the visitor goes to another view', async () => {
    const made = await racing();
    location.hash = '#/method';
    await expect.poll(() => made.stopped).toBe(1);
  });

  it('ends when the view is taken away', async () => {
    const made = await racing();
    made.view.remove();
    expect(made.stopped).toBe(1);
  });
});

describe('after a race', () => {
  it('each model’s output stands beside the others’, in the order in which it was printed', async () => {
    const { view } = await visit('#/models');
    button(view, 'Race them')?.click();
    await expect.poll(() => button(view, 'Race again')).toBeDefined();
    await expect.poll(() => below(view.renderRoot).filter((one) => one.localName === 'ol').length).toBe(FIVE.length);
    const first = below(view.renderRoot).find((one) => one.localName === 'ol');
    const lines = [...(first?.querySelectorAll('.text') ?? [])].map((one) => one.textContent);
    expect(lines.slice(0, 4)).toEqual(['task 1 begins', 'task 1 is done', 'task 2 begins', 'task 2 is done']);
  });
});
