/**
 * The site by keyboard alone: a way past the navigation, views that are announced by their heading, an order that leads through everything and back,
 * a focus that is seen, and a keyboard that stays where it was when what it stood on goes away.
 */
import type { Page } from '@playwright/test';
import { writeRefs } from '../../src/results/link/address.ts';
import { FULL, SHORT } from './measured-links.ts';
import { expect, test } from './site-test.ts';

const RUN_MS = 60_000;

interface Stop {
  /** Which it is, for telling two apart. */
  readonly key: string;
  readonly words: string;
  /** It or what stands around it is drawn with an outline. */
  readonly isMarked: boolean;
  readonly isInSight: boolean;
}

/** What has the keyboard now, through shadow roots; null where nothing has. */
function focused(page: Page): Promise<Stop | null> {
  return page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (!element || element === document.body) return null;
    const marked = element as Element & { stopKey?: string };
    const counter = globalThis as { stops?: number };
    marked.stopKey ??= String((counter.stops = (counter.stops ?? 0) + 1));
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    return {
      key: marked.stopKey,
      words: (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 60),
      isMarked: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
      isInSight: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
    };
  });
}

const words = async (page: Page): Promise<string> => (await focused(page))?.words ?? 'nothing';

/** Every stop of one way through the page, until the keyboard leaves it. */
async function walk(page: Page, key: 'Tab' | 'Shift+Tab'): Promise<Stop[]> {
  const most = 400;
  const stops: Stop[] = [];
  for (let press = 0; press < most; press++) {
    await page.keyboard.press(key);
    const stop = await focused(page);
    if (!stop || stop.key === stops[0]?.key) return stops;
    stops.push(stop);
  }
  throw new Error(`the keyboard does not come out of the page in ${most} presses of ${key}`);
}

test('the first stop leads past the navigation to the heading, and a view is announced by its own', async ({
  page,
}) => {
  await page.goto('');
  await page.getByRole('heading', { level: 1 }).waitFor();
  const first = await words(page);
  await page.keyboard.press('Tab');
  expect([first, await words(page)]).toEqual(['nothing', 'Skip the navigation']);
  const heading = await page.getByRole('heading', { level: 1 }).innerText();
  await page.keyboard.press('Enter');
  await expect.poll(() => words(page)).toBe(heading.slice(0, 60));
  for (const view of [
    'Models',
    'Lessons',
    'Claims',
    'Kernels',
    'Advisor',
    'Pace',
    'Compare',
    'History',
    'Method',
    'Measure',
  ]) {
    await page.getByRole('link', { name: view, exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveTitle(new RegExp(`^${view} `));
    await expect(page.locator('h1:visible')).toBeFocused();
  }
});

for (const [view, address] of [
  ['Measure', '#/measure'],
  ['Models', '#/models?program=two-workers'],
  ['Kernels', '#/kernels?open=mandelbrot'],
  ['Advisor', '#/advisor'],
  ['a result', `#/result?${writeRefs([FULL])}`],
  ['Compare', `#/compare?${writeRefs([SHORT, FULL])}`],
] as const) {
  test(`Tab goes through all of ${view} and out, back the same way, and shows where it is`, async ({ page }) => {
    test.setTimeout(RUN_MS);
    await page.goto(address);
    await page.locator('h1:visible').waitFor();
    await page.waitForLoadState('networkidle');
    const forth = await walk(page, 'Tab');
    const back = await walk(page, 'Shift+Tab');
    expect(forth.length).toBeGreaterThan(10);
    expect(forth.filter(({ isMarked }) => !isMarked).map((stop) => stop.words)).toEqual([]);
    expect(forth.filter(({ isInSight }) => !isInSight).map((stop) => stop.words)).toEqual([]);
    expect(back.map((stop) => stop.words).reverse()).toEqual(forth.map((stop) => stop.words));
  });
}

test('the button of a run keeps the keyboard from start to end, and the answer is announced once', async ({ page }) => {
  test.setTimeout(RUN_MS);
  await page.goto('');
  await page.getByRole('button', { name: 'Measure this device' }).focus();
  const announced = await page.evaluateHandle(() => {
    const view = document.querySelector('lab-app')?.shadowRoot?.querySelector('lab-measure')?.shadowRoot;
    const region = view?.querySelector('[aria-live="polite"]');
    if (!region) throw new Error('the view has no live region');
    const heard: string[] = [];
    new MutationObserver(() => heard.push(region.textContent?.trim() ?? '')).observe(region, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    return heard;
  });
  await page.keyboard.press('Enter');
  await page
    .getByText(/round \d/)
    .first()
    .waitFor({ timeout: RUN_MS });
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Measure again' })).toBeFocused();
  const heard = await announced.jsonValue();
  expect(heard).toHaveLength(2);
  expect(heard[0]).toBe('Measuring.');
  expect(heard[1]).not.toBe('');
});

test('a claim that was tested has the keyboard back', async ({ page }) => {
  test.setTimeout(RUN_MS);
  await page.goto('#/claims?open=start-is-not-wait');
  const claim = page.locator('lab-claim[id="start-is-not-wait"]');
  await claim.locator('button.test').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeFocused();
  await page.getByRole('button', { name: 'Stop', exact: true }).waitFor({ state: 'detached', timeout: RUN_MS });
  await expect(claim.locator('button.test')).toBeFocused();
});

test('what a press takes away hands the keyboard on to what is near', async ({ page }) => {
  await page.goto('#/claims?note=B');
  await page.getByRole('button', { name: 'Show all' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Note' })).toBeFocused();

  await page.goto(`#/compare?${writeRefs([SHORT, FULL])}`);
  await page
    .getByRole('button', { name: /^Remove B|^Remove A/ })
    .first()
    .focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  await expect.poll(() => words(page)).not.toBe('nothing');
});

test('the points of a chart and the spans of a race are walked with arrow keys', async ({ page }) => {
  await page.goto(`#/result?${writeRefs([FULL])}`);
  const chart = page.getByRole('application').first();
  await chart.focus();
  await page.keyboard.press('ArrowRight');
  const read = page.locator('lab-figure .readout').first();
  const one = await read.innerText();
  await page.keyboard.press('ArrowDown');
  await expect(read).not.toHaveText(one);
  expect(one).toMatch(/\d/);
  await page.keyboard.press('t');
  await expect(page.getByRole('table').first()).toBeVisible();
});
