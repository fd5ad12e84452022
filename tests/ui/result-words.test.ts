/** What is said about a result that was kept or received: whose, from where, and what of it is there. */
import { describe, expect, it } from 'vitest';
import { summaryOf } from '../../src/results/summary.ts';
import { deviceLine, holdsSentence, serialNote, severalSentence } from '../../src/ui/result-words.ts';
import { MEASURED } from '../results/machines.ts';

const SUMMARY = summaryOf(MEASURED);

describe('the line over a result', () => {
  it('begins with its name, or says where it came from', () => {
    expect(deviceLine({ ...SUMMARY, name: 'Lab PC 7' }, 'summary')).toMatch(
      /^Lab PC 7: Chromium 156 on Linux, 30 November 2026 at .*; kernels with relaxed SIMD$/,
    );
    expect(deviceLine(SUMMARY, 'full')).toMatch(/^A result from a link: /);
    expect(deviceLine(SUMMARY, 'kept')).toMatch(/^A result of this device: /);
  });

  it('names the schedule where it was chosen, and no build where none is known', () => {
    const line = deviceLine({ ...SUMMARY, schedule: 'guided', build: null }, 'full');
    expect(line).toContain('chunks dealt out guided');
    expect(line).not.toContain('kernels');
  });
});

describe('what a link holds', () => {
  it('is the summary, the whole, or the whole without what it says', () => {
    expect(holdsSentence('summary', null)).toMatch(/^This short link holds the summary/);
    expect(holdsSentence('full', MEASURED)).toMatch(
      /^This link holds the whole result, with every sample\. Who ran when/,
    );
    const lacking = holdsSentence('full', { ...MEASURED, omitted: ['pairs', 'samples'] });
    expect(lacking).toContain('without how long pairs of workers took to meet and the single samples');
    expect(lacking).toMatch(/the file .* has the rest\.$/);
    expect(holdsSentence('kept', MEASURED)).toMatch(/^Kept on this device is the whole result/);
  });
});

it('the time under a summary’s curve has its interval, and several results are counted', () => {
  expect(serialNote(SUMMARY.kernels[0]!)).toMatch(
    /^The work took \d+\u202fms in its best serial form \(.*–.*\u202fms\)\.$/,
  );
  expect(severalSentence(3)).toBe('The address holds 3 results; the first is shown here.');
});
