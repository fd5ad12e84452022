/** Coroutines add no processor: the same computing is not done sooner in more tasks of an event loop. */
import { median } from '../../measure/stats/median.ts';
import type { ClaimLab, PlayWanted } from '../claim-lab/claim-lab.ts';
import { measuredPart, ratioOf } from '../claim-lab/parts.ts';
import type { Cell } from '../claim-lab/speed-ups.ts';
import type { Claim } from './index.ts';

const TASKS = [1, 4, 16] as const;
/** Within what the main thread may do in one go. */
const WORK_MS = 60;
const ROUNDS = { rounds: 12, fewest: 9, budgetMs: 5_000 };
const SERIAL_RUNS = 6;
const REGION = { below: 1.05 };

const free = (workers: number): Cell => ({ model: 'free-threads', workers });

type Take = () => Promise<number>;

function taking(lab: ClaimLab, tasks: number, by: Pick<PlayWanted, 'model' | 'workers'>): Take {
  const items = lab.work.itemsFor(WORK_MS);
  return async () => (await lab.play({ program: 'crunch', args: [tasks, items], ...by })).wallMs;
}

type Serial = 'page' | 'worker';

/** The faster of main thread and one worker, by runs that are not among the samples. */
async function serialForm(lab: ClaimLab, forms: Readonly<Record<Serial, Take>>): Promise<Serial> {
  const times: Record<Serial, number[]> = { page: [], worker: [] };
  for (let run = 0; run < SERIAL_RUNS; run++) {
    times.page.push(await lab.attended(forms.page));
    times.worker.push(await lab.attended(forms.worker));
  }
  return median(times.page) <= median(times.worker) ? 'page' : 'worker';
}

export default {
  id: 'asyncio-no-parallelism',
  statement:
    'Coroutines add nothing to how fast one computes: many on one event loop are no sooner done than one plain loop.',
  from: ['A', 'B', 'C'],
  group: 'cores',
  models: ['event-loop', 'free-threads'],
  needs: { memory: 'shared', threads: 2 },
  experiment:
    'The same computing in 1, 4 and 16 coroutines of one event loop, against the faster of the main thread and one worker.',
  control: 'Free threads, as many as run at once: sooner by what the cores are worth.',
  controlExpected: 'refuted',
  notice: 'In the lane of the event loop one task follows the other. Nothing overlaps, so nothing is gained.',
  program: 'crunch',
  usualMs: 5_500,
  cells: ({ width }) => [free(width)],
  async test(lab) {
    const forms = {
      page: taking(lab, 1, { model: 'main-thread', workers: 0 }),
      worker: taking(lab, 1, { model: 'free-threads', workers: 1 }),
    };
    const serial = await serialForm(lab, forms);
    const loops = Object.fromEntries(
      TASKS.map((tasks) => [String(tasks), taking(lab, tasks, { model: 'event-loop', workers: 0 })]),
    );
    const samples: Record<string, number[]> = await lab.rounds<string>({ ...forms, ...loops }, ROUNDS);
    const of = (name: string): readonly number[] => samples[name] ?? [];
    const speedUps = TASKS.map((tasks) => ({ tasks, sampled: ratioOf(of(serial), of(String(tasks)), lab.seed) }));
    const threads = await lab.speedUps.of(free(lab.width));
    const args = [TASKS[1], lab.work.itemsFor(WORK_MS)];
    const shown = async (model: 'event-loop' | 'free-threads', label: string) => ({
      label,
      model,
      played: await lab.attended(() => lab.play({ program: 'crunch', args, model, workers: lab.width })),
    });
    const extraMs = median(of('16')) - median(of('1'));
    return {
      parts: speedUps.map(({ tasks, sampled }) =>
        measuredPart(
          {
            id: `coroutines-${tasks}`,
            title: `speed-up, ${tasks === 1 ? '1 coroutine' : `${tasks} coroutines`}`,
            region: REGION,
          },
          sampled,
        ),
      ),
      control: [
        measuredPart({ id: 'free-threads', title: `speed-up, ${lab.width} free threads`, region: REGION }, threads),
      ],
      pictures: [
        {
          kind: 'lanes',
          title: 'The same work in 4 tasks',
          plays: [await shown('event-loop', 'event loop'), await shown('free-threads', 'free threads')],
        },
        {
          kind: 'spread',
          title: 'Speed-up, round by round',
          axis: 'speed-up',
          rows: [
            ...speedUps.map(({ tasks, sampled }) => ({
              label: `${tasks} on the loop`,
              model: 'event-loop' as const,
              samples: sampled.samples,
            })),
            { label: 'free threads', model: 'free-threads', samples: threads.samples },
          ],
          lines: [{ label: 'one plain loop', at: 1 }],
        },
      ],
      beside: [
        `In one plain loop the work took ${median(of('page')).toFixed(1)} ms on the main thread and ${median(of('worker')).toFixed(1)} ms in a worker; the ${serial === 'page' ? 'main thread' : 'worker'} was the faster in the runs before, and is what the loop is held against.`,
        `The scheduler’s cost: the makespan of 16 coroutines less that of one with the same ${WORK_MS} ms of work is ${extraMs.toFixed(2)} ms, ${(extraMs / 15).toFixed(3)} ms for each further task, the page’s own turns included.`,
        'CPython 3.11 on two cores: 0.96, 0.98 and 1.03 for 1, 4 and 16 coroutines.',
      ],
    };
  },
} satisfies Claim;
