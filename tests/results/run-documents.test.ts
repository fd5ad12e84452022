/** Documents of pace, counting and schedules: JSON gives them back as they are, and the spans stay behind. */
import { describe, expect, it } from 'vitest';
import { CONTENTION_FORMAT, contentionDocument } from '../../src/results/contention-document.ts';
import { roundedThroughout } from '../../src/results/rounding.ts';
import { SCHEDULES_FORMAT, schedulesDocument } from '../../src/results/schedules-document.ts';
import { SUSTAINED_FORMAT, sustainedDocument } from '../../src/results/sustained-document.ts';
import { contentionReport } from '../gallery/contention-reports.ts';
import { reportOf } from '../gallery/sustained-reports.ts';

describe('a document', () => {
  it('of counting and of pace survives JSON unchanged and names its format', async () => {
    const documents = [contentionDocument(contentionReport()), sustainedDocument(await reportOf({ minutes: 1 }))];
    expect(documents.map(({ schema }) => schema)).toEqual([CONTENTION_FORMAT, SUSTAINED_FORMAT]);
    for (const document of documents) expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });

  it('of schedules has every sample and no span', () => {
    const timeline = { kernel: 'mandelbrot', model: 'free-threads', workers: 2, makespanMs: 9, spans: [] } as const;
    const ratio = { estimate: 1 / 3, low: 0.2, high: 0.5 };
    const document = schedulesDocument({
      state: 'complete',
      failure: null,
      untestable: null,
      startedAt: '2026-11-30T12:00:00.000Z',
      seed: 7,
      browser: { name: 'Chromium', version: '156.0', platform: 'Linux' },
      build: 'simd',
      workers: 2,
      works: [
        {
          kernel: 'mandelbrot',
          title: 'Mandelbrot set',
          evenness: 'uneven',
          size: 512,
          tasks: 64,
          rounds: 2,
          schedules: [{ schedule: 'static', samples: [1 / 3, 4], medianMs: 2, ratio, verified: true, timeline }],
          staticAgainstStealing: null,
        },
      ],
      warnings: [],
    });
    expect(document.schema).toBe(SCHEDULES_FORMAT);
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
    expect(JSON.stringify(document)).not.toContain('spans');
    expect(document.works[0]?.schedules[0]?.samples).toEqual([0.333333, 4]);
  });
});

describe('a number', () => {
  it('keeps six digits at any depth, and is null where JSON has none', () => {
    expect(
      roundedThroughout({ a: [1 / 3, { b: NaN, c: -Infinity }], d: 'text', e: null, f: undefined, g: true }),
    ).toEqual({
      a: [0.333333, { b: null, c: null }],
      d: 'text',
      e: null,
      g: true,
    });
  });
});
