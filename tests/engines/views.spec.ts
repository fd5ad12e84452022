/** Every view in every engine: it opens with its heading, and nothing of it needs scrolling sideways on a phone. */
import { expect, test } from './engine-test.ts';
import { css, link, role, title, within } from './target.ts';
import { SHOWN, viewsOf } from './views.ts';

test('every view of the navigation opens with its heading and fits 360 pixels', async ({ visitor }) => {
  await visitor.resize(360, 740);
  await visitor.open();
  for (const view of await viewsOf(visitor)) {
    await visitor.open(`#/${view}`);
    await visitor.sees(within(SHOWN, css('h1')));
    expect(await visitor.elementsWithoutCode(), view).toEqual([]);
    await visitor.until(`${view} not to scroll sideways`, async () => (await visitor.sidewaysScroll()) === 0);
  }
});

test('an address that leads nowhere, and a forged link, are answered in a sentence', async ({ visitor }) => {
  await visitor.open('#/no-such-view');
  await visitor.press(link('Measure this device'));
  await visitor.sees(title('measure'));
  await visitor.open('#/result?r=<script>alert(1)</script>');
  await visitor.sees(title('result'), /^This result cannot be shown\.$/);
  await visitor.sees(role('alert'), /^[A-Z].+\.$/);
});
