/**
 * `npm run accessibility`: every state of every view, light and dark, 1280 and 360 pixels wide, looked at by axe and for sideways scroll. Prints a
 * table, what is broken, and what axe leaves to a person to decide. `--only WORD` takes the journeys whose view holds the word; `--pictures FOLDER`
 * keeps a screenshot of every look. Exit status 1 where anything is broken.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright';
import { findBrowser, launchFlags } from '../../src/cli/browser.ts';
import { buildSite, serveSite } from '../../src/cli/site.ts';
import { type Audit, axeAudit, type Finding, wordsOf } from './axe-audit.ts';
import type { Journey } from './journey.ts';
import { JOURNEYS } from './journeys.ts';
import { type Look, lookAt, lookName, LOOKS } from './looks.ts';

const { values: asked } = parseArgs({ options: { only: { type: 'string' }, pictures: { type: 'string' } } });

interface Row {
  readonly name: string;
  readonly look: string;
  readonly audit: Audit;
  /** Pixels by which the page is wider than its window. */
  readonly sideways: number;
}

const rows: Row[] = [];
const broken: string[] = [];
const toDecide = new Map<string, string[]>();

function note(place: string, { rule, nodes }: Finding): void {
  for (const { target, why } of nodes) {
    const key = `${rule}: ${why} [${target.join(' › ').replace(/:nth-child\(\d+\)/g, '')}]`;
    toDecide.set(key, [...(toDecide.get(key) ?? []), place]);
  }
}

async function look(page: Page, name: string, at: Look): Promise<void> {
  await lookAt(page, at);
  const audit = await axeAudit(page);
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  const place = `${name}, ${lookName(at)}`;
  rows.push({ name, look: lookName(at), audit, sideways });
  broken.push(...wordsOf(audit.violations).map((words) => `${place}: ${words}`));
  if (sideways > 0) broken.push(`${place}: ${sideways} pixels wider than the window`);
  for (const finding of audit.incomplete) note(place, finding);
  if (asked.pictures)
    await page.screenshot({ path: join(asked.pictures, `${place.replace(/\W+/g, '-')}.png`), fullPage: true });
}

async function walk(browser: Browser, baseURL: string, { view, prepare, steps }: Journey): Promise<void> {
  const context = await browser.newContext({ baseURL, serviceWorkers: 'block' });
  // tsx marks inner functions with this name, which the page does not know.
  await context.addInitScript('globalThis.__name ??= (marked) => marked');
  try {
    await prepare?.(context);
    const page = await context.newPage();
    for (const { state, reach } of steps) {
      await reach(page);
      for (const at of LOOKS) await look(page, `${view}: ${state}`, at);
    }
  } catch (error) {
    broken.push(`${view}: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await context.close();
  }
}

function print(): void {
  const total = { passed: 0, nodes: 0, violations: 0, incomplete: 0 };
  console.log(
    '| page and state | look | rules passed | elements | violations | to decide |\n|---|---|--:|--:|--:|--:|',
  );
  for (const { name, look: at, audit } of rows) {
    const { passed, nodes, violations, incomplete } = audit;
    console.log(`| ${name} | ${at} | ${passed} | ${nodes} | ${violations.length} | ${incomplete.length} |`);
    total.passed += passed;
    total.nodes += nodes;
    total.violations += violations.length;
    total.incomplete += incomplete.length;
  }
  const states = new Set(rows.map(({ name }) => name)).size;
  console.log(
    `\n${states} states, ${rows.length} looks, ${total.passed} rules passed on ${total.nodes} elements, ` +
      `${total.violations} violations, ${total.incomplete} to decide`,
  );
  for (const [what, places] of toDecide) console.log(`to decide (${places.length}, as in ${places[0]}): ${what}`);
  for (const one of broken) console.log(`BROKEN ${one}`);
}

const executablePath = await findBrowser();
await buildSite();
if (asked.pictures) await mkdir(asked.pictures, { recursive: true });
const site = await serveSite({ isolated: true, port: 0, host: '127.0.0.1' });
const browser = await chromium.launch({ args: launchFlags(), ...(executablePath && { executablePath }) });
try {
  for (const journey of JOURNEYS)
    if (!asked.only || journey.view.includes(asked.only)) await walk(browser, site.url, journey);
} finally {
  await browser.close();
  await site.close();
}
print();
process.exitCode = broken.length > 0 || rows.length === 0 ? 1 : 0;
