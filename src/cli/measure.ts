/**
 * `npm run measure`: the page's own measurement, headless, as one JSON document. Exit status: 0 measured and
 * verified, 1 failed or an output was wrong (what there is, is still printed), 2 wrong usage.
 */
import type { ClaimsReport } from '../measure/claims/claim-report.ts';
import type { KernelSpeedsReport } from '../measure/kernels/kernel-speed-report.ts';
import type { RaceReport } from '../measure/race/race-report.ts';
import type { Report } from '../measure/report.ts';
import { claimsDocument } from '../results/claims-document.ts';
import { resultDocument } from '../results/document.ts';
import { kernelsDocument } from '../results/kernels-document.ts';
import { parseResult } from '../results/parse.ts';
import { raceDocument } from '../results/race-document.ts';
import { HELP, readArguments, type Destination, type Request } from './arguments.ts';
import { BROWSER_HINT, findBrowser, isExecutable } from './browser.ts';
import { known } from './catalogue.ts';
import { deliver, misplaced } from './output.ts';
import type { Told } from './page.ts';

const OK = 0;
const FAILED = 1;
const USAGE = 2;

class Stop extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** Prints an activity when it changes, not at each of its many reports. */
function progressPrinter(): (told: Told) => void {
  let last = '';
  return ({ activity, elapsedMs, remainingMs }) => {
    if (activity === last) return;
    last = activity;
    const left = remainingMs === null ? '' : `, about ${seconds(remainingMs)} left`;
    say(`[${seconds(elapsedMs)}${left}] ${activity}`);
  };
}

/** The browser to use. Throws `Stop`, by whose mistake it is: a wrong name is usage, a missing browser is not. */
async function chooseBrowser(asked: string | null): Promise<string> {
  const path = asked ?? (await findBrowser());
  if (path === null) throw new Stop(BROWSER_HINT, FAILED);
  if (await isExecutable(path)) return path;
  const source = asked === null ? 'OVERLAP_BROWSER' : '--browser';
  throw new Stop(`${source} does not take "${path}": give the path of a browser that can be executed`, USAGE);
}

/** What keeps a report from counting as measured; null where nothing does. */
function complaint(report: Report): string | null {
  const wrong = report.series.filter((series) => !series.verified);
  if (wrong.length > 0) {
    const names = wrong.map(({ kernel, model, workers }) => `${kernel} under ${model} with ${workers}`);
    return `the output was wrong: ${names.join('; ')}`;
  }
  if (report.state === 'complete') return null;
  return report.state === 'failed' ? `the measurement failed: ${report.failure ?? 'no reason given'}` : report.state;
}

/** The same of a race. A model that cannot play a program is no failure of the race; one that did not end, or wrongly, is. */
function raceComplaints({ state, failure, entries }: RaceReport): string[] {
  const wrong = entries.filter((entry) => entry.state === 'failed' || entry.verified === false);
  const all = wrong.map(({ model, reason, fault }) => `${model}: ${reason ?? fault ?? 'no reason given'}`);
  if (state === 'complete') return all;
  return [...all, state === 'failed' ? `the race failed: ${failure ?? 'no reason given'}` : state];
}

/** A verdict, whatever it is, is no failure; an experiment that broke is. */
function claimsComplaints({ state, failure, entries }: ClaimsReport): string[] {
  const broken = entries.filter((entry) => entry.state === 'failed');
  const all = broken.map(({ claim, reason }) => `${claim}: ${reason ?? 'no reason given'}`);
  if (state === 'complete') return all;
  return [...all, state === 'failed' ? `the claims could not be tested: ${failure ?? 'no reason given'}` : state];
}

/** A kernel that does not give the published values in some build, or whose builds do not agree. */
function kernelComplaints({ state, failure, kernels }: KernelSpeedsReport): string[] {
  const all = kernels.flatMap(({ kernel, failure: reason, builds, agreement }) => [
    ...(reason === null ? [] : [`${kernel}: ${reason}`]),
    ...builds.flatMap(({ build, fault }) => (fault === null ? [] : [`${kernel}, ${build}: ${fault}`])),
    ...(agreement?.found === 'different' ? [`${kernel}: ${agreement.detail}`] : []),
  ]);
  if (state === 'complete') return all;
  return [...all, state === 'failed' ? `the kernels could not be timed: ${failure ?? 'no reason given'}` : state];
}

/** Delivers the document even where it fails its own format, which is then the second complaint. */
async function print(report: Report, name: string | null, out: Destination): Promise<string | null> {
  const text = await deliver({ ...resultDocument(report), ...(name !== null && { name }) }, out);
  const parsed = parseResult(JSON.parse(text));
  return parsed.ok ? null : parsed.fault;
}

type Asked = Extract<Request, { kind: 'measure' | 'race' | 'claims' | 'kernels' }>;

/** Runs it and prints what there is; what was wrong with it, a line each. */
async function carriedOut(request: Asked, browser: string): Promise<string[]> {
  // Vite and Playwright take a second to load, which a wrong word need not wait for.
  const { LIMIT_MS, runHeadless } = await import('./headless.ts');
  const { claims, kernelSpeeds, measurement, race } = await import('./page.ts');
  const printers = { say, progress: progressPrinter() };
  if (request.kind === 'race') {
    const report = await runHeadless(browser, race(request.options), LIMIT_MS.quick, printers);
    await deliver(raceDocument(report), request.out);
    return raceComplaints(report);
  }
  if (request.kind === 'claims') {
    const report = await runHeadless(browser, claims(request.options), LIMIT_MS.claims, printers);
    await deliver(claimsDocument(report), request.out);
    return claimsComplaints(report);
  }
  if (request.kind === 'kernels') {
    const report = await runHeadless(browser, kernelSpeeds(request.options), LIMIT_MS.quick, printers);
    await deliver(kernelsDocument(report), request.out);
    return kernelComplaints(report);
  }
  const { options, name, out } = request;
  const report = await runHeadless(browser, measurement(options), LIMIT_MS[options.preset ?? 'quick'], printers);
  const fault = await print(report, name, out);
  return [complaint(report), fault].filter((reason) => reason !== null);
}

async function main(): Promise<number> {
  const request = readArguments(process.argv.slice(2), await known());
  if (request.kind === 'help') {
    process.stdout.write(`${HELP}\n`);
    return OK;
  }
  if (request.kind === 'usage') throw new Stop(request.message, USAGE);
  const reason = await misplaced(request.out);
  if (reason !== null) throw new Stop(reason, USAGE);
  const browser = await chooseBrowser(request.browser);
  const complaints = await carriedOut(request, browser);
  complaints.forEach(say);
  return complaints.length === 0 ? OK : FAILED;
}

try {
  process.exitCode = await main();
} catch (error) {
  const { message } = error as Error;
  // Playwright's messages carry a call log after the first line.
  say(message.split('\n')[0] ?? message);
  process.exitCode = error instanceof Stop ? error.status : FAILED;
}
