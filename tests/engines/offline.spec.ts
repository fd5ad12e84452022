/** A host without headers in every engine: shared memory after one reload, and the second visit without any network. */
import { expect, test } from './engine-test.ts';
import { button, css, role, within } from './target.ts';
import { SHOWN, viewsOf } from './views.ts';
import type { Visitor } from './visitor.ts';

const SETTLED_MS = 30_000;

const isIsolated = (visitor: Visitor): Promise<boolean> =>
  visitor.evaluate(() => crossOriginIsolated && navigator.serviceWorker.controller !== null);

test('shared memory after one reload; with the host unplugged every view opens and a run counts the cores', async ({
  guest,
  host,
}) => {
  await guest.open();
  await guest.until('the page to come back isolated', () => isIsolated(guest), SETTLED_MS);
  await host.unplug();
  await guest.reload();
  await guest.sees(button('Measure this device'));
  expect(await isIsolated(guest)).toBe(true);
  for (const view of await viewsOf(guest)) {
    await guest.open(`#/${view}`);
    await guest.sees(within(SHOWN, css('h1')));
  }
  await guest.open('#/measure');
  await guest.fill(role('combobox', 'Time'), 'cores');
  await guest.press(button('Measure this device'));
  await guest.sees(button('Measure again'), /./, SETTLED_MS);
  await guest.sees(role('heading'), /^It (does|runs)|proof|at a time/);
});
