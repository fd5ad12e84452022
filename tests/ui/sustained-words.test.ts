/** What the page says of a sustained run, in every case. */
import { describe, expect, it } from 'vitest';
import { paceCurve } from '../../src/measure/sustained/pace-curve.ts';
import type { SustainedReport } from '../../src/measure/sustained/sustained-report.ts';
import { warnings } from '../../src/measure/warnings.ts';
import { plainText } from '../../src/ui/answer-sentence.ts';
import { sustainedText } from '../../src/ui/download-sustained.ts';
import {
  causeSentence,
  levelRows,
  sharingNotice,
  spoken,
  stillSentence,
  sustainedAnswer,
  sustainedEvidence,
} from '../../src/ui/sustained-words.ts';
import { reportOf } from '../gallery/sustained-reports.ts';
import type { Truth } from '../measure/sustained/sustained-machine.ts';

const THIN = '\u202f';

async function sentence(truth: Truth, rest: Partial<SustainedReport> = {}): Promise<string> {
  return plainText(sustainedAnswer(await reportOf(truth, rest))).replaceAll(THIN, ' ');
}

/** On the run's clock, a second later than the machine's. */
const steps =
  (...levels: readonly (readonly [untilSeconds: number, speed: number])[]) =>
  (seconds: number): number =>
    levels.find(([until]) => seconds - 1 < until)?.[1] ?? 1;

describe('the answer', () => {
  it('says that the pace was kept, for how long', async () => {
    expect(await sentence({})).toBe('It kept its pace for 2 minutes.');
    expect(await sentence({ minutes: 1 })).toBe('It kept its pace for 1 minute.');
  });

  it('says when the pace fell, how far, and what came then', async () => {
    expect(await sentence({ speed: steps([48, 1], [999, 0.82]) })).toMatch(
      /^After 4[789] s it slowed to 0\.82 of its first pace, and stayed there\.$/,
    );
    expect(await sentence({ speed: steps([40, 1], [80, 0.9], [999, 0.8]) })).toMatch(
      /^After (39|40|41) s it slowed to 0\.90 of its first pace, and later to 0\.80\.$/,
    );
    expect(await sentence({ speed: steps([40, 1], [80, 0.8], [999, 0.9]) })).toMatch(
      /of its first pace, and later came back to 0\.90\.$/,
    );
    expect(await sentence({ speed: steps([40, 1], [80, 0.8]) })).toMatch(/of its first pace, and later recovered\.$/);
    expect(await sentence({ minutes: 5, speed: (seconds) => 1 - seconds / 2000 })).toMatch(
      /it slowed little by little, to 0\.8\d of its first pace\.$/,
    );
  });

  it('says where it cannot be told', async () => {
    expect(await sentence({ noise: 0.2, minutes: 1 })).toBe('Its pace is too noisy to tell whether it held.');
    expect(await sentence({ minutes: 0.1 })).toBe('Too few windows were sound to tell whether it kept its pace.');
  });

  it('says that it became faster', async () => {
    expect(await sentence({ speed: steps([40, 0.8]) })).toBe(
      'It got faster, to 1.25 of its first pace: something held it back at first.',
    );
  });

  it('is about what was seen where the run ended early or goes on', async () => {
    expect(await sentence({ stopAfter: 35 }, { state: 'stopped' })).toMatch(
      /^Stopped early\. Until then: it kept its pace for 3\d s\.$/,
    );
    expect(await sentence({ stopAfter: 5 }, { state: 'stopped' })).toBe(
      'Stopped too early to tell whether it keeps its pace.',
    );
    expect(await sentence({ stopAfter: 35 }, { state: 'running' })).toMatch(/^So far: it kept its pace for 3\d s\.$/);
    expect(await sentence({ stopAfter: 5 }, { state: 'running' })).toBe('Watching its pace.');
    expect(await sentence({ stopAfter: 35 }, { state: 'failed', failure: 'worker 2 was lost' })).toMatch(
      /^The run broke off\. Until then: it kept/,
    );
    expect(await sentence({ stopAfter: 5 }, { state: 'failed' })).toBe(
      'The run broke off before its pace could be told.',
    );
    expect(await sentence({ stopAfter: 5 }, { state: 'unavailable' })).toBe(
      'Whether this device keeps its pace cannot be seen here.',
    );
  });
});

