/** Which tool for which job: jobs in words, the winner predicted, the race run; and the rules that this device has confirmed, in one table. */
import { duration, factor } from '../../../charts/number-format.ts';
import type { RaceReport } from '../../../measure/race/race-report.ts';
import type { ModelId } from '../../../models/index.ts';
import type { Finding, Known, Lesson, RaceRound } from '../../lesson.ts';
import { finished, MARGIN } from '../../race-finding.ts';

/** An answer, and the models that stand for it: the sooner of them counts. */
type Tools = Readonly<Record<string, readonly ModelId[]>>;

const LOOP: Tools = { loop: ['event-loop'] };
const REQUESTS = { many: 128, few: 4, ms: 100 };
/** A pool of a usual size: as many as CPython starts on a machine with twelve cores. */
const POOL = 16;
/** Of kernel "ep": just under a second of one core. */
const HEAVY: readonly number[] = [8, 40_000];
/** Tasks, items in all, milliseconds of each wait, turns. */
const MIXED: readonly number[] = [8, 20_000, 20, 2];

interface Place {
  readonly id: string;
  readonly wallMs: number;
}

/** The tools that came to a right end, the soonest first. */
function placesOf(report: RaceReport, tools: Tools): Place[] {
  return Object.entries(tools)
    .flatMap(([id, models]): Place[] => {
      const walls = models.flatMap((model) => finished(report, model)?.wallMs ?? []);
      return walls.length === 0 ? [] : [{ id, wallMs: Math.min(...walls) }];
    })
    .sort((a, b) => a.wallMs - b.wallMs);
}

/** The one that is ahead of all others by more than a single run's noise; `any` where all are alike; null between. */
function winnerOf(places: readonly Place[]): string | null {
  const [first, second] = places;
  const last = places.at(-1);
  if (!first || !second || !last) return null;
  if (second.wallMs > MARGIN * first.wallMs) return first.id;
  return last.wallMs <= MARGIN * first.wallMs ? 'any' : null;
}

interface Job {
  readonly id: 'many' | 'few' | 'heavy' | 'mixed';
  readonly tools: Tools;
  /** What the rule of thumb says. */
  readonly rule: string;
  readonly reason: string;
}

/** What each tool is called in the table. */
const NAMES: Readonly<Record<string, string>> = {
  loop: 'event loop',
  pool: 'pool of threads or processes',
  gil: 'threads under a GIL',
  parallel: 'free threads or processes',
  any: 'no difference',
};

const named = (id: string | null): string => (id === null ? 'not decided' : (NAMES[id] ?? id));

/** What each job was found to want: shown after the last of them. */
function tableValues(known: Known): Readonly<Record<string, string>> {
  const of = (job: string): string => known.found[job]?.values['winner'] ?? 'not run';
  return { many: of('many'), few: of('few'), heavy: of('heavy') };
}

function find({ id: job, tools, rule, reason }: Job, report: RaceReport, known: Known): Finding | null {
  const places = placesOf(report, tools);
  const [first, second] = places;
  const last = places.at(-1);
  if (!first || !second || !last) return null;
  const id = winnerOf(places);
  return {
    answer: { kind: 'choice', id },
    says: id === rule ? 'as-taught' : id === null ? 'undecided' : 'otherwise',
    reason: id === rule ? reason : null,
    values: {
      ...(job === 'mixed' ? tableValues(known) : {}),
      winner: named(id),
      first: NAMES[first.id] ?? first.id,
      firstMs: duration(first.wallMs),
      second: NAMES[second.id] ?? second.id,
      secondMs: duration(second.wallMs),
      ahead: factor(second.wallMs / first.wallMs),
      lastMs: duration(last.wallMs),
    },
  };
}

/** What plays with threads, and processes of their own, needs shared memory; where there is none, a pool of processes stands for them. */
const able = (models: readonly ModelId[]): ModelId[] =>
  models.filter((model) =>
    crossOriginIsolated ? model !== 'process-executor' : model === 'event-loop' || model === 'process-executor',
  );

interface Raced {
  readonly usualSeconds: number;
  readonly program: string;
  readonly args: readonly number[];
  readonly workers: number | null;
}

function raced(job: Job, { usualSeconds, program, args, workers }: Raced): RaceRound {
  return {
    id: job.id,
    needs: 'workers',
    experiment: 'race',
    usualSeconds,
    says: ['as-taught', 'otherwise', 'undecided'],
    question: () => ({ kind: 'choice' }),
    options: () => ({ program, args, models: able(Object.values(job.tools).flat()), workers }),
    find: (report, known) => find(job, report, known),
  };
}

const MANY: Job = {
  id: 'many',
  tools: { ...LOOP, pool: ['thread-executor', 'process-executor'] },
  rule: 'loop',
  reason: 'no-seat',
};
const FEW: Job = { ...MANY, id: 'few', rule: 'any', reason: 'a-seat-each' };
const COMPUTING: Tools = { ...LOOP, gil: ['gil-threads'], parallel: ['free-threads', 'processes', 'process-executor'] };
const HEAVY_JOB: Job = { id: 'heavy', tools: COMPUTING, rule: 'parallel', reason: 'own-cores' };
const MIXED_JOB: Job = { id: 'mixed', tools: COMPUTING, rule: 'parallel', reason: 'both-kinds' };

export default {
  id: 'which-tool',
  place: 8,
  minutes: 15,
  sources: ['rule-io-many', 'rule-io-few', 'rule-cpu-bound'],
  rounds: [
    raced(MANY, { usualSeconds: 5, program: 'waits', args: [REQUESTS.many, REQUESTS.ms], workers: POOL }),
    raced(FEW, { usualSeconds: 4, program: 'waits', args: [REQUESTS.few, REQUESTS.ms], workers: REQUESTS.few }),
    raced(HEAVY_JOB, { usualSeconds: 5, program: 'crunch', args: HEAVY, workers: null }),
    raced(MIXED_JOB, { usualSeconds: 5, program: 'mixed', args: MIXED, workers: null }),
  ],
} satisfies Lesson;
