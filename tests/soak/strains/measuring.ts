/**
 * The main measurement begun and ended at every moment of its course: while its code loads, while workers start, while cores are counted, while
 * samples are taken, at its own end; by button and by Escape; begun twice in one breath; with a look at another view; with a reload in its midst.
 */
import type { Page } from 'playwright';
import { drawn, type Ground, RUN_MS, type Strain } from './strain.ts';

const MOMENTS = { 'at once': 200, 'start-up': 390, cores: 380, sampling: 25, 'the end': 5 };
type Moment = keyof typeof MOMENTS;
const WAYS = { button: 6, Escape: 4 };
const TWISTS = { none: 7, 'begun twice': 2, 'another view': 1 };

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const startButton = (page: Page) => button(page, /^Measure (this device|again)/);

async function moment({ page, random }: Ground, which: Moment): Promise<void> {
  if (which === 'start-up') await page.waitForTimeout(random.next() * 300);
  if (which === 'cores') await page.waitForTimeout(300 + random.next() * 1_200);
  if (which === 'sampling' || which === 'the end') {
    const round = page.getByText(/round \d/).first();
    await round.waitFor({ timeout: RUN_MS });
    if (which === 'sampling') await page.waitForTimeout(random.next() * 800);
  }
}

async function begin({ page }: Ground, twist: keyof typeof TWISTS): Promise<void> {
  if (twist !== 'begun twice') return startButton(page).click();
  await startButton(page).evaluate((element) => {
    (element as HTMLElement).click();
    (element as HTMLElement).click();
  });
}

/** A run may be over before it is stopped. */
async function stop(page: Page, way: keyof typeof WAYS): Promise<void> {
  if (way === 'Escape') return page.keyboard.press('Escape');
  await button(page, 'Stop')
    .click({ timeout: 1_000 })
    .catch(() => undefined);
}

export async function startAndStop(ground: Ground, which?: Moment): Promise<string> {
  const { page, random } = ground;
  const [at, way, twist] = [which ?? drawn(random, MOMENTS), drawn(random, WAYS), drawn(random, TWISTS)];
  await begin(ground, twist);
  await moment(ground, at);
  if (twist === 'another view') {
    await page.getByRole('link', { name: 'Method', exact: true }).click();
    await page.locator('lab-method h1').waitFor();
    await page.getByRole('link', { name: 'Measure', exact: true }).click();
  }
  if (at !== 'the end') await stop(page, way);
  await startButton(page).waitFor({ timeout: RUN_MS });
  return at;
}

/** Ends in a fresh page. */
export async function startAndReload(ground: Ground, which?: Moment): Promise<string> {
  const { page, random } = ground;
  const at = which ?? drawn<Moment>(random, { 'at once': 20, 'start-up': 40, cores: 38, sampling: 2, 'the end': 0 });
  await begin(ground, 'none');
  await moment(ground, at);
  await page.reload();
  await startButton(page).waitFor({ timeout: RUN_MS });
  return at;
}

/**
 * A run begun and stopped, and the page reloaded: half the time when the page says that it is over, else in the same breath. Ends in a
 * fresh page. Short, so that a thousand fit into a quarter of an hour.
 */
export async function startStopReload(ground: Ground): Promise<string> {
  const { page, random } = ground;
  const at = drawn<Moment>(random, { 'at once': 50, 'start-up': 47, cores: 3, sampling: 0, 'the end': 0 });
  const [way, breath] = [drawn(random, WAYS), drawn(random, { 'then reload': 1, 'and reload': 1 })];
  await begin(ground, 'none');
  await moment(ground, at);
  await stop(page, way);
  if (breath === 'then reload') await startButton(page).waitFor({ timeout: RUN_MS });
  await page.reload();
  await startButton(page).waitFor({ timeout: RUN_MS });
  return `${at}, stop ${breath}`;
}

async function open({ page, url }: Ground): Promise<void> {
  await page.goto(url);
  await startButton(page).waitFor({ timeout: RUN_MS });
}

export const starts: Strain = {
  name: 'start and stop',
  cycles: 1_000,
  countEvery: 10,
  open,
  cycle: (ground) => startAndStop(ground),
};
export const reloads: Strain = {
  name: 'start and reload',
  cycles: 250,
  countEvery: 10,
  open,
  cycle: (ground) => startAndReload(ground),
};
export const cycles: Strain = {
  name: 'start, stop, reload',
  cycles: 1_000,
  countEvery: 25,
  open,
  cycle: startStopReload,
};