describe('the numbers under it', () => {
  it('are the interval at the end, its windows, the threads and the doubts', async () => {
    const report = await reportOf({}, { warnings: [warnings.tabHidden(1)] });
    const [end, windows, ...others] = sustainedEvidence(report);
    expect(end).toMatch(/^(0\.99|1\.00) – 1\.0\d at the end$/);
    expect(windows).toMatch(/^95\u202f% interval of \d+ windows$/);
    expect(others).toEqual(['2 threads at once', '1 doubt, below']);
  });

  it('claim no simultaneity that was not proven', async () => {
    const report = await reportOf({}, { cores: { reported: 2, proven: null } });
    expect(sustainedEvidence(report)).toContain('2 threads');
  });
});

describe('why', () => {
  it('is told from who slowed and who stood still', async () => {
    const { finding } = await reportOf({ speed: steps([48, 1], [999, 0.82]) });
    expect(causeSentence(finding)).toMatch(
      /^One thread alone slowed as well.*\(One alone: 0\.8\d×, 0\.8\d–0\.8\d\.\)$/,
    );
    expect(causeSentence((await reportOf({})).finding)).toBeNull();
  });

  it('comes with how long threads stood still', async () => {
    const half = (_: number, worker: number): number => (worker === 1 ? 0.1 : 0);
    expect(stillSentence((await reportOf({})).finding, 2)).toBe('No thread was kept waiting.');
    expect(stillSentence((await reportOf({ still: half })).finding, 2).replaceAll(THIN, ' ')).toBe(
      'A thread stood still for 5.0 % of its time, for none together with all others.',
    );
  });
});

describe('all numbers', () => {
  it('are one row a level with its single windows, and one alone', async () => {
    const report = await reportOf({ speed: steps([48, 1], [999, 0.82]) });
    const rows = levelRows(report, paceCurve(report.windows, report.finding));
    expect(rows.map(({ who }) => who)).toEqual(['2 threads', '2 threads', 'One alone', 'One alone']);
    const sound = report.windows.filter(({ kind }) => kind === 'together').length;
    expect(rows.slice(0, 2).reduce((sum, { samples }) => sum + samples.length, 0)).toBe(sound);
  });
});

describe('the file', () => {
  it('says what it is and holds every window', async () => {
    const report = await reportOf({ minutes: 1 });
    const read = JSON.parse(sustainedText(report)) as SustainedReport & { schema: string };
    expect(read.schema).toBe('overlap-sustained/1');
    expect(read.windows).toHaveLength(report.windows.length);
    expect(read.startedAt).toBe(report.startedAt);
  });
});

describe('before a run', () => {
  const able = { webAssembly: true, workers: true, isolated: true, sharedMemory: true, secure: true, framed: false };

  it('says what is missing and how to get it', () => {
    expect(sharingNotice(able)).toBeNull();
    expect(sharingNotice({ ...able, isolated: false })?.remedy).toMatch(/two headers/);
    expect(sharingNotice({ ...able, isolated: false, secure: false })?.remedy).toMatch(/plain http/);
    expect(sharingNotice({ ...able, workers: false })?.text).toMatch(/no workers/);
  });

  it('times are said as one says them', () => {
    expect([4_400, 59_400, 60_000, 80_000, 600_000].map((ms) => spoken(ms).replaceAll(THIN, ' '))).toEqual([
      '4 s',
      '59 s',
      '1 minute',
      '1 minute 20 s',
      '10 minutes',
    ]);
  });
});
