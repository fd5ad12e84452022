/** Whatever a file holds: it is read to its end, nothing is thrown, and every sentence names the file. Good lines among bad ones are all found. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { fleetCsv } from '../../../src/results/fleet/fleet-csv.ts';
import { summaryLine } from '../../../src/results/fleet/fleet-ndjson.ts';
import { readFiles } from '../../../src/results/intake/read-files.ts';
import { summaryOf } from '../../../src/results/summary.ts';
import { machineDocuments, MEASURED } from '../machines.ts';

/** A busy machine takes its time. */
const PATIENCE_MS = 60_000;
const SEED = 915;
/** Files at once: each property draws `FILES` of them `RUNS` times. */
const FILES = 50;
const RUNS = 80;

const [SUMMARY = summaryOf(MEASURED), OTHER = SUMMARY] = machineDocuments(2, SEED).map(summaryOf);
const GOOD = summaryLine(SUMMARY);
const CSV = await (await fleetCsv([SUMMARY, OTHER])).text();

const named = fc.constantFrom('a.json', 'a.ndjson', 'a.csv', 'a.csv.gz', 'a');
const junkBytes = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
const junkJson = fc.json({ maxDepth: 3 }).map((text) => Buffer.from(text));
/** A good text with some of it cut out, doubled, or overwritten. */
const mutated = (good: string): fc.Arbitrary<Buffer> =>
  fc
    .array(
      fc.tuple(
        fc.nat(good.length),
        fc.nat(40),
        fc.constantFrom('', '"', '{', ']', '\n', ',', '-', '1e999', '\0', '=', '__proto__'),
      ),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    .map((edits) => {
      let text = good;
      for (const [at, cut, put] of edits) text = text.slice(0, at) + put + text.slice(at + cut);
      return Buffer.from(text);
    });
const content = fc.oneof(junkBytes, junkJson, mutated(GOOD), mutated(CSV.slice(0, 2_000)));

it(
  `nothing that a file may hold breaks the reading (${FILES * RUNS} files, seed ${SEED})`,
  { timeout: PATIENCE_MS },
  async () => {
    const drop = fc.array(fc.tuple(content, named), { minLength: FILES, maxLength: FILES });
    await fc.assert(
      fc.asyncProperty(drop, async (files) => {
        const intake = await readFiles(files.map(([bytes, name]) => new File([new Uint8Array(bytes)], name)));
        for (const fault of intake.faults)
          expect(fault).toMatch(/^(a[.a-z]*(, line \d+)?: [A-Z].*[.]|And \d+ more\.)$/s);
        for (const { summary } of intake.machines) expect(JSON.stringify(summary)).not.toContain('__proto__":{');
        expect(intake.refused + intake.machines.length).toBeGreaterThan(0);
      }),
      { numRuns: RUNS, seed: SEED },
    );
  },
);

it(
  `good lines among bad ones are all found (${RUNS * 100} lines, seed ${SEED})`,
  { timeout: PATIENCE_MS },
  async () => {
    const line = fc.oneof(
      { arbitrary: fc.constant(null), weight: 1 },
      { arbitrary: fc.oneof(fc.json({ maxDepth: 2 }), fc.string({ maxLength: 60 })), weight: 3 },
      { arbitrary: mutated(GOOD.trimEnd()).map(String), weight: 1 },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 100, maxLength: 100 }), async (lines) => {
        const whole = lines.map((one) => (one === null ? GOOD : `${one.replaceAll('\n', ' ')}\n`)).join('');
        // Begins with a good one, so that no guess about the file's kind is part of the claim.
        const { machines } = await readFiles([new File([GOOD + whole], 'a.ndjson')]);
        const found = machines.filter(({ summary }) => JSON.stringify(summary) === JSON.stringify(SUMMARY));
        expect(found.length).toBeGreaterThanOrEqual(1 + lines.filter((one) => one === null).length);
      }),
      { numRuns: RUNS, seed: SEED },
    );
  },
);
