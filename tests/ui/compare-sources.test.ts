/** Links in a pasted text: thousands are opened turn by turn, of the damaged ones a few are told, and Cancel is heard. */
import { expect, it } from 'vitest';
import { INTAKE } from '../../src/results/intake/intake-limits.ts';
import { summaryPayload } from '../../src/results/link/summary-link.ts';
import { sources } from '../../src/ui/compare-sources.ts';
import { summary } from '../results/compare/summaries.ts';

const never = new AbortController().signal;
const nothing = (): void => undefined;
const damaged = (count: number): string =>
  `#/compare?${Array.from({ length: count }, (_, place) => `s=A${place}`).join('&')}`;

it('a damaged link among good ones is told by its place', async () => {
  const good = [1, 2].map((doubts) => `#/result?s=${summaryPayload(summary({ doubts }), 200)}`);
  const { found, faults } = await sources.fromText([good[0], damaged(1), good[1]].join('\n'), never, nothing);
  expect(found.map(({ machine }) => machine.summary.doubts)).toEqual([1, 2]);
  expect(faults).toEqual([expect.stringMatching(/^Result 2 of 3: This link is damaged/)]);
});

it('of thousands of damaged links a few are told, and how many more there are', async () => {
  const { found, faults } = await sources.fromText(damaged(3_000), never, nothing);
  expect(found).toEqual([]);
  expect(faults).toHaveLength(INTAKE.faults + 1);
  expect(faults.at(-1)).toBe('And 2980 more.');
});

it('no more links are opened than results are held, which is said', async () => {
  const { faults } = await sources.fromText(damaged(INTAKE.results + 1), never, nothing);
  expect(faults.at(-1)).toBe('There are 10001 links in it; the first 10000 were opened.');
});

it('links that are no longer wanted are not opened', async () => {
  const abort = new AbortController();
  const reading = sources.fromText(damaged(100), abort.signal, nothing);
  const reason = new DOMException('enough', 'AbortError');
  abort.abort(reason);
  await expect(reading).rejects.toBe(reason);
});
