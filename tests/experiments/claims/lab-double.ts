/**
 * A world for a claim: what plays take and what speed-ups are is said by the test, so that a claim can be shown a world in which it is so
 * and one in which it is not. Takes no time and starts nothing.
 */
import type { ClaimLab, PlayWanted } from '../../../src/experiments/claim-lab/claim-lab.ts';
import { interleaved } from '../../../src/experiments/claim-lab/interleaved.ts';
import type { Sampled } from '../../../src/experiments/claim-lab/parts.ts';
import type { Cell } from '../../../src/experiments/claim-lab/speed-ups.ts';
import type { Claim } from '../../../src/experiments/claims/index.ts';
import { decide, type Decided } from '../../../src/measure/claims/verdict.ts';
import type { Played } from '../../../src/models/play/play.ts';

export interface World {
  readonly play?: (wanted: PlayWanted) => Partial<Played>;
  /** S(m, n). */
  readonly speedUp?: (cell: Cell) => number;
  /** E(n); n where it is left out. */
  readonly worth?: (workers: number) => number;
  readonly proven?: number;
  /** Whatever else of the lab the claim uses. */
  readonly more?: Partial<Record<keyof ClaimLab, unknown>>;
}

const EMPTY: Played = { wallMs: 1, spans: [], tasks: [], printed: [], result: 0, output: null, lostSpans: 0 };

const exactly = (estimate: number): Sampled => ({
  estimate: { estimate, low: estimate, high: estimate },
  samples: [estimate],
});

export function labDouble({
  play,
  speedUp = () => 1,
  worth = (count) => count,
  proven = 2,
  more = {},
}: World): ClaimLab {
  let now = 0;
  const clock = { now: () => (now += 0.001) };
  const attended = <Taken>(take: () => Promise<Taken>): Promise<Taken> => take();
  const lab = {
    mode: 'shared',
    proven,
    width: Math.min(proven, 8),
    seed: 7,
    resolutionMs: 0.005,
    clock,
    signal: new AbortController().signal,
    say: () => undefined,
    attended,
    work: { itemsFor: (ms: number) => Math.max(40, Math.round(ms * 40)) },
    rounds: (takes: Parameters<ClaimLab['rounds']>[0], asked: Parameters<ClaimLab['rounds']>[1]) =>
      interleaved({ clock, seed: 7, attended }, takes, asked),
    async play(wanted: PlayWanted) {
      if (!play) throw new Error('this world has no plays');
      return { ...EMPTY, ...play(wanted) };
    },
    speedUps: {
      of: async (cell: Cell) => exactly(speedUp(cell)),
      wallMs: async (cell: Cell) => [60 / speedUp(cell)],
      worth: async ({ workers }: Cell) => exactly(worth(workers)),
      againstWorth: async (cell: Cell) => exactly(speedUp(cell) / worth(cell.workers)),
    },
    ...more,
  };
  return lab as unknown as ClaimLab;
}

/** What the claim says of a world. */
export async function saidOf(claim: Claim, world: World): Promise<Decided> {
  const { parts, control } = await claim.test(labDouble(world));
  return decide({ parts, control, controlExpected: claim.controlExpected, noiseFloor: 0.01 });
}
