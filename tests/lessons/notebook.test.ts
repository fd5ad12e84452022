/** What was predicted and found survives the page; what storage refuses or damages costs nothing else. */
import { expect, test } from 'vitest';
import type { Finding } from '../../src/lessons/lesson.ts';
import { Notebook, type Storing } from '../../src/lessons/notebook.ts';

function storage(first?: string): Storing & { text: string | null } {
  return {
    text: first ?? null,
    getItem() {
      return this.text;
    },
    setItem(_, value) {
      this.text = value;
    },
  };
}

const NOW = (): string => '2026-01-02T03:04:05.000Z';
const SAID = { kind: 'number', value: 4 } as const;
const FINDING: Finding = {
  answer: { kind: 'number', value: { low: 2, high: 2, estimate: 2 } },
  says: 'fewer',
  reason: 'barrier',
  values: { proven: '2' },
};

test('another page goes on where this one stopped', () => {
  const kept = storage();
  const first = new Notebook(kept, NOW);
  first.predict('how-many', 'at-once', SAID);
  first.find('how-many', 'at-once', FINDING);
  first.explain('how-many', 'at-once', 'barrier');
  expect(new Notebook(kept, NOW).entries('how-many')).toEqual({
    'at-once': { prediction: SAID, predictedAt: NOW(), finding: FINDING, foundAt: NOW(), reason: 'barrier' },
  });
});

test('a new prediction begins the round anew; a finding without one is not written down', () => {
  const book = new Notebook(storage(), NOW);
  book.find('how-many', 'at-once', FINDING);
  expect(book.entries('how-many')).toEqual({});
  book.predict('how-many', 'at-once', SAID);
  book.find('how-many', 'at-once', FINDING);
  book.predict('how-many', 'at-once', SAID);
  expect(book.entries('how-many')['at-once']?.finding).toBeNull();
});

test('a run that finds otherwise asks for another explanation', () => {
  const book = new Notebook(storage(), NOW);
  book.predict('how-many', 'at-once', SAID);
  book.find('how-many', 'at-once', FINDING);
  book.explain('how-many', 'at-once', 'barrier');
  book.find('how-many', 'at-once', FINDING);
  expect(book.entries('how-many')['at-once']?.reason).toBe('barrier');
  book.find('how-many', 'at-once', { ...FINDING, says: 'more' });
  expect(book.entries('how-many')['at-once']?.reason).toBeNull();
});

test('what was forgotten can be had back', () => {
  const book = new Notebook(storage(), NOW);
  book.predict('how-many', 'at-once', SAID);
  const before = book.forget('how-many', ['at-once']);
  expect(book.entries('how-many')).toEqual({});
  book.restore('how-many', before);
  expect(book.entries('how-many')['at-once']?.prediction).toEqual(SAID);
});

test.each([
  ['nothing', undefined],
  ['no JSON', '{'],
  ['another format', '{"format":"overlap-notebook/9","lessons":{}}'],
  ['a list', '[]'],
])('%s is an empty notebook', (_, text) => {
  expect(new Notebook(storage(text), NOW).entries('how-many')).toEqual({});
});

test('a damaged entry costs itself only', () => {
  const kept = storage();
  const book = new Notebook(kept, NOW);
  book.predict('how-many', 'at-once', SAID);
  book.predict('how-many', 'curve', { kind: 'curve', points: [{ x: 1, y: 1 }] });
  kept.text = (kept.text ?? '').replace('"value":4', '"value":"<script>"');
  expect(Object.keys(new Notebook(kept, NOW).entries('how-many'))).toEqual(['curve']);
});

test('refused storage is told, and the page goes on', () => {
  const refusing: Storing = {
    getItem: () => {
      throw new Error('denied');
    },
    setItem: () => {
      throw new Error('denied');
    },
  };
  for (const given of [refusing, null]) {
    const book = new Notebook(given, NOW);
    book.predict('how-many', 'at-once', SAID);
    expect(book.isKept).toBe(false);
    expect(book.entries('how-many')['at-once']?.prediction).toEqual(SAID);
  }
});
