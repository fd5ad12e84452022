/**
 * One kernel against its rivals: sized, loaded everywhere with the same input, checked, warmed and timed in turns; then its two workers
 * beside two native threads. Prints nothing.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BUILDS } from '../../../src/base/builds.ts';
import { prng } from '../../../src/base/prng.ts';
import type { Milliseconds } from '../../../src/base/units.ts';
import type { Kernel } from '../../../src/kernels/index.ts';
import type { Checked } from './check.ts';
import { RIVALS, type KernelFinding, type PairFinding, type RivalName, type Standing } from './finding.ts';
import { buildSources, lineUp, type Places } from './line.ts';
import { openNative, type NativeProcess } from './native-process.ts';
import type { Programs } from './programs.ts';
import { inRounds, warm, type Contestant } from './rounds.ts';
import { sizeFor } from './sizing.ts';
import { workOf, type Work } from './work.ts';

/** One run of the best build; on two threads a longer one, against which waking them is short. */
const WANTED_MS = { alone: 25, pair: 60 };

export interface Arena extends Places {
  readonly rounds: number;
  readonly seed: number;
}

function inputOf(kernel: Kernel, size: number): Uint8Array {
  const input = new Uint8Array(kernel.inputBytes(size));
  kernel.fillInput(input, size);
  return input;
}

/** The first build that this browser takes, at the size that is wanted. */
async function sized(kernel: Kernel, { page, urls }: Arena): Promise<{ size: number; ms: Milliseconds }> {
  const sources = buildSources(urls);
  return sizeFor(kernel, WANTED_MS.alone, async (size) => {
    const url = page.offer('input', inputOf(kernel, size));
    const refused = await page.load(workOf(kernel, size, WANTED_MS.alone), url, sources);
    const name = BUILDS.find((build) => !(build in refused)) ?? BUILDS[0];
    return warm({ name, time: (repeats) => page.time(name, repeats) });
  });
}

async function timed(contestants: readonly Contestant[], arena: Arena): Promise<Map<string, Milliseconds[]>> {
  const expected = new Map<string, Milliseconds>();
  for (const contestant of contestants) expected.set(contestant.name, await warm(contestant));
  return inRounds(contestants, expected, arena.rounds, prng(arena.seed));
}

async function alone(kernel: Kernel, work: Work, arena: Arena, programs: Programs) {
  const checked: Checked = { kernel, size: work.size, input: inputOf(kernel, work.size) };
  const line = await lineUp(arena, work, checked, programs);
  try {
    const times = await timed(line.entrants, arena);
    const standing = (name: RivalName): Standing => {
      const own = times.get(name);
      return own
        ? { state: 'timed', times: own }
        : (line.others.get(name) ?? { state: 'missing', reason: 'not loaded' });
    };
    const rivals = Object.fromEntries(RIVALS.map((name) => [name, standing(name)])) as KernelFinding['rivals'];
    return { rivals, fullWidth: line.fullWidth };
  } finally {
    await line.close();
  }
}

async function pairs(kernel: Kernel, work: Work, arena: Arena, native: NativeProcess | null): Promise<PairFinding> {
  const { page } = arena;
  await page.openPair(work);
  await page.timePair(2, 1);
  const fault = await page.faultOfPair();
  if (fault !== null) return { size: work.size, ours: { fault }, native: null };
  const contestants: Contestant[] = [1, 2].flatMap((threads) => [
    { name: `ours ${threads}`, time: (repeats: number) => page.timePair(threads, repeats) },
    ...(native ? [{ name: `native ${threads}`, time: (repeats: number) => native.timeThreads(threads, repeats) }] : []),
  ]);
  const times = await timed(contestants, arena);
  const of = (who: string) => ({ one: times.get(`${who} 1`) ?? [], two: times.get(`${who} 2`) ?? [] });
  return { size: work.size, ours: of('ours'), native: native && of('native') };
}

async function pair(kernel: Kernel, work: Work, arena: Arena, programs: Programs): Promise<PairFinding> {
  const made = programs['c-128'];
  const inputFile = join(arena.folder, 'input');
  await writeFile(inputFile, inputOf(kernel, work.size));
  const native = 'path' in made ? openNative(made.path, work, inputFile, join(arena.folder, 'output')) : null;
  try {
    return await pairs(kernel, work, arena, native);
  } finally {
    await arena.page.closePair();
    await native?.close();
  }
}

export async function bout(kernel: Kernel, arena: Arena, programs: Programs): Promise<KernelFinding> {
  const { size, ms } = await sized(kernel, arena);
  const work = workOf(kernel, size, ms);
  const { rivals, fullWidth } = await alone(kernel, work, arena, programs);
  const factor = WANTED_MS.pair / ms;
  const longer = kernel.scale(size, factor);
  return {
    kernel: kernel.id,
    size,
    work: kernel.work(size),
    steps: work.steps,
    vectorised: programs.vectorised,
    fullWidth,
    rivals,
    pair: await pair(kernel, workOf(kernel, longer, WANTED_MS.pair), arena, programs),
  };
}
