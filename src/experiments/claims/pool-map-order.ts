/** A pool's map gives results in the order of the inputs, whoever ends first. Counted: one map out of order refutes it. */
import { prng, type Prng } from '../../base/prng.ts';
import type { Milliseconds } from '../../base/units.ts';
import type { Evidence } from '../../measure/claims/claim-report.ts';
import type { Played } from '../../models/play/play.ts';
import { asCompleted } from '../../pool/as-completed.ts';
import type { Executor } from '../../pool/executor.ts';
import { EXECUTOR_KINDS, withBothExecutors, type ExecutorKind } from '../claim-lab/both-executors.ts';
import type { ClaimLab } from '../claim-lab/claim-lab.ts';
import { countedPart } from '../claim-lab/parts.ts';
import type { Claim } from './index.ts';

const WORKERS = 4;
const INPUTS = 6;
const LONGEST_MS: Milliseconds = 2;
/** Of each kind: the first number of the definition goes to each, so that neither rests on the other. */
const TRIES = { maps: 1_000, completions: 200, together: 50 };
const SHOWN = { program: 'pool-map', args: [4, 20], workers: WORKERS };
const MODELS = { threads: 'thread-executor', processes: 'process-executor' } as const;

/** One a try: null where the squares stood in the order of the inputs, else how they stood. */
type Tries = readonly (string | null)[];

export interface MapOrderFound {
  readonly maps: Readonly<Record<ExecutorKind, Tries>>;
  readonly completions: Readonly<Record<ExecutorKind, Tries>>;
  readonly shown: Readonly<Record<ExecutorKind, Played>>;
}

const NUMBERS = Array.from({ length: INPUTS }, (_, place) => place + 1);
const SQUARES = NUMBERS.map((number) => number * number);

/** How results stand, where that is not the order of the inputs; null where it is. */
export function disorder(results: readonly number[]): string | null {
  const isSo = results.length === SQUARES.length && results.every((result, place) => result === SQUARES[place]);
  return isSo ? null : results.join(', ');
}

function drawnDelays(random: Prng): Milliseconds[] {
  return NUMBERS.map(() => LONGEST_MS * random.next());
}

async function mapped(executor: Executor, random: Prng): Promise<number[]> {
  return executor.map<number>('waiting.squareAfter', [drawnDelays(random), NUMBERS]).toArray();
}

async function completed(executor: Executor, random: Prng): Promise<number[]> {
  const delays = drawnDelays(random);
  const futures = NUMBERS.map((number, place) => executor.submit<number>('waiting.squareAfter', delays[place], number));
  const results: number[] = [];
  for await (const future of asCompleted(futures)) results.push(await future.result());
  return results;
}

/** So many tries, a few at a time, so that a hidden tab or a pause is heard of in between. */
async function tried(lab: ClaimLab, tries: number, once: () => Promise<number[]>): Promise<Tries> {
  const found: (string | null)[] = [];
  while (found.length < tries) {
    await lab.attended(async () => {
      const until = Math.min(tries, found.length + TRIES.together);
      while (found.length < until) found.push(disorder(await once()));
    });
  }
  return found;
}

async function triedOn(lab: ClaimLab, executor: Executor, salt: number): Promise<{ maps: Tries; completions: Tries }> {
  const random = prng(lab.seed + salt);
  return {
    maps: await tried(lab, TRIES.maps, () => mapped(executor, random)),
    completions: await tried(lab, TRIES.completions, () => completed(executor, random)),
  };
}

export default {
  id: 'pool-map-order',
  statement: 'A map over a pool gives its results in the order of the inputs, whichever call ends first.',
  from: ['E'],
  group: 'executors',
  models: ['thread-executor', 'process-executor'],
  needs: { memory: 'shared', threads: 1 },
  experiment:
    'Six numbers are squared by four workers, each call after a random wait of up to 2 ms; 1000 maps on an executor of threads and 1000 on one of processes.',
  control: 'The same calls, gathered as they end: they come in another order.',
  controlExpected: 'refuted',
  notice: 'The first input takes longest and its lane is the last to end, yet its square stands first.',
  program: 'pool-map',
  usualMs: 4_500,
  async test(lab) {
    // Both at once: their workers wait nearly all the time.
    const [threads, processes] = await withBothExecutors(WORKERS, lab.signal, (executors) =>
      Promise.all(EXECUTOR_KINDS.map((kind, salt) => triedOn(lab, executors[kind], salt))),
    );
    if (!threads || !processes) throw new Error('an executor was not tried');
    return mapOrderEvidence({
      maps: { threads: threads.maps, processes: processes.maps },
      completions: { threads: threads.completions, processes: processes.completions },
      shown: {
        threads: await lab.attended(() => lab.play({ ...SHOWN, model: MODELS.threads })),
        processes: await lab.attended(() => lab.play({ ...SHOWN, model: MODELS.processes })),
      },
    });
  },
} satisfies Claim;

export function mapOrderEvidence({ maps, completions, shown }: MapOrderFound): Evidence {
  const part = (kind: ExecutorKind) =>
    countedPart({
      id: `map-${kind}`,
      title: `map on ${kind}: in the order of the inputs`,
      expects: 'always',
      tries: maps[kind],
    });
  const control = (kind: ExecutorKind) =>
    countedPart({
      id: `completed-${kind}`,
      title: `as completed on ${kind}: in the order of the inputs`,
      expects: 'always',
      tries: completions[kind],
    });
  return {
    parts: EXECUTOR_KINDS.map(part),
    control: EXECUTOR_KINDS.map(control),
    pictures: [
      {
        kind: 'lanes',
        title: 'Four inputs, the first the slowest',
        plays: EXECUTOR_KINDS.map((kind) => ({ label: kind, model: MODELS[kind], played: shown[kind] })),
      },
    ],
    beside: [],
  };
}
