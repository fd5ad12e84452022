/**
 * What goes out with a result, field by field, in the words of who reads it before sending. Made from the very objects that are sent, and
 * the compiler demands a line for every key of them, so that a new part of the format cannot go out unlisted. Pure.
 */
import { dateWords } from '../base/dates.ts';
import { BUILD_TITLES } from '../base/builds.ts';
import { SCHEDULE_TITLES } from '../base/schedule.ts';
import { modelName } from '../charts/model-names.ts';
import { counted, duration, percent, withRange } from '../charts/number-format.ts';
import type { ResultDocument } from '../results/schema.ts';
import type { KernelSummary, Summary } from '../results/summary.ts';

export interface SharedField {
  readonly name: string;
  readonly value: string;
}

const MODE_WORDS = {
  shared: 'shared memory and workers',
  messages: 'workers without shared memory',
  'main-only': 'no workers',
} as const satisfies Record<Summary['mode'], string>;

const STATE_WORDS = {
  running: 'still running',
  complete: 'whole',
  stopped: 'stopped early',
  failed: 'broken off',
} as const satisfies Record<Summary['state'], string>;

function field(name: string, value: string | number): SharedField[] {
  return [{ name, value: String(value) }];
}

function kernelField({ kernel, version, size, serialMs, curves }: KernelSummary): SharedField {
  const curve = curves.map(({ model, points }) => {
    const counts = points.map(({ workers }) => workers).filter((workers) => workers > 0);
    return [modelName(model), counts.join(', ')].filter(Boolean).join(' ');
  });
  return {
    name: `Kernel “${kernel}”, version ${version}`,
    value: `size ${size}; ${duration(serialMs.estimate)} in its best serial form; speed-up with interval by number of workers: ${curve.join('; ')}`,
  };
}

/** One entry a key of a summary, in the order of reading. */
const OF_SUMMARY: { readonly [Key in keyof Summary]: (summary: Summary) => SharedField[] } = {
  name: ({ name }) => field('Name of the machine', name === '' ? 'none given' : name),
  startedAt: ({ startedAt }) => field('Measured', `${dateWords(startedAt, 'momentInUtc')} UTC`),
  browser: ({ browser }) => field('Browser and system', `${browser.name} ${browser.version} on ${browser.platform}`),
  reported: ({ reported }) => field('Cores, as the browser reports them', reported ?? 'not told'),
  proven: ({ proven }) => field('Threads proven to run at once', proven ?? 'not proven'),
  effective: ({ effective }) => field('What they are worth', effective ? withRange(effective) : 'not measured'),
  kernels: ({ kernels }) => (kernels.length > 0 ? kernels.map(kernelField) : field('Kernels', 'none is in it')),
  noiseFloor: ({ noiseFloor }) =>
    field('Noise of the baseline', noiseFloor === null ? 'not measured' : `±${percent(noiseFloor)}`),
  doubts: ({ doubts }) => field('Doubts', `their number, ${doubts}`),
  mode: ({ mode }) => field('What the page was given', MODE_WORDS[mode]),
  preset: ({ preset, state }) => field('Run', `${preset}, ${STATE_WORDS[state]}`),
  state: () => [],
  build: ({ build, schedule }) =>
    field('Computed in', `${build ? BUILD_TITLES[build] : 'an unnamed build'}, ${SCHEDULE_TITLES[schedule]}`),
  schedule: () => [],
  versions: ({ versions }) =>
    field('Versions', versions ? `page ${versions.page}, protocol ${versions.protocol}` : 'older than versions'),
};

export function summaryFields(summary: Summary): SharedField[] {
  return Object.values(OF_SUMMARY).flatMap((words) => words(summary));
}

