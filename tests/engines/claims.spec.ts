/** Claims in quick form in every engine: put to the test, decided, opened to what decided them. */
import { expect, test } from './engine-test.ts';
import { button, css, role, within } from './target.ts';

const RUN_MS = 40_000;
/** One about waits and one about a picture of turns: among the quickest, and of two kinds. */
const CLAIMS = ['start-is-not-wait', 'executor-same-interface'];

for (const id of CLAIMS) {
  test(`${id} is tested to its verdict and opens to all of it`, async ({ visitor }) => {
    const claim = css(`lab-claim[id="${id}"]`);
    await visitor.open('#/claims');
    await visitor.press(within(claim, css('button.test')));
    const heading = await visitor.sees(role('heading'), /^1 claim /, RUN_MS);
    await visitor.press(within(claim, css('h3')));
    const detail = await visitor.sees(within(claim, css('lab-claim-detail')), /How it is tested/);
    expect(heading, detail).toMatch(/^1 claim (holds|is (refuted|undecided))/);
    expect(detail).toContain('What came of it');
    const { content } = await visitor.saved(button('Download JSON'));
    expect(JSON.parse(content.toString('utf8'))).toMatchObject({
      schema: 'overlap-claims/1',
      entries: [{ claim: id }],
    });
  });
}
