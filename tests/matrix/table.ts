/** The matrix as Markdown: a row a mode, a column an engine. Pure. */
import { ENGINE_WORDS, type EngineName } from '../engines/find-engine.ts';
import type { Mode } from './modes.ts';
import type { Cell } from './try-mode.ts';

/** A cell, why there is none, or what broke while it was tried. */
export type Entry = Cell | { readonly none: string } | { readonly broken: string };

const SHORT: Readonly<Record<string, string>> = {
  'main-thread': 'main',
  'event-loop': 'loop',
  'free-threads': 'threads',
  processes: 'processes',
};
const VERDICTS: Readonly<Record<Cell['verdict'], string>> = {
  whole: 'whole',
  partial: 'partial, declared',
  declared: 'nothing, declared',
  fault: '**fault**',
};

export function entryText(entry: Entry): string {
  if ('none' in entry) return `– (${entry.none})`;
  if ('broken' in entry) return `**broken**: ${entry.broken.split('\n')[0]}`;
  const { verdict, named, proven, models, build, said } = entry;
  if (verdict === 'declared' || verdict === 'fault') return `${VERDICTS[verdict]}: ${said}`;
  const cores = proven === null ? 'nothing proven' : `${proven} proven`;
  const list = models.map((model) => SHORT[model] ?? model).join(', ');
  return `${VERDICTS[verdict]}: ${named}; ${cores}; ${list}${build === 'scalar' ? '; scalar build' : ''}`;
}

export function markdown(
  modes: readonly Mode[],
  engines: readonly EngineName[],
  entryOf: (mode: Mode, engine: EngineName) => Entry,
): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    row(['mode', ...engines.map((engine) => ENGINE_WORDS[engine])]),
    row(['---', ...engines.map(() => '---')]),
    ...modes.map((mode) => row([mode.title, ...engines.map((engine) => entryText(entryOf(mode, engine)))])),
  ].join('\n');
}
