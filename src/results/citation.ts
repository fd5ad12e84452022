/**
 * How a result is cited: one line of text, and an entry for BibTeX. Names what another person needs to repeat it (versions of page, protocol
 * and kernels, browser, seed) and what it was measured on as far as a browser tells. Pure.
 */
import { dateWords } from '../base/dates.ts';
import type { ResultDocument } from './schema.ts';
import type { Summary } from './summary.ts';

/** What a citation names of a result. */
export interface Cited {
  readonly startedAt: string;
  readonly name: string;
  readonly versions: Summary['versions'];
  readonly browser: Summary['browser'];
  readonly proven: number | null;
  readonly work: readonly { readonly title: string; readonly version: number }[];
  /** A summary has no room for it. */
  readonly seed: number | null;
}

export interface Citation {
  readonly plain: string;
  readonly bibtex: string;
}

export function citedDocument({ startedAt, name = '', versions, seed, ...rest }: ResultDocument): Cited {
  const { browser, cores, work } = rest;
  return { startedAt, name, versions: versions ?? null, seed, browser, proven: cores.proven, work };
}

/** A summary names kernels by their ids; `titleOf` knows what they are called. */
export function citedSummary(summary: Summary, titleOf: (kernel: string) => string): Cited {
  const { startedAt, name, versions, browser, proven, kernels } = summary;
  const work = kernels.map(({ kernel, version }) => ({ title: titleOf(kernel), version }));
  return { startedAt, name, versions, browser, proven, work, seed: null };
}

function toolOf({ versions }: Cited): string {
  return versions === null ? 'Overlap' : `Overlap ${versions.page} (protocol ${versions.protocol})`;
}

function subjectOf({ work }: Cited): string {
  if (work.length === 0) return 'Cores only';
  return work.map(({ title, version }) => `${title} v${version}`).join(', ');
}

function whereOf({ browser, proven, name }: Cited): string {
  const threads = proven === null ? '' : `, ${proven} ${proven === 1 ? 'thread' : 'threads'} at once`;
  const machine = name === '' ? '' : ` on “${name}”`;
  return `in ${browser.name} ${browser.version.split('.')[0] ?? ''} on ${browser.platform}${machine}${threads}`;
}

/** With the link last, which it may not have. */
function plainOf(cited: Cited, link: string): string {
  const seed = cited.seed === null ? [] : [`seed ${cited.seed}`];
  const day = dateWords(cited.startedAt, 'dayInUtc');
  const measured = `${toolOf(cited)}, ${subjectOf(cited)}, measured ${day} ${whereOf(cited)}`;
  return `${[measured, ...seed, ...(link === '' ? [] : [link])].join('; ')}${link === '' ? '.' : ''}`;
}

/** What TeX takes for commands. A backslash first becomes a name that has none. */
const TEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '%': '\\%',
  '&': '\\&',
  $: '\\$',
  '#': '\\#',
  _: '\\_',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
};

function tex(text: string): string {
  return text.replace(/[\\{}%&$#_^~]/g, (character) => TEX[character] ?? character);
}

/**
 * An entry of the type `misc`, as BibTeX and biber read it (O. Patashnik, "BibTeXing", 1988). The link stands in `howpublished` by way of `\url`,
 * in which `#` and `_` are plain characters.
 */
function bibtexOf(cited: Cited, link: string): string {
  const day = cited.startedAt.slice(0, 10);
  const seed = cited.seed === null ? '' : `, seed ${cited.seed}`;
  const fields = [
    ['title', `{${tex(`${subjectOf(cited)}, measured with ${toolOf(cited)}`)}}`],
    ['author', '{{Overlap}}'],
    ['year', `{${day.slice(0, 4)}}`],
    ['note', `{${tex(`Measured ${dateWords(cited.startedAt, 'dayInUtc')} ${whereOf(cited)}${seed}`)}}`],
    ...(link === '' ? [] : [['howpublished', `{\\url{${link}}}`]]),
  ];
  const key = `overlap-${cited.startedAt.slice(0, 19).replace(/\D/g, '')}`;
  return `@misc{${key},\n${fields.map(([field, value]) => `  ${field} = ${value}`).join(',\n')}\n}\n`;
}

/** `link` is the address under which the result opens, or empty. */
export function citationOf(cited: Cited, link: string): Citation {
  return { plain: plainOf(cited, link), bibtex: bibtexOf(cited, link) };
}
