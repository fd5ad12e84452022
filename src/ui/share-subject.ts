/**
 * What is shared: a run of this page, a document that was kept or received, or only a summary of one. Everything that goes out is made from
 * it, with the name its owner gives the machine. Sends nothing.
 */
import type { Report } from '../measure/report.ts';
import { type Cited, citedDocument, citedSummary } from '../results/citation.ts';
import { resultDocument } from '../results/document.ts';
import { LIMITS } from '../results/limits.ts';
import type { ResultDocument } from '../results/schema.ts';
import { summaryOf, type Summary } from '../results/summary.ts';

export interface Subject {
  readonly summary: Summary;
  /** Null where only a summary is known. */
  readonly document: ResultDocument | null;
  /** With recorded spans; null where the run was not of this page. */
  readonly report: Report | null;
}

export function subjectOfReport(report: Report): Subject {
  const document = resultDocument(report);
  return { summary: summaryOf(document), document, report };
}

export function subjectOfDocument(document: ResultDocument): Subject {
  return { summary: summaryOf(document), document, report: null };
}

export function subjectOfSummary(summary: Summary): Subject {
  return { summary, document: null, report: null };
}

/** One line, as long as the format allows, without what cannot be seen. */
export function cleanName(text: string): string {
  const line = text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  return [...line].reduce(
    (kept, character) => (kept.length + character.length > LIMITS.label ? kept : kept + character),
    '',
  );
}

/** The same under another name; an empty one is none. */
export function withName({ summary, document, report }: Subject, given: string): Subject {
  const name = cleanName(given);
  if (!document) return { summary: { ...summary, name }, document, report };
  const { name: _, ...nameless } = document;
  const renamed = name === '' ? nameless : { ...nameless, name };
  return { summary: summaryOf(renamed), document: renamed, report };
}

export function citedOf({ document, summary }: Subject, titleOf: (kernel: string) => string): Cited {
  return document ? citedDocument(document) : citedSummary(summary, titleOf);
}
