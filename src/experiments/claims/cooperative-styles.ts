/** Callbacks, coroutines, greenlets and a hub of greenlets overlap waits alike; what differs is the cost of a switch, which is told beside. */
import type { Milliseconds } from '../../base/units.ts';
import type { Evidence } from '../../measure/claims/claim-report.ts';
import { median } from '../../measure/stats/median.ts';
import type { ModelId } from '../../models/index.ts';
import type { PlaySettings } from '../../models/play/play.ts';
import type { ClaimLab } from '../claim-lab/claim-lab.ts';
import { explicitSleepers, pageTimer } from '../claim-lab/explicit-greenlets.ts';
import { measuredPart, ratioOf } from '../claim-lab/parts.ts';
import { STYLES, switchNs, type CooperativeStyle } from '../claim-lab/switch-costs.ts';
import type { Claim } from './index.ts';

const WAITS = { count: 200, ms: 100 };
const BLOCKING = { count: 8, ms: 50 };
const ROUNDS = { rounds: 7, fewest: 5, budgetMs: 4_000 };
const CONTROL_ROUNDS = { rounds: 5, fewest: 3, budgetMs: 2_500 };
const COST_ROUNDS = { rounds: 5, fewest: 3, budgetMs: 1_000 };
const PYTHON =
  'CPython 3.11 on two cores: callbacks take 0.99 of the time of coroutines, one of which costs 1 800 ns a switch.';
const REGION = { above: 0.9, below: 1.1 };

const MODELS: Readonly<Record<CooperativeStyle, ModelId>> = {
  coroutines: 'event-loop',
  callbacks: 'event-loop',
  'greenlets under a hub': 'greenlets',
  'greenlets by hand': 'greenlets',
};

type Style = PlaySettings['style'];

/** Makespans, milliseconds, one a round. */
export interface Measured {
  readonly styles: Readonly<Record<CooperativeStyle, readonly Milliseconds[]>>;
  readonly control: Readonly<Record<'blocking' | 'coroutines', readonly Milliseconds[]>>;
}

async function played(lab: ClaimLab, model: ModelId, style: Style, waits: typeof WAITS): Promise<Milliseconds> {
  const args = [waits.count, waits.ms];
  return (await lab.play({ program: 'waits', args, model, workers: 0, settings: { style } })).wallMs;
}

function byHand(lab: ClaimLab, waits: typeof WAITS, sleep: 'switching' | 'blocking'): Promise<Milliseconds> {
  const { clock, signal } = lab;
  return explicitSleepers({ clock, signal, timer: pageTimer }, { ...waits, sleep });
}

function makespans(lab: ClaimLab): Promise<Record<CooperativeStyle, number[]>> {
  return lab.rounds<CooperativeStyle>(
    {
      coroutines: () => played(lab, 'event-loop', 'coroutines', WAITS),
      callbacks: () => played(lab, 'event-loop', 'callbacks', WAITS),
      'greenlets under a hub': () => played(lab, 'greenlets', 'coroutines', WAITS),
      'greenlets by hand': () => byHand(lab, WAITS, 'switching'),
    },
    ROUNDS,
  );
}

function blockingAgainstCoroutines(lab: ClaimLab): Promise<Measured['control']> {
  return lab.rounds(
    {
      blocking: () => byHand(lab, BLOCKING, 'blocking'),
      coroutines: () => played(lab, 'event-loop', 'coroutines', BLOCKING),
    },
    CONTROL_ROUNDS,
  );
}

async function costs(lab: ClaimLab): Promise<string> {
  const takes = Object.fromEntries(STYLES.map((style) => [style, async () => switchNs(lab.clock, style)]));
  const samples: Record<string, number[]> = await lab.rounds<string>(takes, COST_ROUNDS);
  const told = STYLES.map((style) => `${style} ${median(samples[style] ?? []).toFixed(0)} ns`);
  return `One switch from a task to another costs here: ${told.join(', ')}.`;
}

/** `id` of the part of each style that is held against coroutines. */
const IDS: readonly (readonly [CooperativeStyle, string])[] = [
  ['callbacks', 'callbacks'],
  ['greenlets under a hub', 'hub'],
  ['greenlets by hand', 'by-hand'],
];

/** Pure. */
export function evidenceOf({ styles, control }: Measured, seed: number, beside: readonly string[]): Evidence {
  return {
    parts: IDS.map(([style, id]) =>
      measuredPart(
        { id, title: `makespan, ${style} ÷ coroutines`, region: REGION },
        ratioOf(styles[style], styles.coroutines, seed),
      ),
    ),
    control: [
      measuredPart(
        { id: 'blocking', title: 'makespan, sleeps that keep the thread ÷ coroutines', region: REGION },
        ratioOf(control.blocking, control.coroutines, seed),
      ),
    ],
    pictures: [
      {
        kind: 'spread',
        title: '200 waits of 100 ms',
        axis: 'makespan, ms',
        rows: STYLES.map((style) => ({ label: style, model: MODELS[style], samples: styles[style] })),
        lines: [{ label: 'one wait', at: WAITS.ms }],
      },
    ],
    beside,
  };
}

export default {
  id: 'cooperative-styles',
  statement:
    'Callbacks, coroutines, greenlets and greenlets under a hub overlap waits equally well: they are ways of writing, not of running.',
  from: ['B'],
  group: 'waiting',
  models: ['event-loop', 'greenlets'],
  needs: { memory: 'none', threads: 1 },
  experiment:
    '200 waits of 100 ms in four styles on the page’s thread, in interleaved rounds: the makespan of each against that of coroutines.',
  control: '8 greenlets whose sleep of 50 ms keeps the thread instead of switching: 8 times as long as 8 coroutines.',
  controlExpected: 'refuted',
  notice:
    'All rows lie on one wait. What tells the styles apart is the price of a switch, and that is a millionth of it.',
  program: 'waits',
  usualMs: 5_500,
  async test(lab) {
    const styles = await makespans(lab);
    const control = await blockingAgainstCoroutines(lab);
    return evidenceOf({ styles, control }, lab.seed, [await costs(lab), PYTHON]);
  },
} satisfies Claim;
