/**
 * One cell of the matrix: brings a mode about in an engine, opens the page as a visitor would, presses its button, waits for the end, and
 * tells what the page called its mode, what it measured, and whether all that it could not do was said. Judges by what is shown and by the
 * report behind it; waits have ends.
 */
import type { EngineName } from '../engines/find-engine.ts';
import type { Engine } from '../engines/launch.ts';
import type { Visitor } from '../engines/visitor.ts';
import { ModeHost } from './mode-host.ts';
import type { Mode } from './modes.ts';
import { ISOLATED, RELAY, ROBOT, type Sight } from './robot.ts';

const APPEAR_MS = 30_000;
const RUN_MS = 90_000;
const PAUSE_MS = 250;

/** `whole`: everything was measured. `partial`: what the mode allows was. `declared`: nothing could be, and the page says so. */
export type Verdict = 'whole' | 'partial' | 'declared' | 'fault';

export interface Cell {
  readonly verdict: Verdict;
  /** As the page names it, or null where it does not come to that. */
  readonly named: string | null;
  readonly proven: number | null;
  readonly models: readonly string[];
  readonly build: string | null;
  /** What the page says it lacks, or the fault. */
  readonly said: string;
  readonly seconds: number;
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

/** The site's host, and where the mode puts it into a frame the page around it. */
interface Hosts {
  readonly address: string;
  /** The robot in the page has told the host that the page is isolated. */
  isIsolated(): boolean;
  close(): Promise<void>;
}

async function hosts({ host: asked, frame, standIn }: Mode, engine: EngineName): Promise<Hosts> {
  const before = `${ROBOT}\n${asked.before ?? ''}\n${standIn?.[engine] ?? ''}`;
  const around = (address: string): Record<string, string> => ({
    'around.html': `<!doctype html><title>A page around it</title><script src="./relay.js"></script><iframe ${frame?.attributes} width="1100" height="700" src="${address}"></iframe>`,
    'relay.js': RELAY,
  });
  const site = await ModeHost.start({ ...asked, before, ...(frame && !frame.foreign && { extra: around('./') }) });
  const isIsolated = (): boolean => site.asked.has(ISOLATED);
  if (!frame) return { address: site.url, isIsolated, close: () => site.close() };
  if (!frame.foreign) return { address: `${site.url}around.html`, isIsolated, close: () => site.close() };
  // Two names of this machine are two sites.
  const extra = around(site.url.replace('127.0.0.1', 'localhost'));
  const other = await ModeHost.start({ headers: frame.headers, extra });
  const close = async (): Promise<void> => void (await Promise.all([site.close(), other.close()]));
  return { address: `${other.url}around.html`, isIsolated, close };
}

/** Null where nobody answers: the frame was not loaded, or the page is on its way. */
async function ask(visitor: Visitor, order = ''): Promise<Sight | null> {
  return visitor
    .evaluate((text) => (globalThis as unknown as { robot(order: string): Promise<Sight | null> }).robot(text), order)
    .catch(() => null);
}

async function until(visitor: Visitor, ms: number, isThere: (sight: Sight) => boolean): Promise<Sight | null> {
  const end = Date.now() + ms;
  for (;;) {
    const sight = await ask(visitor);
    if (sight && isThere(sight)) return sight;
    if (Date.now() > end) return sight;
    await pause();
  }
}

const NAMED = /mode: (shared memory|messages only|main thread only)/;
const UNSTARTED = /Overlap has not started[^.]*\./;
const LACKS = [
  /[Tt]he browser refused \d+ MiB of memory/,
  /This browser has no [^.]*\./,
  /This page got no shared memory[^.]*\./,
  /This browser gave the page no workers[^.]*\./,
];

function lack({ text }: Sight): string {
  return LACKS.map((pattern) => pattern.exec(text)?.[0]).find((found) => found !== undefined) ?? '';
}

type Judged = Pick<Cell, 'verdict' | 'said'>;

function judged(sight: Sight): Judged {
  const { report, uncaught, running } = sight;
  if (uncaught.length > 0) return { verdict: 'fault', said: `uncaught: ${uncaught.join('; ')}` };
  if (running || !report) return { verdict: 'fault', said: `the run does not end: “${sight.text.slice(0, 300)}”` };
  if (report.wrong > 0) return { verdict: 'fault', said: 'a wrong result' };
  const said = lack(sight);
  // A run that could not be is one that says which thing the browser did not give; whatever else ends a run is a fault.
  if (report.state !== 'complete') {
    return said === ''
      ? { verdict: 'fault', said: `ended as ${report.state}: ${report.failure ?? 'no reason'}` }
      : { verdict: 'declared', said };
  }
  if (!NAMED.test(sight.text)) return { verdict: 'fault', said: 'the page does not name its mode' };
  if (report.mode === 'shared') return { verdict: 'whole', said };
  return said === '' ? { verdict: 'fault', said: 'nothing says what is missing' } : { verdict: 'partial', said };
}

/** Untouched: what a driver evaluates counts as the visitor's own press, and nothing reloads under a visitor's hands. */
async function untilIsolated(hosts: Hosts): Promise<void> {
  for (const end = Date.now() + APPEAR_MS; !hosts.isIsolated() && Date.now() < end;) await pause();
}

async function look(visitor: Visitor): Promise<Omit<Cell, 'seconds'>> {
  const nothing = { named: null, proven: null, models: [], build: null };
  const opened = await until(visitor, APPEAR_MS, ({ start, text }) => start !== null || UNSTARTED.test(text));
  if (!opened) return { ...nothing, verdict: 'declared', said: 'the browser does not load the page into the frame' };
  if (UNSTARTED.test(opened.text))
    return { ...nothing, verdict: 'declared', said: UNSTARTED.exec(opened.text)?.[0] ?? '' };
  if (opened.start === null)
    return { ...nothing, verdict: 'fault', said: `the page is blank: “${opened.text.slice(0, 200)}”` };
  if (opened.start === 'barred') {
    const said = lack(opened);
    return { ...nothing, verdict: said === '' ? 'fault' : 'declared', said };
  }
  await ask(visitor, '^Measure this device');
  const ended = await until(visitor, RUN_MS, ({ report, running }) => !running && report !== null);
  if (!ended) return { ...nothing, verdict: 'fault', said: 'the page is gone' };
  const { report, text } = ended;
  return {
    ...judged(ended),
    named: NAMED.exec(text)?.[1] ?? null,
    proven: report?.proven ?? null,
    models: report?.models ?? [],
    build: report?.build ?? null,
  };
}

/** In an engine that was started as the mode has it. */
export async function tryMode(engine: Engine, mode: Mode): Promise<Cell> {
  const began = Date.now();
  const site = await hosts(mode, engine.name);
  try {
    const visitor = await engine.visit(site.address);
    await visitor.open(site.address);
    if (mode.reloads) await untilIsolated(site);
    const cell = await look(visitor);
    await visitor.close();
    return { ...cell, seconds: Math.round((Date.now() - began) / 1000) };
  } finally {
    await site.close();
  }
}
