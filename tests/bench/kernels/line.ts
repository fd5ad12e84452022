/**
 * Who takes part in a kernel's bout: every rival is loaded with the same input, run once and checked; who computes wrongly or is not to
 * be had here is named with the reason and takes no further part. Times nobody.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { modulePath } from '../../../assembly/asc-plugin.ts';
import type { Bytes } from '../../../src/base/units.ts';
import { BUILDS, type Build } from '../../../src/base/builds.ts';
import type { BenchPage } from './browser.ts';
import { faultIn, type Checked } from './check.ts';
import { type RivalName, type Standing } from './finding.ts';
import { openNative, type NativeProcess } from './native-process.ts';
import type { NodeProcess } from './node-process.ts';
import type { RivalSource } from './page/worker.ts';
import type { Programs } from './programs.ts';
import type { Contestant } from './rounds.ts';
import type { Work } from './work.ts';

export interface Places {
  readonly page: BenchPage;
  readonly node: NodeProcess;
  /** The build that this Node runs. */
  readonly nodeBuild: Build;
  /** Of the builds, where the page finds them. */
  readonly urls: Readonly<Record<Build, string>>;
  /** For inputs and outputs. */
  readonly folder: string;
}

/** A rival that can be run and looked at. */
interface Entrant extends Contestant {
  readonly name: RivalName;
  output(): Promise<Uint8Array>;
}

type Left = Exclude<Standing, { state: 'timed' }>;

export interface Line {
  /** Loaded and right. */
  readonly entrants: readonly Contestant[];
  /** Everybody else. */
  readonly others: ReadonlyMap<RivalName, Left>;
  /** Bytes of a vector of C at full width; null where it takes no part. */
  readonly fullWidth: Bytes | null;
  close(): Promise<void>;
}

export function buildSources(urls: Readonly<Record<Build, string>>): RivalSource[] {
  return BUILDS.map((name) => ({ kind: 'build', name, url: urls[name] }));
}

class LiningUp {
  readonly entrants: Entrant[] = [];
  readonly others = new Map<RivalName, Left>();
  readonly #natives: NativeProcess[] = [];
  readonly #checked: Checked;
  #fullWidth: Bytes | null = null;
  /** What the first right build wrote: the others are held against it. */
  #reference: Uint8Array | null = null;

  constructor(checked: Checked) {
    this.#checked = checked;
  }

  lack(name: RivalName, reason: string): void {
    this.others.set(name, { state: 'missing', reason });
  }

  /** Whether it takes part. */
  async enter(entrant: Entrant): Promise<boolean> {
    const fault = await this.#faultOf(entrant).catch(({ message }: Error) => message);
    if (fault === null) {
      this.entrants.push(entrant);
      this.others.delete(entrant.name);
    } else {
      this.others.set(entrant.name, { state: 'wrong', fault });
    }
    return fault === null;
  }

  async #faultOf({ time, output }: Entrant): Promise<string | null> {
    await time(1);
    const written = await output();
    const fault = faultIn(this.#checked, written, this.#reference);
    if (fault === null) this.#reference ??= written;
    return fault;
  }

  async enterNative(name: 'c-128' | 'c-full', native: NativeProcess): Promise<boolean> {
    this.#natives.push(native);
    return this.enter({ name, time: native.time, output: native.output });
  }

  /** The widest that computes rightly. */
  async enterFullWidth(programs: Programs['c-full'], open: (path: string) => NativeProcess): Promise<void> {
    if ('reason' in programs) return this.lack('c-full', programs.reason);
    for (const { path, vectorBytes } of programs) {
      if (!(await this.enterNative('c-full', open(path)))) continue;
      this.#fullWidth = vectorBytes;
      return;
    }
  }

  line(): Line {
    return {
      entrants: this.entrants,
      others: this.others,
      fullWidth: this.#fullWidth,
      close: async () => {
        await Promise.all(this.#natives.map((native) => native.close()));
      },
    };
  }
}

/** What runs in the browser: builds, clang's module, JavaScript. */
async function enterPage(up: LiningUp, { page, urls }: Places, work: Work, checked: Checked, programs: Programs) {
  const sources: RivalSource[] = buildSources(urls);
  if ('bytes' in programs.clang) {
    sources.push({ kind: 'clang', name: 'clang', url: page.offer('clang.wasm', programs.clang.bytes) });
  } else {
    up.lack('clang', programs.clang.reason);
  }
  sources.push({ kind: 'javascript', name: 'javascript' });
  const refused = await page.load(work, page.offer('input', checked.input), sources);
  for (const { name } of sources) {
    const reason = refused[name];
    const rival = name as RivalName;
    if (reason !== undefined) up.lack(rival, reason);
    else await up.enter({ name: rival, time: (runs) => page.time(name, runs), output: () => page.output(name) });
  }
}

/** Close it after use. */
export async function lineUp(places: Places, work: Work, checked: Checked, programs: Programs): Promise<Line> {
  const { node, nodeBuild, folder } = places;
  const up = new LiningUp(checked);
  await enterPage(up, places, work, checked, programs);
  await node.load(modulePath(nodeBuild), work, checked.input);
  await up.enter({ name: 'node', time: node.time, output: node.output });
  const inputFile = join(folder, 'input');
  await writeFile(inputFile, checked.input);
  const open = (path: string): NativeProcess => openNative(path, work, inputFile, join(folder, 'output'));
  const narrow = programs['c-128'];
  if ('reason' in narrow) up.lack('c-128', narrow.reason);
  else await up.enterNative('c-128', open(narrow.path));
  await up.enterFullWidth(programs['c-full'], open);
  return up.line();
}
