/**
 * The condition whose truth is known without any limit: one model against itself, and against twice the work. How often
 * the intervals separate what is the same, and hold the ratio that is known.
 */
import type { SameAgainReport } from '../../src/measure/same-again-report.ts';
import { median } from '../../src/measure/stats/median.ts';
import { measureSameAgain, PlacedBrowser } from './browser.ts';
import { Closing } from './closing.ts';
import type { Ground } from './conduct.ts';
import { quiet } from './machine.ts';
import type { Row } from './table.ts';

/** A hundred intervals where the other conditions have twenty runs. */
const INTERVALS_A_RUN = 5;
const BAND = { separated: 0.1, covered: { least: 0.9, most: 0.99 } };
/** Below this many intervals one more or less decides: then covering all of them is no fault. */
const ENOUGH = 100;

export async function conductSameAgain(ground: Ground, runs: number, seed: number): Promise<SameAgainReport> {
  const scope = new Closing();
  ground.closing.add(() => scope.all());
  try {
    const browser = await PlacedBrowser.start(ground.browser, ground.url, scope);
    return await browser.page(async (page) => {
      await quiet(ground.waitMs, 0);
      return measureSameAgain(page, { experiments: INTERVALS_A_RUN * runs, seed });
    });
  } finally {
    await scope.all();
  }
}

export function rowsOf({ itself, multiple }: SameAgainReport): Row[] {
  const count = itself.intervals.length;
  const most = count < ENOUGH ? 1 : BAND.covered.most;
  const apart = itself.separated / count <= BAND.separated;
  const covered = multiple.covered / count >= BAND.covered.least && multiple.covered / count <= most;
  const middle = (report: SameAgainReport['itself' | 'multiple']): string =>
    median(report.intervals.map(({ estimate }) => estimate)).toFixed(3);
  return [
    {
      condition: 'the same model against itself',
      truth: '1',
      runs: String(count),
      within: `${count - itself.separated} not separated`,
      median: middle(itself),
      faults: apart ? [] : [`separated in ${itself.separated} of ${count}`],
    },
    {
      condition: `against ${multiple.ratio} times the work`,
      truth: String(multiple.ratio),
      runs: String(count),
      within: `${multiple.covered} covered`,
      median: middle(multiple),
      faults: covered ? [] : [`covered in ${multiple.covered} of ${count}`],
    },
  ];
}
