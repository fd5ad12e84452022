/** The quick check of a document lets through what the schema lets through, wherever a summary looks, and takes the same summary from it. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { summarySource } from '../../../src/results/intake/document-check.ts';
import { readSummary } from '../../../src/results/intake/flat-check.ts';
import type { Unknown } from '../../../src/results/intake/guards.ts';
import { parseResult } from '../../../src/results/parse.ts';
import { summaryOf } from '../../../src/results/summary.ts';
import { MEASURED } from '../machines.ts';

/** A busy machine takes its time. */
const PATIENCE_MS = 60_000;
const SEED = 914;
const RUNS = 4_000;

/** Paths of all that a summary is taken from, in the measured document. */
const PATHS: readonly (readonly (string | number)[])[] = [
  ...[
    'startedAt',
    'name',
    'versions',
    'state',
    'mode',
    'preset',
    'build',
    'schedule',
    'browser',
    'noiseFloor',
    'cores',
    'work',
    'series',
  ].map((key) => [key]),
  ...['page', 'protocol'].map((key) => ['versions', key]),
  ...['name', 'version', 'platform'].map((key) => ['browser', key]),
  ...['reported', 'proven', 'effective'].map((key) => ['cores', key]),
  ...['estimate', 'low', 'high'].map((key) => ['cores', 'effective', key]),
  ['work', 0],
  ...['kernel', 'version', 'size', 'serialForm'].map((key) => ['work', 0, key]),
  ['series', 1],
  ...['kernel', 'model', 'workers', 'wallMs', 'speedup'].map((key) => ['series', 1, key]),
  ...['estimate', 'low', 'high'].map((key) => ['series', 1, 'speedup', key]),
  ...['median', 'low', 'high'].map((key) => ['series', 1, 'wallMs', key]),
];

/** What may stand where something else belongs; much of it just inside or outside of a bound. */
const replacement = fc.oneof(
  fc.constantFrom(
    undefined,
    null,
    true,
    '',
    0,
    -0,
    -1,
    1,
    4096,
    4097,
    2 ** 53,
    1e308,
    -1e308,
    0.5,
    [],
    {},
    'shared',
    'quick',
    'simd',
    'guided',
    'free-threads',
  ),
  fc.constantFrom(
    'a-b',
    'A',
    'a--b',
    'x'.repeat(40),
    'x'.repeat(41),
    'x'.repeat(120),
    'x'.repeat(121),
    'main-thread',
    'one worker',
    'complete',
    'constructor',
  ),
  fc.constantFrom(
    '2026-11-30T19:00:08Z',
    '2026-11-30 19:00:08+01',
    '2026-02-31T00:00:00Z',
    '2026-11-30',
    '2026-11-30T19:00:08.123456789Z',
    '2026-13-01T00:00:00Z',
    '1969-12-31T23:59:59Z',
    '9999-12-31T23:59:59-01:00',
  ),
  fc.double({ noNaN: true }),
  fc.integer({ min: -5, max: 5_000 }),
  fc.record({
    estimate: fc.double({ noNaN: true }),
    low: fc.double({ noNaN: true }),
    high: fc.double({ noNaN: true }),
  }),
  fc.jsonValue({ maxDepth: 2 }),
);

function withChange(document: unknown, path: readonly (string | number)[], value: unknown): void {
  let at = document as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) {
    const next = at[key];
    if (typeof next !== 'object' || next === null) return;
    at = next as Record<string | number, unknown>;
  }
  const last = path.at(-1) as string | number;
  if (value === undefined) delete at[last];
  else at[last] = value;
}

it(
  `lets through what the schema does, and gives the same summary (${RUNS} changed documents, seed ${SEED})`,
  { timeout: PATIENCE_MS },
  () => {
    const { reported, proven, effective } = MEASURED.cores;
    // What no summary looks at is left out, so that the schema has less to read.
    const text = JSON.stringify({
      ...MEASURED,
      cores: { reported, proven, effective, handshake: [] },
      series: MEASURED.series.slice(0, 4).map((one) => ({ ...one, wallMs: { ...one.wallMs, samples: [1] } })),
      accounts: [],
      laws: [],
      workAndSpan: [],
      startupMs: [],
    });
    let sound = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...PATHS), replacement), { minLength: 1, maxLength: 2 }),
        (changes) => {
          const changed = JSON.parse(text) as unknown;
          for (const [path, value] of changes) withChange(changed, path, value);
          // As it would come from a file.
          const candidate = JSON.parse(JSON.stringify(changed)) as Unknown;
          const parsed = parseResult(candidate);
          // Samples are the one thing in a series that no summary looks at.
          const source = summarySource(candidate);
          if (source === null) expect(parsed.ok).toBe(false);
          else if (!parsed.ok) expect(parsed.fault).toMatch(/samples/);
          else {
            sound++;
            const summary = summaryOf(source);
            expect(summary).toEqual(summaryOf(parsed.document));
            expect(readSummary(JSON.parse(JSON.stringify(summary)) as Unknown)).toEqual({ ok: true, value: summary });
          }
        },
      ),
      { numRuns: RUNS, seed: SEED },
    );
    expect(sound).toBeGreaterThan(RUNS / 50);
  },
);
