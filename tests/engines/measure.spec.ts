/** The main job in every engine: one press, the answer with its interval, the numbers; the link, the QR code and the file that carry it; Stop. */
import jsqr from 'jsqr';
import { parseResult } from '../../src/results/parse.ts';
import { expect, test } from './engine-test.ts';
import { button, css, link, role, title, within } from './target.ts';
import type { Visitor } from './visitor.ts';

const RUN_MS = 60_000;
const ANSWER = /^It (does|runs) .+\.$|finishes the same work|no proof|one thing at a time/;

/** Bundlers and Node disagree about where a default of CommonJS stands. */
const readQr = typeof jsqr === 'function' ? jsqr : (jsqr as { default: typeof jsqr }).default;

const heading = role('heading');

async function start(visitor: Visitor): Promise<void> {
  await visitor.open();
  await visitor.press(button('Measure this device'));
}

/** What a phone held up to the screen reads; null where it finds no code. */
async function scanned(visitor: Visitor): Promise<string | null> {
  const { data, width, height } = await visitor.evaluate(
    async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const { width, height } = bitmap;
      const context = new OffscreenCanvas(width, height).getContext('2d');
      context?.drawImage(bitmap, 0, 0);
      const pixels = context?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
      // One byte a pixel is enough to tell dark from light.
      const greys = pixels.filter((_, at) => at % 4 === 1);
      let text = '';
      for (let at = 0; at < greys.length; at += 8192) text += String.fromCharCode(...greys.subarray(at, at + 8192));
      return { data: btoa(text), width, height };
    },
    (await visitor.screenshot()).toString('base64'),
  );
  const greys = Buffer.from(data, 'base64');
  const pixels = new Uint8ClampedArray(width * height * 4).map((_, at) => (at % 4 === 3 ? 255 : (greys[at >> 2] ?? 0)));
  return readQr(pixels, width, height)?.data ?? null;
}

test('a quick run answers in a sentence with an interval; the link, the QR code and the file carry the same', async ({
  visitor,
}) => {
  await start(visitor);
  await visitor.sees(button('Measure again'), /./, RUN_MS);
  const answer = (await visitor.text(heading)) ?? '';
  expect(answer, await visitor.glance()).toMatch(ANSWER);
  await visitor.sees(css('.evidence'), /\d\.\d+ ?– ?\d/);
  await visitor.sees(within(css('lab-numbers'), css('th[scope="row"]')), /./);

  const { content } = await visitor.saved(button('Download JSON'));
  const parsed = parseResult(JSON.parse(content.toString('utf8')));
  if (!parsed.ok) throw new Error(parsed.fault);
  const { document } = parsed;
  expect(document).toMatchObject({ mode: 'shared', state: 'complete' });
  expect(new Set(document.series.map(({ model }) => model))).toEqual(
    new Set(['main-thread', 'event-loop', 'free-threads', 'processes']),
  );
  expect(document.series.every(({ verified }) => verified)).toBe(true);
  for (const { speedup } of document.series) {
    if (speedup) expect(speedup.low).toBeLessThanOrEqual(speedup.high);
  }

  await visitor.press(button('Share'));
  const short = await visitor.until('a short link', () => visitor.value(role('textbox', 'The link')));
  await visitor.show(css('lab-qr'));
  await visitor.until('the QR code to be read', async () => (await scanned(visitor)) === short);

  await visitor.open(short);
  expect(await visitor.sees(title('result'))).toBe(answer);
});

test('Stop ends a run in the middle, what was measured is kept, deleted and brought back', async ({ visitor }) => {
  await start(visitor);
  await visitor.sees(css('lab-progress'), /round \d/, RUN_MS / 2);
  await visitor.press(button('Stop'));
  await visitor.sees(button('Measure again'));
  await visitor.press(link('History'));
  await visitor.sees(css('lab-history-row'), /Stopped early.* · partial/);
  await visitor.press(button(/^Delete Measure/));
  await visitor.sees(title('history'), /^Nothing is kept yet\.$/);
  await visitor.press(button('Undo'));
  await visitor.sees(title('history'), /^1 result is kept on this device\.$/);
  await visitor.reload();
  await visitor.sees(css('lab-history-row'), /partial/);
});
