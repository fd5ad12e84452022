/**
 * The parts that the full form of a link leaves out where it has no room for them, and what a document looks like without. It stays a
 * valid document that says in `omitted` what it lacks. Decides nothing about room: full-link.ts does.
 */
import { OMITTED } from '../limits.ts';
import type { ResultDocument } from '../schema.ts';

export type Part = (typeof OMITTED)[number];

interface Omission {
  /** There is something to leave out. */
  has(document: ResultDocument): boolean;
  without(document: ResultDocument): ResultDocument;
}

/** Letters of a name, and of a reason of failure, where texts are left out. */
const SHORT = 12;
const SHORT_FAILURE = 20;

const some = (list: readonly unknown[] | null | undefined): boolean => (list?.length ?? 0) > 0;

const OMISSIONS: Readonly<Record<Part, Omission>> = {
  /** How quickly each two workers met. */
  pairs: {
    has: ({ cores }) => some(cores.pairs),
    without: ({ cores: { pairs: _, ...cores }, ...document }) => ({ ...document, cores }),
  },
  /** How long each worker took to start. */
  startup: {
    has: ({ startupMs }) => some(startupMs),
    without: (document) => ({ ...document, startupMs: [] }),
  },
  handshake: {
    has: ({ cores }) => some(cores.handshake),
    without: ({ cores, ...document }) => ({ ...document, cores: { ...cores, handshake: [] } }),
  },
  /** Every single time; medians and intervals stay. */
  samples: {
    has: ({ series, cores }) => series.some(({ wallMs }) => some(wallMs.samples)) || some(cores.worth?.samples),
    without: ({ series, cores, ...document }) => ({
      ...document,
      cores: cores.worth ? { ...cores, worth: { ...cores.worth, samples: [] } } : cores,
      series: series.map((one) => ({ ...one, wallMs: { ...one.wallMs, samples: [] } })),
    }),
  },
  /** What threads are worth, one by one and in any number, and moving memory; what all are worth stays. */
  worth: {
    has: ({ cores }) => Boolean(cores.worth ?? cores.traffic),
    without: ({ cores: { worth: _worth, traffic: _traffic, ...cores }, ...document }) => ({ ...document, cores }),
  },
  /** All that was fitted to the curves. */
  laws: {
    has: ({ laws, serialFractions, workAndSpan, recommended, bends }) =>
      [laws, serialFractions, workAndSpan, recommended, bends].some(some),
    without: ({ laws: _1, serialFractions: _2, workAndSpan: _3, recommended: _4, bends: _5, ...document }) => document,
  },
  surroundings: {
    has: ({ surroundings }) => Boolean(surroundings),
    without: ({ surroundings: _, ...document }) => document,
  },
  /** What to do about the doubts; what the doubts are stays. */
  hints: {
    has: ({ warnings }) => warnings.some(({ hint }) => hint !== ''),
    without: (document) => ({ ...document, warnings: document.warnings.map((one) => ({ ...one, hint: '' })) }),
  },
  accounts: {
    has: ({ accounts }) => some(accounts),
    without: (document) => ({ ...document, accounts: [] }),
  },
  claims: {
    has: ({ claims }) => some(claims),
    without: (document) => ({ ...document, claims: [] }),
  },
  /** All curves, or those of the last kernels. */
  series: {
    has: ({ series }) => some(series),
    without: (document) => ({ ...document, series: [] }),
  },
  warnings: {
    has: ({ warnings }) => some(warnings),
    without: (document) => ({ ...document, warnings: [] }),
  },
  work: {
    has: ({ work }) => some(work),
    without: (document) => ({ ...document, work: [] }),
  },
  /** The ends of names, of browser, page and machine, and of why a run failed. */
  texts: {
    has: (document) => withShortTexts(document) !== document,
    without: withShortTexts,
  },
};

function withShortTexts(document: ResultDocument): ResultDocument {
  const { browser, failure, name, versions } = document;
  const all = [browser.name, browser.version, browser.platform, name ?? '', versions?.page ?? ''];
  if (all.every(({ length }) => length <= SHORT) && (failure?.length ?? 0) <= SHORT_FAILURE) return document;
  const short = (text: string): string => text.slice(0, SHORT);
  return {
    ...document,
    browser: { name: short(browser.name), version: short(browser.version), platform: short(browser.platform) },
    failure: failure && failure.slice(0, SHORT_FAILURE),
    ...(name !== undefined && { name: short(name) }),
    ...(versions && { versions: { ...versions, page: short(versions.page) } }),
  };
}

/** The parts of a document that can be left out, most missed first. */
export function partsOf(document: ResultDocument): readonly Part[] {
  return OMITTED.filter((part) => OMISSIONS[part].has(document)).reverse();
}

/** The document without some of its parts, which it names; itself where there are none. */
export function withoutParts(document: ResultDocument, parts: ReadonlySet<Part>): ResultDocument {
  if (parts.size === 0) return document;
  const less = OMITTED.filter((part) => parts.has(part)).reduce((one, part) => OMISSIONS[part].without(one), document);
  return { ...less, omitted: named(document, parts) };
}

/** The document with the series of its first kernels only, fewer and fewer; of a single kernel there is nothing fewer. */
export function* withFewerKernels(document: ResultDocument): Generator<ResultDocument> {
  const kernels = [...new Set(document.series.map(({ kernel }) => kernel))];
  while (kernels.length > 1) {
    kernels.pop();
    const series = document.series.filter(({ kernel }) => kernels.includes(kernel));
    yield { ...document, series, omitted: named(document, new Set(['series'])) };
  }
}

function named(document: ResultDocument, parts: ReadonlySet<Part>): Part[] {
  return OMITTED.filter((part) => parts.has(part) || document.omitted?.includes(part));
}
