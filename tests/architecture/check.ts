/**
 * Holds sources against the tables. Pure: sources in, violations out, each with place, rule and what to do.
 */
import { posix } from 'node:path';
import { DECORATOR_COMMENT, EXCEPTIONS, GRAB_BAGS, MAY_IMPORT, MOST_LINES, ONLY_HERE } from './table.ts';
import { lineAt, type Import, type Source } from './source.ts';

interface Violation {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

/** The row a path belongs to: `src/ui/x.ts` → `ui`, `assembly/sync/x.ts` → `assembly/sync`. */
function rowOf(path: string): string {
  const [top = '', folder = '', ...rest] = path.replace(/\?.*$/, '').split('/');
  const name = folder.replace(/\.ts$/, '');
  if (top === 'src') return name;
  return top === 'assembly' && (rest.length > 0 || folder.endsWith('.ts')) ? `assembly/${name}` : path;
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node:';
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function targetOf(source: Source, { specifier }: Import): string {
  if (!specifier.startsWith('.')) return packageOf(specifier);
  return rowOf(posix.join(posix.dirname(source.path), specifier));
}

/** The folder of an imported file below its row, `measure/stats`: a row may name it alone. */
function folderOf(source: Source, { specifier }: Import): string {
  if (!specifier.startsWith('.')) return '';
  return posix.dirname(posix.join(posix.dirname(source.path), specifier)).replace(/^src\//, '');
}

function importViolations(source: Source): Violation[] {
  const row = rowOf(source.path);
  const allowed = MAY_IMPORT[row];
  if (allowed === undefined) {
    const text = `"${row}" has no row of imports: give it one in tests/architecture/table.ts`;
    return [{ path: source.path, line: 1, text }];
  }
  const words = allowed.split(' ');
  return source.imports.flatMap((found) => {
    const target = targetOf(source, found);
    if (target === row || words.includes(target) || words.includes(folderOf(source, found))) return [];
    const asType = words.includes(`${target}:type`);
    if (asType && found.typeOnly) return [];
    const text = asType
      ? `${row} may import ${target} as types only: write "import type", or move the value to a folder both may see`
      : `${row} may not import ${target} (only: ${allowed || 'nothing'}): hand it in, or move one of the two`;
    return [{ path: source.path, line: found.line, text }];
  });
}

function startsWithOne(path: string, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => path.startsWith(prefix));
}

function placeViolations({ path, code }: Source): Violation[] {
  return ONLY_HERE.filter(({ within, only }) => startsWithOne(path, within) && !startsWithOne(path, only)).flatMap(
    ({ what, pattern, only, instead }) =>
      [...code.matchAll(pattern)].map(({ index }) => {
        const where = only.length > 0 ? `belongs in ${only.join(' or ')} only` : 'belongs nowhere';
        return { path, line: lineAt(code, index), text: `${what} ${where}: ${instead}` };
      }),
  );
}

function shapeViolations({ path, text }: Source): Violation[] {
  const found: Violation[] = [];
  const bag = path.split('/').find((part) => GRAB_BAGS.includes(part.replace(/(?:\.d)?\.ts$/, '')));
  if (bag) found.push({ path, line: 1, text: `"${bag}" says nothing about what is inside: name the subject` });
  if (!/^(?:\/\*\*?\s|\/\/)/.test(text)) {
    found.push({ path, line: 1, text: 'no header comment: open with what the file is and what it does not do' });
  }
  const lines = text.trimEnd().split('\n').length;
  if (lines > MOST_LINES) {
    found.push({ path, line: lines, text: `${lines} lines, ${MOST_LINES} at most: split it by subject` });
  }
  return found;
}

/** `any` and silenced checkers, before exceptions. */
function silenced({ path, comments, anyLines }: Source): (Violation & { what: string })[] {
  const found = anyLines.map((line) => ({ what: 'any', line }));
  for (const match of comments.matchAll(/@ts-(?:ignore|expect-error|nocheck)[^\n*]*|eslint-disable/g)) {
    if (path.startsWith('assembly/') && match[0].trim() === DECORATOR_COMMENT) continue;
    const [what = ''] = /[\w@-]+/.exec(match[0]) ?? [];
    found.push({ what, line: lineAt(comments, match.index) });
  }
  return found.map(({ what, line }) => {
    const text = `${what} silences a check: say the type, or list the exception with its reason in tests/architecture/table.ts`;
    return { path, line, what, text };
  });
}

function silenceViolations(sources: readonly Source[]): Violation[] {
  const all = sources.flatMap(silenced);
  const covered = ({ path, what }: { path: string; what: string }) =>
    EXCEPTIONS.some((exception) => exception.path === path && exception.what === what);
  const stale = EXCEPTIONS.filter(
    (exception) => !all.some(({ path, what }) => path === exception.path && what === exception.what),
  );
  return [
    ...all.filter((found) => !covered(found)),
    ...stale.map(({ path, what }) => ({ path, line: 1, text: `the exception for ${what} is no longer used: drop it` })),
  ];
}

/** Every violation as `path:line  rule: what to do`, in the order of paths. */
export function violations(sources: readonly Source[]): string[] {
  const found = [
    ...sources.flatMap((source) => [
      ...importViolations(source),
      ...placeViolations(source),
      ...shapeViolations(source),
    ]),
    ...silenceViolations(sources),
  ];
  found.sort((a, b) => a.path.localeCompare(b.path) || a.line - b.line);
  return found.map(({ path, line, text }) => `${path}:${line}  ${text}`);
}
