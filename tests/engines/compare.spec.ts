/** Results of others in every engine: two links side by side, a file of many, one kept and opened again. */
import { ALIKE, FULL, SHORT } from './some-results.ts';
import { expect, test } from './engine-test.ts';
import { button, css, role, title } from './target.ts';

test('two links are laid side by side, and the address brings them again', async ({ visitor }) => {
  await visitor.open('#/compare');
  const links = [SHORT, FULL].map((ref) => `https://example.org/lab/#/result?${ref}`);
  await visitor.fill(role('textbox', 'Links, one or many'), links.join('\n'));
  await visitor.press(button('Add links'));
  await visitor.sees(role('heading'), /B .*A/);
  expect(await visitor.count(role('textbox', /^Name of /))).toBe(2);
  await visitor.reload();
  await visitor.sees(role('heading'), /B .*A/);
});

test('a file of thirteen machines is a fleet; of a broken one a sentence is told, and nothing is lost', async ({
  visitor,
}) => {
  await visitor.open('#/compare');
  const input = css('input[type="file"]');
  await visitor.sees(button('Choose files'));
  const lines = ALIKE.slice(0, 13).map((document) => JSON.stringify(document));
  await visitor.giveFile(input, 'lab.ndjson', lines.join('\n'));
  await visitor.sees(css('lab-fleet'));
  await visitor.giveFile(input, 'broken.json', '{"schema": "overl');
  await visitor.sees(role('alert'), /broken\.json/);
  await visitor.sees(css('lab-fleet'));
});

test('a received result is kept on the device, opens from there, and is deleted', async ({ visitor }) => {
  await visitor.open(`#/result?${FULL}`);
  await visitor.press(button('Keep on this device'));
  await visitor.press(role('link', 'Open what is kept'));
  await visitor.sees(css('lab-result'), /Kept on this device is the whole result/);
  await visitor.press(role('link', 'History'));
  await visitor.press(button('Delete all'));
  await visitor.sees(title('history'), /^Nothing is kept yet\.$/);
});
