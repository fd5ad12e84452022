/** A host without headers in every engine: shared memory after one reload, and the second visit without any network. */
import type { StaticHost } from '../e2e/static-host.ts';
import { expect, test } from './engine-test.ts';
import { button, css, role, within } from './target.ts';
import { SHOWN, viewsOf } from './views.ts';
import type { Visitor } from './visitor.ts';

const SETTLED_MS = 30_000;
const UNTOUCHED_MS = 12_000;

const isIsolated = (visitor: Visitor): Promise<boolean> =>
  visitor.evaluate(() => crossOriginIsolated && navigator.serviceWorker.controller !== null);

const TOLD = 'isolated.txt';

/** The page itself tells the host, once: what a driver asks of a page counts as the visitor's own press, and nothing reloads under a visitor's hands. */
async function tellWhenIsolated(host: StaticHost): Promise<void> {
  await host.write(TOLD, 'yes');
  const [, entry = ''] = /<script type="module"[^>]* src="\.\/([^"]+)"/.exec(await host.read('index.html')) ?? [];
  await host.change(
    entry,
    (text) => `${text}
if (crossOriginIsolated && navigator.serviceWorker.controller && !sessionStorage.getItem('told')) {
  sessionStorage.setItem('told', 'yes');
  void fetch('./${TOLD}');
}`,
  );
}

/** By itself where nobody has touched the page. Playwright touches each that it opens in Firefox: such a visitor is told, and reloads. */
async function comesBackIsolated(guest: Visitor, host: StaticHost): Promise<void> {
  const told = (ms: number): Promise<boolean> =>
    expect
      .poll(() => host.asked.has(TOLD), { timeout: ms })
      .toBe(true)
      .then(
        () => true,
        () => false,
      );
  if (await told(UNTOUCHED_MS)) return;
  await guest.press(button('Reload'));
  expect(await told(SETTLED_MS)).toBe(true);
}

test('shared memory after one reload; with the host unplugged every view opens and a run counts the cores', async ({
  guest,
  host,
}) => {
  await tellWhenIsolated(host);
  await guest.open();
  await comesBackIsolated(guest, host);
  expect(await isIsolated(guest)).toBe(true);
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
