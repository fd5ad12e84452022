import { describe, expect, it } from 'vitest';
import type { Report, Series } from '../../src/measure/report.ts';
import type { Interval } from '../../src/measure/stats/interval.ts';
import type { ModelId } from '../../src/models/index.ts';
import { answer, evidence, gainOf, headline, plainText } from '../../src/ui/answer-sentence.ts';
import { SAMPLE_REPORTS } from '../gallery/sample-reports.ts';

const base = SAMPLE_REPORTS['two cores'] as Report;
const template = base.series[3] as Series;

function series(model: ModelId, workers: number, estimate: number, low: number, high: number, verified = true): Series {
  return { ...template, model, workers, speedup: { estimate, low, high }, verified };
}

function report(proven: number | null, measured: readonly Series[], change: Partial<Report> = {}): Report {
  return { ...base, cores: { ...base.cores, proven, effective: null, worth: null }, series: measured, ...change };
}

const said = (one: Report): string => plainText(answer(one, 'mandelbrot'));

const sooner = series('free-threads', 2, 1.93, 1.91, 1.95);
const same = series('free-threads', 2, 1.01, 0.99, 1.03);
const longer = series('free-threads', 2, 0.8, 0.78, 0.82);
const unclear = series('free-threads', 2, 1.3, 0.8, 1.7);

const CASES: readonly (readonly [string, Report, string])[] = [
  ['two at once, sooner', report(2, [sooner]), 'It does 2 things at once, and finishes the same work 1.93× sooner.'],
  ['two at once, no sooner', report(2, [same]), 'It does 2 things at once, yet finishes the same work no sooner.'],
  ['two at once, slower', report(2, [longer]), 'It does 2 things at once, yet takes 1.25× as long over the same work.'],
  [
    'two at once, too noisy',
    report(2, [unclear]),
    'It does 2 things at once; whether that finishes the same work sooner is lost in the noise.',
  ],
  [
    'two at once and none more could be tried',
    report(2, [sooner], {
      cores: { ...base.cores, proven: 2, handshake: base.cores.handshake.slice(0, 2) },
    }),
    'It does at least 2 things at once, and finishes the same work 1.93× sooner.',
  ],
  ['two at once, nothing timed', report(2, []), 'It does 2 things at once.'],
  ['one core', report(1, [same]), 'It does one thing at a time: more workers finish the same work no sooner.'],
  [
    'one core, slower',
    report(1, [longer]),
    'It does one thing at a time: with more workers the same work takes 1.25× as long.',
  ],
  [
    'one proven, yet sooner',
    report(1, [sooner]),
    'Only one thread could be proven to run at a time, yet 2 free threads finish the same work 1.93× sooner.',
  ],
  [
    'no shared memory',
    report(null, [series('processes', 2, 1.8, 1.77, 1.83)], { mode: 'messages' }),
    '2 processes finish the same work 1.80× sooner.',
  ],
  [
    'no shared memory, no gain',
    report(null, [series('processes', 1, 1, 0.98, 1.02)], { mode: 'messages' }),
    '1 process finishes the same work no sooner.',
  ],
  [
    'no workers',
    report(null, [series('main-thread', 0, 1, 1, 1)], { mode: 'main-only' }),
    'It does one thing at a time here: the browser gave the page no workers.',
  ],
  [
    'a wrong result',
    report(2, [series('free-threads', 2, 1.93, 1.91, 1.95, false)]),
    '2 free threads gave a wrong result, so how fast that was says nothing.',
  ],
  [
    'stopped',
    report(2, [sooner], { state: 'stopped' }),
    'Stopped early. So far: it does 2 things at once, and finishes the same work 1.93× sooner.',
  ],
  ['stopped at once', report(null, [], { state: 'stopped' }), 'Stopped before anything was measured.'],
  ['failed', report(2, [], { state: 'failed' }), 'The run broke off. Until then: it does 2 things at once.'],
  ['failed at once', report(null, [], { state: 'failed' }), 'The run broke off before anything was measured.'],
  ['running', report(null, [], { state: 'running' }), 'Counting what runs at once.'],
];

/** A run that was asked about cores alone. */
function cores(proven: number | null, effective: Interval | null, change: Partial<Report> = {}): Report {
  return report(proven, [], { work: [], cores: { ...base.cores, proven, effective }, ...change });
}

const known = { estimate: 1.96, low: 1.94, high: 1.98 };

