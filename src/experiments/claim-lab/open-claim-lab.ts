/**
 * Opens the lab that claims and the advisor measure in: workers, the number of threads proven to run at once, and computing work that lasts
 * as long as asked. Opened anew after a worker was lost; the cores are counted once. Measures nothing else.
 */
import type { Attention } from '../../measure/attention.ts';
import { countCores } from '../../measure/cores/count-cores.ts';
import { provenFrom } from '../../measure/cores/handshake-verdict.ts';
import type { Mode } from '../../measure/report.ts';
import type { Milliseconds } from '../../base/units.ts';
import { COARSE_CLOCK_MS } from '../../measure/warnings.ts';
import { openLab, type Opening } from '../opening.ts';
import { ClaimLab } from './claim-lab.ts';
import { CpuWork } from './cpu-work.ts';
import { Pause } from './pause.ts';

/** Others are started when a model first needs them. */
const FEWEST_WORKERS = 2;

/** Where what the opening finds is entered, and what it has to know. */
export interface LabRecord {
  mode: Mode;
  missing: readonly string[];
  voided: number;
  /** Null before it has been counted, or where it cannot be. */
  proven: number | null;
  readonly resolutionMs: Milliseconds;
  readonly reported: number | null;
  readonly seed: number;
}

export interface LabWanted {
  readonly record: LabRecord;
  readonly signal: AbortSignal;
  readonly attention: Attention;
  /** For runs that can be paused. */
  readonly pause?: Pause;
  say(activity: string): void;
}

/** Enters mode, missing workers and proven threads. Rejects with `Stopped`, or where not even the page can compute. */
export async function openClaimLab(wanted: LabWanted): Promise<ClaimLab> {
  const { record, signal } = wanted;
  const opening = await openLab(FEWEST_WORKERS, signal);
  record.mode = opening.mode;
  record.missing = opening.pool ? opening.pool.missing.map(({ message }) => message) : opening.missing;
  try {
    return await labIn(opening, wanted);
  } catch (error) {
    await opening.pool?.close();
    throw error;
  }
}

async function labIn(opening: Opening, wanted: LabWanted): Promise<ClaimLab> {
  const { record, signal, attention, pause = new Pause(), say } = wanted;
  const { mode, pool } = opening;
  const onVoid = (): void => {
    record.voided += 1;
  };
  // A clock this coarse cannot tell a round of the handshake from a scheduler's turn.
  if (pool && mode === 'shared' && record.resolutionMs <= COARSE_CLOCK_MS && record.proven === null) {
    const onLevel = (workers: number): void => say(`Counting what runs at once: ${workers} at the barrier`);
    const ground = { attention, signal, onVoid };
    record.proven = provenFrom(await countCores({ pool, attended: ground, reported: record.reported, onLevel }));
  }
  say('Finding out how fast this device computes');
  const work = await CpuWork.find(signal);
  const { seed, resolutionMs, proven } = record;
  const found = { opening, proven: proven ?? 1, attention, pause, resolutionMs, seed, signal, work };
  return new ClaimLab({ ...found, onVoid, say });
}