/** What a document holds beyond its summary; empty where a key holds nothing, or where the summary has told it. */
const BEYOND: { readonly [Key in keyof Required<ResultDocument>]: (document: ResultDocument) => SharedField[] } = {
  schema: ({ schema }) => field('Format', schema),
  state: () => [],
  name: () => [],
  omitted: () => [],
  mode: () => [],
  preset: () => [],
  build: () => [],
  schedule: () => [],
  versions: () => [],
  noiseFloor: () => [],
  startedAt: ({ startedAt }) => field('Exact moment', startedAt),
  browser: ({ browser }) => field('Full version of the browser', browser.version),
  seed: ({ seed }) => field('Seed', seed),
  ending: ({ ending, failure }) =>
    field('Why sampling ended', [ending ?? 'it has not', ...(failure === null ? [] : [failure])].join(': ')),
  failure: () => [],
  clock: ({ clock }) =>
    field('Tick of the clock', clock.resolutionMs === null ? 'not seen' : duration(clock.resolutionMs)),
  cores: ({ cores }) => {
    const { handshake, worth, pairs = [], traffic } = cores;
    const parts = [
      ...(handshake.length > 0 ? [`${counted(handshake.length, 'level')} of the handshake`] : []),
      ...(worth ? [`${counted(worth.samples.length, 'round')} of loops and the pace of each worker`] : []),
      ...(pairs.length > 0 ? [`how long ${counted(pairs.length, 'pair')} of workers took to meet`] : []),
      ...(traffic ? [`gigabytes a second from memory, ${counted(traffic.rounds, 'round')}`] : []),
    ];
    return parts.length > 0 ? field('Of the cores', parts.join('; ')) : [];
  },
  work: ({ work }) =>
    work.flatMap(({ title, sizeName, items, chunkItems, tasks }) =>
      field(`Work: ${title}`, `${sizeName}; ${counted(items, 'item')}, ${counted(tasks, 'task')} of ${chunkItems}`),
    ),
  series: ({ series }) => {
    const samples = series.reduce((sum, { wallMs }) => sum + wallMs.samples.length, 0);
    return series.length > 0
      ? field(
          'Times',
          `${counted(series.length, 'configuration')}, ${counted(samples, 'single sample')}, longest gaps between frames`,
        )
      : [];
  },
  accounts: ({ accounts }) => (accounts.length > 0 ? field('Accounts of what is missing', accounts.length) : []),
  laws: ({ laws = [], serialFractions = [], workAndSpan = [], bends = [], recommended = [] }) => {
    const count = laws.length + serialFractions.length + workAndSpan.length + bends.length + recommended.length;
    return count > 0 ? field('Fitted laws and what follows from them', counted(count, 'entry', 'entries')) : [];
  },
  serialFractions: () => [],
  workAndSpan: () => [],
  recommended: () => [],
  bends: () => [],
  surroundings: ({ surroundings }) => {
    if (!surroundings) return [];
    const { pressure, battery, busyBefore } = surroundings;
    const words = [
      ...(pressure === null ? [] : [`pressure ${pressure}`]),
      ...(battery === null ? [] : [`battery at ${percent(battery.level)}, ${battery.charging ? '' : 'not '}charging`]),
      ...(busyBefore === null ? [] : [`kept from its processor ${percent(busyBefore)} of the time before the run`]),
    ];
    return words.length > 0 ? field('State of the machine', words.join('; ')) : [];
  },
  startupMs: ({ startupMs }) =>
    startupMs.length > 0 ? field('Start of the workers', startupMs.map((ms) => duration(ms)).join(', ')) : [],
  warnings: ({ warnings }) =>
    warnings.length > 0 ? field('Doubts in words', warnings.map(({ text }) => text).join(' ')) : [],
  claims: ({ claims }) => (claims.length > 0 ? field('Verdicts on claims', claims.length) : []),
};

/** Those of its summary first. */
export function documentFields(document: ResultDocument, summary: Summary): SharedField[] {
  return [...summaryFields(summary), ...Object.values(BEYOND).flatMap((words) => words(document))];
}

const OMITTED_WORDS = {
  pairs: 'how long pairs of workers took to meet',
  startup: 'the start of the workers',
  handshake: 'the rounds of the handshake',
  samples: 'the single samples',
  worth: 'the loops that weigh the cores',
  laws: 'the fitted laws',
  surroundings: 'the state of the machine',
  hints: 'the hints to the doubts',
  accounts: 'the accounts of what is missing',
  claims: 'the verdicts on claims',
  series: 'the curves of some kernels',
  warnings: 'the doubts',
  work: 'what was computed',
  texts: 'the ends of long names',
} as const satisfies Record<NonNullable<ResultDocument['omitted']>[number], string>;

/** What a link had no room for, as the end of a sentence; empty where it holds all. */
export function omittedWords({ omitted = [] }: ResultDocument): string {
  const words = omitted.map((part) => OMITTED_WORDS[part]);
  const last = words.at(-1);
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${last}` : (last ?? '');
}
