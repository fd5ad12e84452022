/**
 * Measures which way of running work wins, for the kinds of work of the introductions' decision tables and for a visitor's own: opens the lab,
 * counts what runs at once, then takes one kind of work after the other (advisor-row.ts). Gives no advice; `measure/advisor` does, from the report.
 */
import { clockFrom, type Clock } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';
import type { AdvisorOptions, AdvisorProgress, AdvisorReport, AdvisorRow } from '../measure/advisor/advisor-report.ts';
import { pieceOf, plannedMs, ROUNDS } from '../measure/advisor/piece.ts';
import { FEWEST_ROUNDS } from '../measure/advisor/standing.ts';
import { KINDS } from '../measure/advisor/work.ts';
import { watchAttention, type WatchedAttention } from '../measure/attention.ts';
import { clockResolution } from '../measure/clock-resolution.ts';
import { models } from '../models/index.ts';
import { Stopped } from '../pool/errors.ts';
import { AdvisorRecord } from './advisor-record.ts';
import { measureRow } from './advisor-row.ts';
import type { ClaimLab } from './claim-lab/claim-lab.ts';
import { openClaimLab } from './claim-lab/open-claim-lab.ts';
import { afterTheLast } from './one-after-another.ts';
import { reasonUnable } from './race-contestants.ts';
import { endRun, noteLoss, noteSurroundings } from './run-record.ts';

/** All plays of a visitor's own work are planned to take no longer: with what comes before them, the whole run then ends within 12 s. */
const OWN_MS: Milliseconds = 7_500;
/** Of the rounds of one row of the table. */
const ROW_MS: Milliseconds = 7_000;
/** The opening of the lab, before anything is played. */
const OPENING_MS: Milliseconds = 1_500;

export interface AdvisorRun {
  /** Resolves with the final report, whole or partial; what goes wrong stands in it, it does not reject. */
  readonly done: Promise<AdvisorReport>;
  /** Ends the run; `done` follows within 100 ms with what there is by then. Harmless when repeated. */
  stop(): void;
}

interface Conduct {
  readonly record: AdvisorRecord;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly attention: WatchedAttention;
  say(activity: string): void;
}

/** Starts at once. The report is rebuilt and handed to `onProgress` after every round and whenever something else is new. */
export function startAdvisor(options: AdvisorOptions, onProgress: (progress: AdvisorProgress) => void): AdvisorRun {
  const abort = new AbortController();
  const { signal } = abort;
  const clock = clockFrom();
  const began = clock.now();
  const record = new AdvisorRecord(options);
  const say = (activity: string): void => {
    if (signal.aborted) return;
    const elapsedMs = clock.now() - began;
    onProgress({ report: record.report(), activity, elapsedMs, remainingMs: remainingMs(record) });
  };
  const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  say('Starting workers');
  const attention = watchAttention(document, clock);
  const ended = afterTheLast(() => conductAdvisor({ record, signal, clock, attention, say }));
  const done = Promise.race([ended, stopped]).then(() => {
    if (record.state === 'running') record.state = 'stopped';
    return record.report();
  });
  return { done, stop: () => abort.abort() };
}

/** By arithmetic, so about. */
function remainingMs({ rows, proven }: AdvisorRecord): Milliseconds {
  const cores = proven ?? 2;
  const left = ({ state, rounds, measured, id }: AdvisorRow): number => {
    if (state === 'done') return 0;
    const [work, most] = id === 'own' ? [pieceOf(measured, cores, OWN_MS), FEWEST_ROUNDS] : [measured, ROUNDS];
    return (plannedMs(work, cores, most) * Math.max(0, most - rounds)) / most;
  };
  return (proven === null ? OPENING_MS : 0) + rows.reduce((sum, row) => sum + left(row), 0);
}

/** Ends with `record.state` set, never rejects. */
async function conductAdvisor(conduct: Conduct): Promise<void> {
  const { record, signal, attention } = conduct;
  let lab: ClaimLab | undefined;
  const wholeLab = async (): Promise<ClaimLab> => {
    // A lost worker breaks its generation; what follows is measured in another.
    if (lab?.opening.pool?.loss) {
      await lab.close();
      lab = undefined;
    }
    return (lab ??= await openClaimLab(conduct));
  };
  try {
    if (signal.aborted) throw new Stopped();
    await noteSurroundings(record);
    record.resolutionMs = clockResolution(clockFrom());
    await wholeLab();
    await enterUnable(record);
    for (const { id } of record.rows) await measureOne(conduct, wholeLab, id);
    record.state = 'complete';
  } catch (error) {
    endRun(record, signal, error);
  } finally {
    record.frozen = attention.frozen;
    attention.end();
    await lab?.close();
  }
}

/** Models that this page cannot run at all. */
async function enterUnable(record: AdvisorRecord): Promise<void> {
  for (const { id, cells } of record.rows) {
    for (const { model } of cells) {
      const reason = reasonUnable(await models.load(model), record.mode);
      if (reason !== null) record.changeCell(id, model, { state: 'unable', reason });
    }
  }
}

async function measureOne(conduct: Conduct, lab: () => Promise<ClaimLab>, id: AdvisorRow['id']): Promise<void> {
  const { record, clock, say } = conduct;
  // Where nothing proves what runs at once, a program would trust the browser, too.
  const cores = record.proven ?? record.reported ?? 1;
  if (id === 'own') record.changeRow(id, { measured: pieceOf(record.row(id).asked, cores, OWN_MS) });
  const title = id === 'own' ? 'Your own work' : KINDS[id].title;
  const ground = {
    record,
    clock,
    rounds: id === 'own' ? FEWEST_ROUNDS : ROUNDS,
    budgetMs: id === 'own' ? OWN_MS : ROW_MS,
    lab,
    say: (activity: string) => say(`${title}: ${activity.charAt(0).toLowerCase()}${activity.slice(1)}`),
    onFault: (error: unknown) => noteLoss(record, error),
  };
  await measureRow(ground, record.row(id), cores);
  ground.say('done');
}
