import { expect, test } from 'vitest';
import { idsOf, labDocument } from './lab-figures.ts';
import { twinsTable } from './twins-table.ts';

const DOCUMENT = {
  schema: 'overlap-claims/1',
  browser: { name: 'Chromium', version: '156' },
  build: 'relaxed-simd',
  cores: { proven: 2 },
  entries: [
    {
      claim: 'overlap-waits-threads',
      state: 'done',
      verdict: 'holds',
      parts: [
        {
          kind: 'measured',
          id: 'threads-2',
          title: 'makespan | one wait',
          unit: '×',
          estimate: { estimate: 1.00412, low: 1.0031, high: 1.00555 },
        },
      ],
      control: [{ kind: 'counted', id: 'in-turn', title: 'in turn', tries: 4, seen: 1 }],
    },
    { claim: 'gil-convoy', state: 'done', verdict: 'not testable', parts: [], control: [] },
  ],
};
const lab = labDocument(JSON.stringify(DOCUMENT));

test('each figure of the lab stands beside CPython’s of the same id, control included', () => {
  const figures = new Map([['threads-2', 1.0042]]);
  const table = twinsTable([{ claim: 'overlap-waits-threads', lab: lab.entries[0], figures }], 'CPython 3.11.7');
  expect(table.split('\n')).toEqual([
    '| claim | figure | the lab’s verdict | the lab | CPython 3.11.7 |',
    '| --- | --- | --- | --- | --- |',
    '| overlap-waits-threads | makespan \\| one wait | holds | 1.004× (1.003–1.006) | 1.004 |',
    '|  | control: in turn |  | 0.25 (1 of 4) | – |',
  ]);
});

test('what the lab could not test, or was not asked, is said, and CPython’s figures stand under their own ids', () => {
  const rows = [
    { claim: 'gil-convoy', lab: lab.entries[1], figures: new Map([['at-5', 1.05]]) },
    { claim: 'amdahl', lab: undefined, figures: null },
  ];
  expect(twinsTable(rows, 'CPython 3.11.7').split('\n').slice(2)).toEqual([
    '| gil-convoy | at-5 | not testable | – | 1.05 |',
    '| amdahl | – | not in the document | – | – |',
  ]);
});

test('a twin may print the ids of parts and control; none are known where there is no figure', () => {
  expect(idsOf(lab.entries[0])).toEqual(new Set(['threads-2', 'in-turn']));
  expect(idsOf(lab.entries[1])).toBeNull();
  expect(idsOf(undefined)).toBeNull();
});

test.each([
  ['{', 'it is not JSON'],
  ['{}', 'schema'],
  ['{"schema":"overlap-result/1"}', 'schema'],
  [JSON.stringify({ ...DOCUMENT, entries: [{ claim: 3 }] }), 'entries.0'],
])('what is no document of claims is refused, and said where: %s', (text, where) => {
  expect(() => labDocument(text)).toThrow(where);
});