const CORES_ONLY: readonly (readonly [string, Report, string])[] = [
  ['two at once', cores(2, known), 'It does 2 things at once, worth 1.96 of one.'],
  [
    'a wide interval names both of its ends and no middle',
    cores(2, { estimate: 1.71, low: 1.5, high: 2 }),
    'It does 2 things at once, worth between 1.5 and 2.0 of one.',
  ],
  [
    'as many as were tried',
    cores(8, { estimate: 5.3, low: 5.1, high: 5.4 }),
    'It does 8 things at once, worth 5.3 of one.',
  ],
  ['one thing', cores(1, { estimate: 1, low: 0.99, high: 1.01 }), 'It does one thing at a time.'],
  [
    'one proven, yet worth more',
    cores(1, known),
    'Only one thread could be proven to run at a time, yet several together were worth 1.96 of one.',
  ],
  ['nothing provable', cores(null, known, { mode: 'messages' }), '2 workers together are worth 1.96 of one.'],
  ['proven and not weighed', cores(2, null), 'It does 2 things at once.'],
  ['nothing at all', cores(null, null), 'Nothing could be measured.'],
];

describe('a run about cores alone has a sentence of its own', () => {
  it.each(CORES_ONLY)('%s', (_, given, expected) => expect(said(given)).toBe(expected));

  it('with the interval, what it rests on and what the browser says as evidence', () => {
    expect(evidence(cores(2, known), 'mandelbrot')).toEqual([
      '1.94 – 1.98 of one',
      '95\u202f% interval of 24 rounds',
      'the browser says 2 cores',
    ]);
  });
});

describe('the answer is a sentence that is true', () => {
  it.each(CASES)('%s', (_, given, expected) => expect(said(given)).toBe(expected));

  it.each(Object.entries(SAMPLE_REPORTS))('of the fixture "%s", ends with a full stop and names no NaN', (_, given) => {
    expect(said(given)).toMatch(/^[A-Z0-9].*\.$/);
    expect(said(given) + evidence(given, 'mandelbrot').join()).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe('the headline', () => {
  it('is at the proven number of workers while no other is better beyond doubt', () => {
    const slightly = series('free-threads', 3, 1.95, 1.92, 1.98);
    expect(headline(report(2, [sooner, slightly]), 'mandelbrot')).toBe(sooner);
  });

  it('moves to another number that is better beyond doubt, and the evidence says which', () => {
    const better = series('free-threads', 3, 2.4, 2.3, 2.5);
    const given = report(2, [sooner, better]);
    expect(headline(given, 'mandelbrot')).toBe(better);
    expect(evidence(given, 'mandelbrot')).toContain('with 3 free threads');
  });

  it('rounds and names no interval while it rests on one or two samples', () => {
    const scant: Series = { ...sooner, wallMs: { ...sooner.wallMs, samples: [38.2] } };
    const given = report(2, [scant], { state: 'stopped' });
    expect(said(given)).toBe(
      'Stopped early. So far: it does 2 things at once, and finishes the same work about 1.9× sooner.',
    );
    expect(evidence(given, 'mandelbrot')[0]).toBe('only 1 sample: no interval yet');
  });

  it('has beside it what the threads are worth, where that was measured', () => {
    const given = report(2, [sooner], { cores: { ...base.cores, effective: known } });
    expect(said(given)).toBe('It does 2 things at once, and finishes the same work 1.93× sooner.');
    expect(evidence(given, 'mandelbrot')).toContain('worth 1.96 (1.94–1.98) of one');
    expect(evidence(report(2, [sooner]), 'mandelbrot').join()).not.toContain('worth');
  });

  it('waits for more than one worker where more than one thing runs at once', () => {
    const given = report(2, [series('free-threads', 1, 1, 1, 1)], { state: 'running' });
    expect(headline(given, 'mandelbrot')).toBeNull();
    expect(said(given)).toBe('So far: it does 2 things at once.');
  });

  it('never speaks of a model without workers', () => {
    expect(headline(report(2, [series('event-loop', 0, 2, 2, 2)]), 'mandelbrot')).toBeNull();
  });

  it('calls a difference what its interval allows', () => {
    expect([sooner, same, longer, unclear].map(gainOf)).toEqual(['sooner', 'same', 'longer', 'unclear']);
    expect(gainOf(series('free-threads', 2, 0.96, 0.85, 0.99))).toBe('same');
  });
});
