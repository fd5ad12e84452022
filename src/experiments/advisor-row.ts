/**
 * One kind of work under every model: a first play of each finds out who takes more than five times as long as the fastest and is given
 * up; the others are timed in interleaved rounds. Enters everything into the record; judges nobody, opens and closes nothing.
 */
import type { Clock } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';
import { CUT, likelyOrder, workersFor } from '../measure/advisor/piece.ts';
import type { AdvisorRow } from '../measure/advisor/advisor-report.ts';
import { FEWEST_ROUNDS } from '../measure/advisor/standing.ts';
import type { Work } from '../measure/advisor/work.ts';
import { rounds } from '../measure/schedule.ts';
import { median } from '../measure/stats/median.ts';
import type { ModelId } from '../models/index.ts';
import { CannotPlay, PlayOverdue } from '../models/play/play.ts';
import { Stopped } from '../pool/errors.ts';
import type { AdvisorRecord } from './advisor-record.ts';
import type { ClaimLab } from './claim-lab/claim-lab.ts';
import { NotTestable } from './claims/index.ts';

/** No play lasts longer. */
const LONGEST_MS: Milliseconds = 15_000;
/** A first play may have been lucky, so it is not taken as five times when it is a little less. */
const LUCK = 1.1;
/** Nobody is given up sooner: this is within what a busy machine does to anyone. */
const LEAST_LIMIT_MS: Milliseconds = 150;
/** What is timed took at most five times as long; a neighbour may slow it this much more before it is given up. */
const PATIENCE = 4;

/** What one row needs of the run. */
export interface RowGround {
  readonly record: AdvisorRecord;
  readonly clock: Clock;
  /** At most so many. */
  readonly rounds: number;
  /** Timed rounds end after so long, though not before there are enough; after twice as long whatever there is. */
  readonly budgetMs: Milliseconds;
  /** Whole; after a worker was lost a new one. */
  lab(): Promise<ClaimLab>;
  /** Something is new in the record. */
  say(activity: string): void;
  /** A model failed: notes what that means for the whole run. */
  onFault(error: unknown): void;
}

interface Asked {
  readonly program: string;
  readonly args: readonly number[];
}

/** Tasks that do only one of the two are the programs made for that; no task has an empty half. */
export function programFor({ tasks, computeMs, waitMs }: Work, itemsFor: (ms: Milliseconds) => number): Asked {
  if (computeMs === 0) return { program: 'waits', args: [tasks, waitMs] };
  const items = Math.max(tasks, itemsFor(tasks * computeMs));
  if (waitMs === 0) return { program: 'crunch', args: [tasks, items] };
  return { program: 'mixed', args: [tasks, items, waitMs, 1] };
}

/** Rejects with `Stopped`, or where a lab that lost a worker cannot be opened anew. */
export async function measureRow(ground: RowGround, { id, measured }: AdvisorRow, cores: number): Promise<void> {
  const contest = new Contest(ground, id, measured, cores);
  ground.record.changeRow(id, { state: 'running' });
  await contest.qualify();
  await contest.time();
  ground.record.changeRow(id, { state: 'done' });
}

class Contest {
  readonly #ground: RowGround;
  readonly #id: AdvisorRow['id'];
  readonly #work: Work;
  readonly #cores: number;
  readonly #taking = new Set<ModelId>();
  /** Of the first plays. */
  #bestMs = Infinity;

  constructor(ground: RowGround, id: AdvisorRow['id'], work: Work, cores: number) {
    this.#ground = ground;
    this.#id = id;
    this.#work = work;
    this.#cores = cores;
  }

  /** Who takes part in the rounds. */
  async qualify(): Promise<void> {
    const { record, say } = this.#ground;
    const able = record.row(this.#id).cells.filter(({ state }) => state === 'waiting');
    const order = likelyOrder(
      able.map(({ model }) => model),
      this.#work,
      this.#cores,
    );
    for (const model of order) {
      record.changeCell(this.#id, model, { workers: workersFor(model, this.#work, this.#cores) });
      say('Trying each once');
      const limitMs = Math.max(LEAST_LIMIT_MS, CUT * LUCK * this.#bestMs);
      const ms = await this.#played(model, Math.min(LONGEST_MS, limitMs));
      if (ms === null) continue;
      this.#bestMs = Math.min(this.#bestMs, ms);
      this.#taking.add(model);
    }
  }

  /** Rounds until there are enough, or the time is spent. */
  async time(): Promise<void> {
    const { record, clock, budgetMs, rounds: most } = this.#ground;
    const schedule = rounds([...this.#taking], record.seed);
    const began = clock.now();
    for (let round = 0; round < most && this.#taking.size > 0; round++) {
      const spent = clock.now() - began;
      if (spent > (round >= FEWEST_ROUNDS ? budgetMs : 2 * budgetMs)) break;
      await this.#round(schedule.next().value, round);
    }
  }

  async #round(order: readonly ModelId[], round: number): Promise<void> {
    const { record, say, rounds: most } = this.#ground;
    const activity = `Round ${round + 1} of ${most}`;
    const taken = new Map<ModelId, Milliseconds>();
    const limitMs = Math.min(LONGEST_MS, Math.max(1_000, PATIENCE * CUT * this.#bestMs));
    for (const model of order) {
      if (!this.#taking.has(model)) continue;
      say(activity);
      const ms = await this.#played(model, limitMs);
      if (ms === null) {
        this.#taking.delete(model);
        taken.delete(model);
      } else taken.set(model, ms);
    }
    record.addRound(this.#id, taken);
    say(activity);
  }

  /** Its makespan; null where it is out, with the reason entered. */
  async #played(model: ModelId, limitMs: Milliseconds): Promise<Milliseconds | null> {
    const lab = await this.#ground.lab();
    const asked = programFor(this.#work, (ms) => lab.work.itemsFor(ms));
    const workers = workersFor(model, this.#work, this.#cores);
    try {
      const { wallMs } = await lab.attended(() => lab.play({ ...asked, model, workers, limitMs }));
      return Math.max(wallMs, lab.resolutionMs, Number.MIN_VALUE);
    } catch (error) {
      if (lab.signal.aborted || error instanceof Stopped) throw new Stopped();
      this.#enterFault(model, error, limitMs);
      return null;
    }
  }

  #enterFault(model: ModelId, error: unknown, limitMs: Milliseconds): void {
    const { record, onFault, say } = this.#ground;
    const out = { wallMs: null, samples: [] };
    if (error instanceof PlayOverdue && limitMs >= CUT * this.#fastestMs(model)) {
      record.changeCell(this.#id, model, { ...out, state: 'cut', cutAtMs: limitMs });
    } else {
      const state = error instanceof CannotPlay || error instanceof NotTestable ? 'unable' : 'failed';
      record.changeCell(this.#id, model, { ...out, state, reason: sentenceOf(error) });
      if (state === 'failed') onFault(error);
    }
    say('Trying each once');
  }

  /** Of the others, by median where there are rounds, else in their first plays. */
  #fastestMs(model: ModelId): Milliseconds {
    const medians = this.#ground.record
      .row(this.#id)
      .cells.filter((cell) => cell.model !== model && cell.samples.length > 0)
      .map(({ samples }) => median(samples));
    return medians.length > 0 ? Math.min(...medians) : this.#bestMs;
  }
}

function sentenceOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
}
