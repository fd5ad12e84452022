/** A lesson in the built site: first the prediction, then a real run, then the reason; and what was said is there after a reload. */
import { expect, test } from './site-test.ts';

test(
  'a visitor predicts, runs and explains the first round of a lesson, by keyboard alone',
  { tag: '@alone' },
  async ({ page }) => {
    await page.goto('#/lessons');
    await page.getByRole('link', { name: 'How many at once, here?' }).press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('How many at once, here?');
    const hold = page.getByRole('button', { name: 'That is my prediction' });
    await expect(hold).toBeDisabled();
    await expect(page.getByRole('button', { name: 'Run it on this device' })).toHaveCount(0);

    await page.getByRole('spinbutton').fill('7');
    await page.keyboard.press('Enter');
    await expect(page.getByText('You said 7.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Run it on this device' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.locator('.verdict:visible')).toContainText('it is', { timeout: 30_000 });
    await expect(page.getByRole('application', { name: /you said 7, measured \d/ })).toBeVisible();

    await expect(page.getByRole('heading', { name: 'How much sooner is the work done?' })).toHaveCount(0);
    await page.getByRole('radio', { name: /^A round is short only/ }).press('Space');
    await page.keyboard.press('Enter');
    await expect(page.getByText('That is it.')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'How much sooner is the work done?' })).toBeVisible();

    await page.reload();
    await expect(page.getByText('You said 7.')).toBeVisible();
    await expect(page.getByText('That is it.')).toBeVisible();

    await page.getByRole('button', { name: 'Start this lesson over' }).press('Enter');
    await expect(page.getByText('You said 7.')).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo' }).press('Enter');
    await expect(page.getByText('You said 7.')).toBeVisible();
  },
);

test('a curve is drawn by keys, point by point', async ({ page }) => {
  const finding = {
    answer: { kind: 'number', value: { low: 2, high: 2, estimate: 2 } },
    ...{ says: 'as-reported', reason: 'barrier', values: { proven: '2' } },
  };
  const said = { prediction: { kind: 'number', value: 2 }, predictedAt: '2026-01-01T00:00:00.000Z' };
  const entry = { ...said, finding, foundAt: said.predictedAt, reason: 'barrier' };
  const kept = { format: 'overlap-notebook/1', lessons: { 'how-many': { 'at-once': entry } } };
  await page.addInitScript((text) => localStorage.setItem('overlap.notebook', text), JSON.stringify(kept));
  await page.goto('#/lessons?lesson=how-many');
  const hold = page.getByRole('button', { name: 'That is my prediction' });
  await expect(hold).toBeDisabled();
  for (const workers of [2, 3, 4]) {
    const point = page.getByRole('slider', { name: `Speed-up with ${workers} workers` });
    await point.press('PageUp');
    await point.press('ArrowDown');
    await expect(point).toHaveAttribute('aria-valuetext', '1.90×');
  }
  await hold.press('Enter');
  await expect(page.getByText('You drew a curve that ends at 1.90× with 4 workers.')).toBeVisible();
});

test('an address that names no lesson says so and leads to the list', async ({ page }) => {
  await page.goto('#/lessons?lesson=nothing');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no lesson called “nothing”.');
  await page.getByRole('link', { name: 'All lessons' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lessons on doing many things at once.');
});
