/** What a machine is called on the page: its owner's words, without what no reader sees or what turns the words beside it around. */
import { expect, it } from 'vitest';
import { nameOf } from '../../src/ui/compare-bench.ts';
import { summary } from '../results/compare/summaries.ts';

const OTHERWISE = nameOf(summary());

it.each([
  ['Lab', 'Lab'],
  ['\u202egnitset', 'gnitset'],
  ['a\0b\u001b[31m\nc', 'ab[31mc'],
  ['\u2066x\u2069', 'x'],
  ['שלום', 'שלום'],
  ['👩\u200d👩\u200d👧', '👩\u200d👩\u200d👧'],
  ['<img src=x>', '<img src=x>'],
  ['\u200b\u200b', OTHERWISE],
  ['\u202e', OTHERWISE],
  ['  ', OTHERWISE],
  ['', OTHERWISE],
])('%j is shown as %j', (name, shown) => {
  expect(nameOf(summary({ name }))).toBe(shown);
});
