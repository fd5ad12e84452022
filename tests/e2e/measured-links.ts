/**
 * Links of the measured document, as the tests of opened and of passed-on results use them, and what both look for on the page.
 */
import { readFileSync } from 'node:fs';
import axe from 'axe-core';
import type { Locator, Page } from '@playwright/test';
import { type ResultRef, writeRefs } from '../../src/results/link/address.ts';
import { fullPayload } from '../../src/results/link/full-link.ts';
import { summaryPayload } from '../../src/results/link/summary-link.ts';
import type { ResultDocument } from '../../src/results/schema.ts';
import { summaryOf } from '../../src/results/summary.ts';

/** As it stands beside the tests of results; Playwright imports no JSON. */
export const MEASURED = JSON.parse(
  readFileSync(new URL('../results/measured-document.json', import.meta.url), 'utf8'),
) as ResultDocument;
export const NAMED: ResultDocument = { ...MEASURED, name: '<b onclick=alert(1)>Lab PC 7</b>' };
export const SHORT: ResultRef = { kind: 'summary', text: summaryPayload(summaryOf(NAMED), 160) };
export const FULL: ResultRef = { kind: 'full', text: (await fullPayload(NAMED, 2000)).payload };
export const ANSWER = /^It does 2 things at once, and finishes the same work 1\.9× sooner\.$/;

export const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name, exact: true });
export const heading = (page: Page): Locator => page.getByRole('heading', { level: 1 });

export async function openResult(page: Page, ...refs: ResultRef[]): Promise<void> {
  await page.goto(`#/result?${writeRefs(refs)}`);
  await heading(page).waitFor();
}

export async function openPanel(page: Page): Promise<void> {
  await button(page, 'Share').click();
  await page.getByRole('heading', { name: 'Share this result' }).waitFor();
}

export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  });
}

export const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
