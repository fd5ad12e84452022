/**
 * The page of the kernels' benchmark: what it can be asked from outside, one thing at a time, so that rivals here and elsewhere take turns.
 * Returns times; judges nothing.
 */
import { wrap, type Remote } from 'comlink';
import { clockFrom } from '../../../../src/base/clock.ts';
import type { Milliseconds } from '../../../../src/base/units.ts';
import type { Work } from '../work.ts';
import { pair } from './pair.ts';
import type { Lane, RivalSource } from './worker.ts';

const clock = clockFrom();
let worker: Worker | undefined;
let lane: Remote<Lane> | undefined;

function loadedLane(): Remote<Lane> {
  if (!lane) throw new Error('no rivals: call load first');
  return lane;
}

/** A module with a custom section of its own at the end: an engine that keeps compiled modules has not met it (core specification 2.0, §5.5.3). */
function unseen(binary: Uint8Array, number: number): Uint8Array<ArrayBuffer> {
  const name = [...`n${number}`].map((letter) => letter.charCodeAt(0));
  return Uint8Array.from([...binary, 0, name.length + 1, name.length, ...name]);
}

const bench = {
  /** In a new worker, so that the memory of the last rivals goes with the old. */
  async load(work: Work, inputUrl: string, sources: readonly RivalSource[]): Promise<Record<string, string>> {
    worker?.terminate();
    worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    lane = wrap<Lane>(worker);
    return lane.load(work, inputUrl, sources);
  },

  time: (name: string, repeats: number): Promise<Milliseconds[]> => loadedLane().time(name, repeats),

  send: (name: string, url: string): Promise<void> => loadedLane().send(name, url),

  /** How long the engine takes to compile a module that it has not seen, as often as asked. */
  async compile(url: string, repeats: number): Promise<Milliseconds[]> {
    const binary = new Uint8Array(await (await fetch(url)).arrayBuffer());
    const times: Milliseconds[] = [];
    for (let repeat = 0; repeat < repeats; repeat++) {
      const bytes = unseen(binary, repeat);
      const start = clock.now();
      await WebAssembly.compile(bytes);
      times.push(clock.now() - start);
    }
    return times;
  },

  openPair: (work: Work): Promise<void> => pair.open(work),
  timePair: (workers: number, repeats: number): Promise<Milliseconds[]> => pair.time(workers, repeats),
  faultOfPair: (): string | null => pair.fault() ?? null,
  closePair: (): Promise<void> => pair.close(),
};

export type KernelBench = typeof bench;

declare global {
  var kernelBench: KernelBench;
}

globalThis.kernelBench = bench;
