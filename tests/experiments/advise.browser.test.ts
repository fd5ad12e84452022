/** The advisor's run in a real browser with real workers: small work under every model to its end, and a run that is stopped. */
import { expect, it } from 'vitest';
import { startAdvisor } from '../../src/experiments/advise.ts';
import { ADVISED_MODELS } from '../../src/measure/advisor/advisor-report.ts';
import { FEWEST_ROUNDS } from '../../src/measure/advisor/standing.ts';

const RUN_MS = 60_000;
/** One after the other these take eight times as long as all at once. */
const WORK = { tasks: 8, computeMs: 0.2, waitMs: 25 };

it(
  'gives up who takes more than five times as long, times all others in as many rounds, and tells what it has after each',
  { timeout: RUN_MS },
  async () => {
    const rounds = new Set<number>();
    const run = startAdvisor({ kinds: [], own: WORK, seed: 7 }, ({ report }) =>
      rounds.add(report.rows[0]?.rounds ?? -1),
    );
    const report = await run.done;
    expect([report.state, report.failure]).toEqual(['complete', null]);
    const [row] = report.rows;
    expect(row).toMatchObject({ id: 'own', state: 'done', asked: WORK, measured: WORK, rounds: FEWEST_ROUNDS });
    expect(row?.cells.map(({ model, state, reason }) => [model, state, reason])).toEqual(
      ADVISED_MODELS.map((model) => [model, model === 'main-thread' ? 'cut' : 'timed', null]),
    );
    for (const { state, samples, wallMs } of row?.cells ?? []) {
      expect(samples).toHaveLength(state === 'timed' ? FEWEST_ROUNDS : 0);
      expect(wallMs === null).toBe(state === 'cut');
    }
    expect([...rounds].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  },
);

it('ends on a stop with what there is', { timeout: RUN_MS }, async () => {
  let begun: () => void = () => undefined;
  const trying = new Promise<void>((resolve) => (begun = resolve));
  const run = startAdvisor({ kinds: ['mixed'], own: null, seed: 7 }, ({ report }) => {
    if (report.rows[0]?.state === 'running') begun();
  });
  await trying;
  run.stop();
  run.stop();
  const report = await run.done;
  expect(report.state).toBe('stopped');
  expect(report.rows[0]).toMatchObject({ id: 'mixed', rounds: 0 });
});
