/**
 * A page whose time stands still while anything can go on: plays on it are over at once and the same every time. Files take as long as a
 * test says, an item of the kernel takes one millisecond. Not a test itself.
 */
import { beginRun } from '../../../src/loop/driven-run.ts';
import { VirtualClock } from '../../../src/loop/virtual-time.ts';
import type { Kernel } from '../../../src/kernels/index.ts';
import { playByCallbacks } from '../../../src/models/play/by-callbacks.ts';
import { playInHub } from '../../../src/models/play/in-hub.ts';
import { playInTurn } from '../../../src/models/play/in-turn.ts';
import { playOnLoop } from '../../../src/models/play/on-loop.ts';
import type { PageFile } from '../../../src/models/play/page-file.ts';
import type { Outside } from '../../../src/models/play/page-outside.ts';
import { USUAL_SETTINGS, type PlayAsked, type Played } from '../../../src/models/play/play.ts';
import { Stage } from '../../../src/models/stage.ts';
import crunch from '../../../src/programs/crunch.ts';
import { NOTHING_SHARED, type Program } from '../../../src/programs/index.ts';
import type { SyncExports } from '../../../src/sync/sync-exports.ts';

export const READ_MS = 5;
export const FILE_BYTES = 321;

export type Interpreter = typeof playOnLoop;

export const OVERLAPPING: readonly (readonly [string, Interpreter])[] = [
  ['coroutines', playOnLoop],
  ['callbacks', playByCallbacks],
  ['greenlets', playInHub],
];
export const ALL: readonly (readonly [string, Interpreter])[] = [['in turn', playInTurn], ...OVERLAPPING];

type Bodies = Program['bodies'];

export function program(bodies: Bodies, resources: Partial<Program['resources']> = {}, computes = false): Program {
  return {
    ...crunch,
    id: 'of-a-test',
    resources: { ...NOTHING_SHARED, ...resources },
    computes,
    bodies,
    check: () => null,
  };
}

export type FileEvent = 'written' | 'read' | 'removed';

interface Due {
  readonly at: number;
  readonly happen: () => void;
}

/** What is left of a page without time: timers of its own, in the order in which they are due. */
class VirtualPage implements Outside {
  readonly #clock: VirtualClock;
  readonly #due: Due[] = [];
  turns = 0;
  onTurn: (turn: number) => void = () => {};

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  /** Alone on the thread: nobody else moves the time. */
  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    this.#clock.advance(ms);
    signal.throwIfAborted();
  }

  /** In turn the time is moved here; under a loop by whoever drives it. */
  read(): Promise<number> {
    return this.#after(READ_MS, FILE_BYTES);
  }

  onFile: (event: FileEvent) => void = () => {};

  async writeFile(): Promise<PageFile> {
    this.onFile('written');
    return {
      read: () => {
        this.onFile('read');
        return this.read();
      },
      remove: async () => this.onFile('removed'),
    };
  }

  pageTurn(): Promise<void> {
    return this.#after(0, undefined);
  }

  /** As the page does it: as long as anything is due, then a turn of the page, then the next of what is waited for. */
  drive: Outside['drive'] = async (loop, ended, { signal, onYield, onResume }) => {
    const run = beginRun(loop, ended);
    signal?.addEventListener('abort', () => run.main.cancel());
    try {
      while (!run.isOver()) {
        if (loop.nextDue() <= this.#clock.now()) loop.turn();
        else {
          onYield?.();
          const next = Math.min(loop.nextDue(), this.#due[0]?.at ?? Infinity);
          if (next === Infinity) throw new Error('the test would wait for ever');
          this.#clock.jumpTo(next);
          this.#happenings();
          // What the page has resolved is told in microtasks.
          for (let hop = 0; hop < 4; hop++) await Promise.resolve();
          onResume?.();
        }
      }
    } catch (error) {
      run.abandon();
      throw error;
    }
    run.finish();
  };

  #happenings(): void {
    this.onTurn((this.turns += 1));
    while (this.#due[0] && this.#due[0].at <= this.#clock.now()) this.#due.shift()?.happen();
  }

  #after<Got>(ms: number, got: Got): Promise<Got> {
    const at = this.#clock.now() + ms;
    return new Promise((resolve) => {
      this.#due.push({ at, happen: () => resolve(got) });
      this.#due.sort((one, other) => one.at - other.at);
    });
  }
}

/** As the page, but nobody drives it: everything it is asked for moves the time at once. */
class PageInTurn extends VirtualPage {
  readonly #own: VirtualClock;

  constructor(clock: VirtualClock) {
    super(clock);
    this.#own = clock;
  }

  override async read(): Promise<number> {
    this.#own.advance(READ_MS);
    return FILE_BYTES;
  }

  override async pageTurn(): Promise<void> {
    this.onTurn((this.turns += 1));
  }
}

/** Items that take a millisecond each, in slices of one, and count how often they were computed. */
async function stageFor(clock: VirtualClock, items: number): Promise<Stage> {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const plan = {
    output: { at: 0, bytes: items },
    input: { at: 0, bytes: 0 },
    spare: { at: 0, bytes: 0 },
    scratch: { at: 0, bytes: 0 },
    counters: null,
  };
  const kernel = {
    id: 'ticks',
    inputBytes: () => 0,
    fillInput: () => {},
    items: () => items,
    itemBytes: () => 1,
  } as unknown as Kernel;
  const stage = new Stage({
    clock,
    pool: null,
    loadOnPage: async (setup) => ({
      setup,
      memory,
      plan,
      sync: {} as SyncExports,
      program: crunch,
      kernel: (from: number, to: number) => {
        clock.advance(to - from);
        new Uint8Array(memory.buffer, 0, items).fill(1, from, to);
      },
    }),
  });
  await stage.load({ kernel, program: 'crunch', size: items, chunkItems: 1, isolated: false });
  return stage;
}

export interface Setting {
  readonly args?: readonly number[];
  readonly items?: number;
  readonly limitMs?: number;
  readonly signal?: AbortSignal;
  /** Called in each turn of the page. */
  readonly onTurn?: (turn: number) => void;
  readonly onProgress?: (soFar: Played) => void;
  /** Of the play's own file. */
  readonly onFile?: (event: FileEvent) => void;
}

export async function playVirtually(play: Interpreter, of: Program, setting: Setting = {}): Promise<Played> {
  const clock = new VirtualClock();
  const page = play === playInTurn ? new PageInTurn(clock) : new VirtualPage(clock);
  page.onTurn = setting.onTurn ?? page.onTurn;
  page.onFile = setting.onFile ?? page.onFile;
  const asked: PlayAsked = {
    program: of,
    args: setting.args ?? [],
    workers: 1,
    settings: USUAL_SETTINGS,
    limitMs: setting.limitMs ?? 100_000,
    signal: setting.signal ?? new AbortController().signal,
    ...(setting.onProgress && { onProgress: setting.onProgress }),
  };
  const stage = of.computes ? await stageFor(clock, setting.items ?? 100) : bare(clock);
  return play(stage, asked, page);
}

function bare(clock: VirtualClock): Stage {
  return new Stage({ clock, pool: null, loadOnPage: () => Promise.reject(new Error('nothing is computed')) });
}

/** "1 waiting-io 0–10", without the turns of the page. */
export function spansInWords({ spans }: Played): string[] {
  return spans
    .filter(({ phase }) => phase !== 'yielded')
    .map(({ task, phase, start, end }) => `${task} ${phase} ${start}–${end}`);
}

export function printedInWords({ printed }: Played): string[] {
  return printed.map(({ at, task, text }) => `${at} ${task}: ${text}`);
}
