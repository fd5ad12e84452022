/** A citation names what another person needs to repeat a result, and no name in it can break the line or the entry. */
import { describe, expect, it } from 'vitest';
import { citationOf, citedDocument, citedSummary } from '../../src/results/citation.ts';
import { summaryOf } from '../../src/results/summary.ts';
import { MEASURED } from './machines.ts';

const LINK = 'https://lab.example/overlap/#/result?s=a_b-c';

describe('a citation of the measured document', () => {
  const { plain, bibtex } = citationOf(citedDocument(MEASURED), LINK);

  it('names versions of page, protocol and kernel, day, browser, cores, seed and link in one line', () => {
    expect(plain).toBe(
      `Overlap 0.1.0 (protocol 1), Mandelbrot set v${MEASURED.work[0]!.version}, measured 30 November 2026 in Chromium 156 on Linux, 2 threads at once; seed 1; ${LINK}`,
    );
  });

  it('says the same as an entry of BibTeX, with the link as it is', () => {
    expect(bibtex).toContain('@misc{overlap-20261130190008,');
    expect(bibtex).toContain(`howpublished = {\\url{${LINK}}}`);
    expect(bibtex).toContain('year = {2026}');
    expect(bibtex).toContain('seed 1');
  });

  it('ends with a full stop where there is no link', () => {
    const without = citationOf(citedDocument(MEASURED), '');
    expect(without.plain).toMatch(/; seed 1\.$/);
    expect(without.bibtex).not.toContain('howpublished');
  });
});

describe('a citation', () => {
  it('of a summary leaves out the seed, which a summary has no room for', () => {
    const cited = citedSummary(summaryOf(MEASURED), () => 'Mandelbrot set');
    const { plain } = citationOf(cited, LINK);
    expect(plain).toContain('Mandelbrot set v');
    expect(plain).not.toContain('seed');
  });

  it('of a document older than versions says none, and of cores alone says so', () => {
    const { versions, ...older } = MEASURED;
    expect(versions).toBeDefined();
    const { plain } = citationOf(citedDocument({ ...older, work: [] }), '');
    expect(plain).toMatch(/^Overlap, Cores only, measured/);
  });

  it('keeps braces, backslashes and signs of a name from being read as commands of TeX', () => {
    const { bibtex } = citationOf(citedDocument({ ...MEASURED, name: '100% #1_{x}\\~^$&' }), LINK);
    expect(bibtex).toContain('“100\\% \\#1\\_\\{x\\}\\textbackslash{}\\textasciitilde{}\\textasciicircum{}\\$\\&”');
    const [opened, closed] = ['{', '}'].map(
      (brace) => [...bibtex.replace(/\\[{}]/g, '')].filter((character) => character === brace).length,
    );
    expect(opened).toBe(closed);
  });
});
