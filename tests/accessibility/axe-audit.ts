/**
 * One look at a page by axe: every rule of WCAG 2.0 to 2.2, levels A and AA, axe's best practices, its experimental rules, and of level AAA
 * those that do not ask for a contrast of 7. Counts what was looked at, so that a look at nothing cannot pass for a page without faults.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright';
import { contrasts, LEAST_CONTRAST } from './contrast.ts';

/** One rule that a page broke, or that a person has to decide. */
export interface Finding {
  readonly rule: string;
  readonly nodes: readonly {
    /** Selectors, one a shadow root, as short as they can be. */
    readonly target: readonly string[];
    /** The same from the root on, which names one element for certain. */
    readonly path: readonly string[];
    readonly why: string;
  }[];
}

export interface Audit {
  /** Rules that found something to look at and nothing wrong. */
  readonly passed: number;
  /** Elements that these rules looked at, each counted once a rule. */
  readonly nodes: number;
  readonly violations: readonly Finding[];
  /** What axe cannot decide by itself. */
  readonly incomplete: readonly Finding[];
}

const TAGS = [
  'wcag2a',
  'wcag2aa',
  'wcag2aaa',
  'wcag21a',
  'wcag21aa',
  'wcag22aa',
  'section508',
  'EN-301-549',
  'best-practice',
  'experimental',
];

/** The look keeps to the 4.5 of level AA; and what one state hides is what the next one shows. */
const LEFT_OUT = ['color-contrast-enhanced', 'hidden-content'];

/** Half as long as the form for readers (`axe.source`), which each page would have to be sent and to compile. */
const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A page at a run draws itself anew, so that what axe has found may be gone before its colours are compared. Then it is looked at again. */
const MOST_LOOKS = 8;

/** Looks at what stands on the page now, shadow roots included; what is hidden is not looked at. */
export async function axeAudit(page: Page): Promise<Audit> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(SOURCE);
  for (let look = 1; ; look++) {
    const audit = await page.evaluate(wholeAudit, [TAGS, LEFT_OUT] as const);
    const { left, isStale } = await stillUndecided(page, audit.incomplete);
    if (!isStale || look === MOST_LOOKS) return { ...audit, incomplete: left };
  }
}

async function wholeAudit([tags, leftOut]: readonly [readonly string[], readonly string[]]): Promise<Audit> {
  const { passes, violations, incomplete } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
    runOnly: { type: 'tag', values: [...tags] },
    ancestry: true,
    rules: Object.fromEntries(leftOut.map((rule) => [rule, { enabled: false }])),
  });
  const [broken, open] = [violations, incomplete].map((results) =>
    results.map(({ id, nodes }) => ({
      rule: id,
      nodes: nodes.map(({ target, ancestry = [], any, all, none }) => ({
        target: target.flat(),
        path: ancestry.flat(),
        why: [...any, ...all, ...none].map(({ message }) => message).join('; '),
      })),
    })),
  );
  return {
    passed: passes.length,
    nodes: passes.reduce((sum, { nodes }) => sum + nodes.length, 0),
    violations: broken ?? [],
    incomplete: open ?? [],
  };
}

/**
 * axe tells no contrast of text in drawings, of single characters, and of what a box that scrolls has cut off. There the colours themselves are
 * compared; what stays is for a person. Stale: an element was no longer there.
 */
async function stillUndecided(
  page: Page,
  findings: readonly Finding[],
): Promise<{ readonly left: readonly Finding[]; readonly isStale: boolean }> {
  const left: Finding[] = [];
  let isStale = false;
  for (const { rule, nodes } of findings) {
    const ratios = rule === 'color-contrast' ? await contrasts(page, nodes) : [];
    isStale ||= ratios.includes(0);
    const undecided = nodes.flatMap((node, at) => {
      const ratio = ratios[at] ?? 0;
      if (ratio >= LEAST_CONTRAST) return [];
      return [ratio > 0 ? { ...node, why: `${node.why}; its colour on the paper: ${ratio.toFixed(2)}` } : node];
    });
    if (undecided.length > 0) left.push({ rule, nodes: undecided });
  }
  return { left, isStale };
}

/** A line a finding, with the first elements of each. */
export function wordsOf(findings: readonly Finding[], most = 3): string[] {
  return findings.map(({ rule, nodes }) => {
    const shown = nodes.slice(0, most).map(({ target, why }) => `${target.join(' › ')} (${why})`);
    const more = nodes.length > most ? `, and ${nodes.length - most} more` : '';
    return `${rule}: ${shown.join(', ')}${more}`;
  });
}
