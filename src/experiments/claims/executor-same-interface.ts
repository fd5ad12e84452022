/** One interface drives threads and processes: the same code is handed either executor and must come back with the same results. */
import { prng } from '../../base/prng.ts';
import type { Milliseconds } from '../../base/units.ts';
import type { Evidence } from '../../measure/claims/claim-report.ts';
import { median } from '../../measure/stats/median.ts';
import type { Played } from '../../models/play/play.ts';
import { asCompleted } from '../../pool/as-completed.ts';
import type { Executor } from '../../pool/executor.ts';
import { EXECUTOR_KINDS, withBothExecutors, type ExecutorKind } from '../claim-lab/both-executors.ts';
import type { ClaimLab } from '../claim-lab/claim-lab.ts';
import { countedPart } from '../claim-lab/parts.ts';
import type { Claim } from './index.ts';

const WORKERS = 2;
const TRIES = { programs: 200, together: 20, globals: 10 };
const INPUTS = { most: 24, below: 1_000 };
const SHOWN = { program: 'executor-calls', args: [60], workers: WORKERS };
const MODELS = { threads: 'thread-executor', processes: 'process-executor' } as const;

type Both<T> = Readonly<Record<ExecutorKind, T>>;

export interface SameInterfaceFound {
  /** What came of each program, as text. */
  readonly results: readonly Both<string>[];
  /** What the one who submits finds in a global after a task has written it. */
  readonly globals: readonly Both<number>[];
  readonly tookMs: Both<readonly Milliseconds[]>;
  readonly shown: Both<Played>;
}

/** Submits, maps in ones and in chunks, divides by zero, and gathers calls as they end: everything but who runs it. */
async function whatComesOf(executor: Executor, numbers: readonly number[]): Promise<string> {
  const [first = 1, second = 1] = numbers;
  const power = executor.submit<number>('arithmetic.power', first, 2);
  const same = executor.submit('arithmetic.same', { numbers, text: 'as it came' });
  const failing = executor.submit('arithmetic.divide', second, 0);
  const squares = await executor.map<number>('arithmetic.square', [numbers]).toArray();
  const sums = await executor.map<number>('arithmetic.add', [numbers, squares], { chunkSize: 5 }).toArray();
  const primes: number[] = [];
  for await (const future of asCompleted(numbers.map((number) => executor.submit('arithmetic.isPrime', number)))) {
    if (await future.result()) primes.push(1);
  }
  const failure = await failing.exception();
  const values = [await power.result(), await same.result(), squares, sums, primes.length, String(failure?.thrown)];
  return JSON.stringify([...values, failing.isDone, power.isDone]);
}

export default {
  id: 'executor-same-interface',
  statement:
    'One interface drives a pool of threads and a pool of processes, and the same calls give the same results.',
  from: ['A', 'C', 'E'],
  group: 'executors',
  models: ['thread-executor', 'process-executor'],
  needs: { memory: 'shared', threads: 1 },
  experiment:
    'One piece of code submits, maps, gathers calls as they end and divides by zero, with numbers drawn anew each time. It is handed an executor of threads and one of processes, 200 times, and what comes of it is compared, errors included.',
  control:
    'A task that writes to a global variable: the one who submitted it sees that of a thread and not that of a process.',
  controlExpected: 'refuted',
  notice:
    'The lanes look alike and the lines are the same. What the interface cannot hide is whose memory a task writes to.',
  program: 'executor-calls',
  usualMs: 3_000,
  async test(lab) {
    return sameInterfaceEvidence({
      ...(await comparedPrograms(lab)),
      globals: await comparedGlobals(lab),
      shown: {
        threads: await lab.attended(() => lab.play({ ...SHOWN, model: MODELS.threads })),
        processes: await lab.attended(() => lab.play({ ...SHOWN, model: MODELS.processes })),
      },
    });
  },
} satisfies Claim;

async function comparedPrograms(lab: ClaimLab): Promise<Pick<SameInterfaceFound, 'results' | 'tookMs'>> {
  const random = prng(lab.seed);
  const results: Both<string>[] = [];
  const tookMs = { threads: [] as Milliseconds[], processes: [] as Milliseconds[] };
  await withBothExecutors(WORKERS, lab.signal, async (executors) => {
    const once = async (kind: ExecutorKind, numbers: readonly number[]): Promise<string> => {
      const began = lab.clock.now();
      const result = await whatComesOf(executors[kind], numbers);
      tookMs[kind].push(lab.clock.now() - began);
      return result;
    };
    while (results.length < TRIES.programs) {
      await lab.attended(async () => {
        for (let tries = 0; tries < TRIES.together && results.length < TRIES.programs; tries++) {
          const numbers = Array.from({ length: 2 + random.below(INPUTS.most) }, () => random.below(INPUTS.below));
          results.push({ threads: await once('threads', numbers), processes: await once('processes', numbers) });
        }
      });
    }
  });
  return { results, tookMs };
}

/** One task adds 1 to a global, a seeded number of times. */
async function comparedGlobals(lab: ClaimLab): Promise<Both<number>[]> {
  const random = prng(lab.seed);
  const found: Both<number>[] = [];
  while (found.length < TRIES.globals) {
    const args = [1, 1 + random.below(50)];
    const left = (kind: ExecutorKind): Promise<number> =>
      lab.attended(async () => (await lab.play({ program: 'counter', args, model: MODELS[kind], workers: 1 })).result);
    found.push({ threads: await left('threads'), processes: await left('processes') });
  }
  return found;
}

/** Null where both are the same. */
function difference({ threads, processes }: Both<string | number>): string | null {
  return threads === processes ? null : `${threads} from threads, ${processes} from processes`;
}

export function sameInterfaceEvidence({ results, globals, tookMs, shown }: SameInterfaceFound): Evidence {
  const took = (kind: ExecutorKind): string => `${median(tookMs[kind]).toFixed(2)} ms`;
  return {
    parts: [
      countedPart({
        id: 'same-results',
        title: 'the same results from threads and from processes',
        expects: 'always',
        tries: results.map(difference),
      }),
    ],
    control: [
      countedPart({
        id: 'same-global',
        title: 'the same global after a task has written it',
        expects: 'always',
        tries: globals.map(difference),
      }),
    ],
    pictures: [
      {
        kind: 'lanes',
        title: 'Two calls of 60 ms, handed to either',
        plays: EXECUTOR_KINDS.map((kind) => ({ label: kind, model: MODELS[kind], played: shown[kind] })),
      },
    ],
    beside: [`The same code took ${took('threads')} on threads and ${took('processes')} on processes (medians).`],
  };
}
