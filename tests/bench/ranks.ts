/**
 * Figures of ranks: what a message and an allreduce cost, the allreduce in turns with a plain copy of as many bytes on the same
 * workers. Prints nothing; a row says what was aimed at and what was measured.
 */
import type { Page } from 'playwright';
import { median } from '../../src/measure/stats/median.ts';
import { quantile } from '../../src/measure/stats/quantile.ts';
import type { RankTransport } from '../../src/pool/rank-launch.ts';
import type { AllreduceTimes, AllreduceTimesAsked } from '../../src/ranks/programs/allreduce-times.ts';
import type { Row } from './locks.ts';

const MB = 1_048_576;
const LAUNCHES = 50;
const MESSAGE = { turns: 40, row: 50 };
/** Launches of each kind, in turns, each with so many turns of its own. */
const REPEATS = 10;
const ALLREDUCE = { bytes: MB, turns: 10, row: 10 };

interface Kind {
  readonly name: string;
  readonly transport: RankTransport;
  readonly algorithm: AllreduceTimesAsked['algorithm'];
  readonly where: AllreduceTimesAsked['where'];
  readonly target: string;
}

const KINDS: readonly Kind[] = [
  {
    name: 'ring, arrays in the segment',
    transport: 'segment',
    algorithm: 'ring',
    where: 'segment',
    target: '≤ 3× the copy',
  },
  { name: 'recursive doubling, the same', transport: 'segment', algorithm: 'doubling', where: 'segment', target: '–' },
  { name: 'ring, arrays of their own', transport: 'segment', algorithm: 'ring', where: 'heap', target: '–' },
  { name: 'ring, over ports', transport: 'ports', algorithm: 'ring', where: 'heap', target: '–' },
];

const micro = (ms: number): string => `${(ms * 1_000).toFixed(1)} µs`;
const spread = (values: readonly number[], word: (value: number) => string): string =>
  `${word(median(values))} (${word(quantile(values, 0.1))} – ${word(quantile(values, 0.9))})`;

function allreduce(page: Page, { transport, algorithm, where }: Kind): Promise<AllreduceTimes> {
  const call = ([asked, by]: readonly [AllreduceTimesAsked, RankTransport]): Promise<AllreduceTimes> =>
    globalThis.ranks.allreduce(asked, by);
  return page.evaluate(call, [{ ...ALLREDUCE, algorithm, where }, transport] as const);
}

async function allreduceRows(page: Page): Promise<Row[]> {
  const times = KINDS.map(() => ({ allreduce: [] as number[], copy: [] as number[] }));
  for (let repeat = -1; repeat < REPEATS; repeat++) {
    for (const [place, kind] of KINDS.entries()) {
      const taken = await allreduce(page, kind);
      // The first is there to be compiled.
      if (repeat < 0) continue;
      times[place]?.allreduce.push(...taken.allreduce);
      times[place]?.copy.push(...taken.copy);
    }
  }
  const copies = times.flatMap(({ copy }) => copy);
  const rows = KINDS.map(({ name, target }, place): Row => {
    const { allreduce: ours = [], copy = [] } = times[place] ?? {};
    const ratios = ours.map((time, turn) => time / (copy[turn] ?? NaN));
    const times_ = (ratio: number): string => `${ratio.toFixed(2)}×`;
    return {
      figure: `allreduce of 1 MB by 2 ranks, ${name}`,
      target,
      measured: `${spread(ours, micro)}; ratio ${spread(ratios, times_)}`,
    };
  });
  return [
    { figure: 'plain copy of 1 MB by `set`, both workers at once', target: '–', measured: spread(copies, micro) },
    ...rows,
  ];
}

async function messageRows(page: Page): Promise<Row[]> {
  const rows: Row[] = [];
  for (const transport of ['segment', 'ports'] as const) {
    const by = transport === 'segment' ? 'shared memory' : 'ports';
    const call = ([asked, which]: readonly [typeof MESSAGE & { bytes: number }, RankTransport]): Promise<number[]> =>
      globalThis.ranks.pingPong(asked, which);
    for (const bytes of [8, MB]) {
      await page.evaluate(call, [{ ...MESSAGE, bytes }, transport] as const);
      const times = await page.evaluate(call, [{ ...MESSAGE, bytes }, transport] as const);
      const size = bytes === MB ? '1 MB' : `${bytes} bytes`;
      rows.push({ figure: `a message of ${size} over ${by}`, target: '–', measured: spread(times, micro) });
    }
    const launch = ([which, repeats]: readonly [RankTransport, number]): Promise<number[]> =>
      globalThis.ranks.launch(which, repeats);
    const times = await page.evaluate(launch, [transport, LAUNCHES] as const);
    rows.push({
      figure: `2 ranks launched, their results home, over ${by}`,
      target: '–',
      measured: spread(times, micro),
    });
  }
  return rows;
}

/** The page is the bench's, with `globalThis.ranks`. */
export async function rankRows(page: Page): Promise<Row[]> {
  return [...(await allreduceRows(page)), ...(await messageRows(page))];
}
