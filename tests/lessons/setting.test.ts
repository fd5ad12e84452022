/** A setting is kept with the prediction, and believed only where its round could have asked for it. */
import { expect, test } from 'vitest';
import lesson from '../../src/lessons/course/the-law/lesson.ts';
import { Notebook, type Storing } from '../../src/lessons/notebook.ts';
import { entriesOf, settingsOf } from '../../src/lessons/setting.ts';

const SAID = { kind: 'curve', points: [{ x: 1, y: 1 }] } as const;

function storage(): Storing & { text: string | null } {
  return {
    text: null,
    getItem() {
      return this.text;
    },
    setItem(_, text) {
      this.text = text;
    },
  };
}

test('another page knows what was set', () => {
  const kept = storage();
  new Notebook(kept).predict('the-law', 'curve', SAID, 40);
  const entries = entriesOf(lesson, new Notebook(kept).entries('the-law'));
  expect(settingsOf(lesson, entries)).toEqual({ curve: 40 });
});

test('before a prediction the slider stands where the round puts it', () => {
  expect(settingsOf(lesson, {})).toEqual({ curve: 25 });
});

test.each([
  ['beyond the slider', 95],
  ['below it', 0],
  ['between two of its steps', 26],
  ['missing', undefined],
])('an entry whose setting is %s is not believed', (_, setting) => {
  const book = new Notebook(storage());
  book.predict('the-law', 'curve', SAID, setting);
  expect(entriesOf(lesson, book.entries('the-law'))).toEqual({});
});

test('neither is a setting that the round does not have', () => {
  const book = new Notebook(storage());
  book.predict('the-law', 'limit', { kind: 'number', value: 4 }, 25);
  expect(entriesOf(lesson, book.entries('the-law'))).toEqual({});
});

test.each(['"25"', 'null', '1e999'])('a setting of %s is no entry at all', (forged) => {
  const kept = storage();
  new Notebook(kept).predict('the-law', 'curve', SAID, 25);
  kept.text = (kept.text ?? '').replace('"setting":25', `"setting":${forged}`);
  expect(new Notebook(kept).entries('the-law')).toEqual({});
});
