/**
 * Which results may be laid over each other, and why others may not. Three kinds of reason. Barred: the numbers mean different things (another
 * kernel, another version of it, another protocol), so they never share a picture. Apart: the same numbers under other conditions (mode,
 * browser, preset, build, schedule), which are laid over each other only when the visitor says so. A note hinders nothing, but is said.
 * What an older document does not say counts as another condition, for it cannot be known to be the same. Draws nothing, decides nothing for the visitor.
 */
import { BUILD_TITLES } from '../../base/builds.ts';
import type { ModelId } from '../../models/index.ts';
import type { KernelSummary, Summary, SummaryCurve } from '../summary.ts';

/** The conditions that a visitor may overlook, in the order in which they are named. */
export const CONDITIONS = ['protocol', 'mode', 'browser', 'preset', 'build', 'schedule'] as const;
export type Condition = (typeof CONDITIONS)[number];

export type Reason =
  | {
      readonly kind: 'barred';
      readonly aspect: 'kernel' | 'kernel-version' | 'protocol' | 'model';
      readonly text: string;
    }
  | { readonly kind: 'apart'; readonly aspect: Condition; readonly text: string }
  | { readonly kind: 'note'; readonly aspect: 'browser-version' | 'size' | 'state'; readonly text: string };

/** What is laid over each other. */
export interface Shown {
  readonly kernel: string;
  readonly model: ModelId;
}

const MODE_WORDS = {
  shared: 'with shared memory',
  messages: 'with messages only',
  'main-only': 'on the page’s thread only',
} as const satisfies Record<Summary['mode'], string>;

export function kernelOf({ kernels }: Summary, kernel: string): KernelSummary | null {
  return kernels.find((one) => one.kernel === kernel) ?? null;
}

/** Null where the model has no curve over numbers of workers here. */
export function curveOf(summary: Summary, { kernel, model }: Shown): SummaryCurve | null {
  const curve = kernelOf(summary, kernel)?.curves.find((one) => one.model === model);
  return curve?.points.some(({ workers }) => workers > 0) ? curve : null;
}

function barred(aspect: Extract<Reason, { kind: 'barred' }>['aspect'], text: string): Reason {
  return { kind: 'barred', aspect, text };
}

function kernelReasons(reference: Summary, other: Summary, shown: Shown): Reason[] {
  const [theirs, own] = [kernelOf(reference, shown.kernel), kernelOf(other, shown.kernel)];
  if (!own) {
    const ran = other.kernels.map(({ kernel }) => kernel).join(', ');
    return [barred('kernel', ran === '' ? 'Timed no kernel: only cores were counted.' : `Ran other work: ${ran}.`)];
  }
  if (theirs && theirs.version !== own.version)
    return [
      barred(
        'kernel-version',
        `Ran version ${own.version} of this kernel, the reference version ${theirs.version}: other work under the same name.`,
      ),
    ];
  return [];
}

function protocolReasons({ versions: theirs }: Summary, { versions: own }: Summary): Reason[] {
  if (theirs && own)
    return theirs.protocol === own.protocol
      ? []
      : [
          barred(
            'protocol',
            `Measured by protocol ${own.protocol}, the reference by ${theirs.protocol}: the same device would give other numbers.`,
          ),
        ];
  const silent = own ? 'The reference does not say' : theirs ? 'Does not say' : 'Neither result says';
  const text = `${silent} by which protocol it was measured.`;
  return [{ kind: 'apart', aspect: 'protocol', text }];
}

function modelReasons(other: Summary, shown: Shown): Reason[] {
  if (!kernelOf(other, shown.kernel) || curveOf(other, shown)) return [];
  return [barred('model', `Has no curve of this model: it was measured ${MODE_WORDS[other.mode]}.`)];
}

/** What is said where a condition differs; null where it is the same. */
const SENTENCES: Readonly<Record<Exclude<Condition, 'protocol'>, (theirs: Summary, own: Summary) => string | null>> = {
  mode: ({ mode: theirs }, { mode: own }) =>
    theirs === own ? null : `Measured ${MODE_WORDS[own]}, the reference ${MODE_WORDS[theirs]}.`,
  browser: ({ browser: theirs }, { browser: own }) =>
    theirs.name === own.name ? null : `Measured in ${own.name}, the reference in ${theirs.name}.`,
  preset: ({ preset: theirs }, { preset: own }) =>
    theirs === own ? null : `Measured by the ${own} preset, the reference by the ${theirs} one.`,
  build: ({ build: theirs }, { build: own }) => {
    if (theirs === own) return null;
    if (!own) return 'Does not say which build of the kernels it ran.';
    if (!theirs) return 'The reference does not say which build of the kernels it ran.';
    return `Ran ${BUILD_TITLES[own]}, the reference ${BUILD_TITLES[theirs]}.`;
  },
  schedule: ({ schedule: theirs }, { schedule: own }) =>
    theirs === own ? null : `Dealt out its chunks by the schedule “${own}”, the reference by “${theirs}”.`,
};

function conditionReasons(reference: Summary, other: Summary): Reason[] {
  return CONDITIONS.flatMap((aspect): Reason[] => {
    if (aspect === 'protocol') return [];
    const text = SENTENCES[aspect](reference, other);
    return text === null ? [] : [{ kind: 'apart', aspect, text }];
  });
}

const STATE_WORDS = {
  running: 'Its run was still under way when this was kept.',
  stopped: 'Its run was stopped early; what there is is compared.',
  failed: 'Its run broke off; what there is is compared.',
} as const;

function notes(reference: Summary, other: Summary, { kernel }: Shown): Reason[] {
  const [theirs, own] = [kernelOf(reference, kernel), kernelOf(other, kernel)];
  const note = (aspect: Extract<Reason, { kind: 'note' }>['aspect'], text: string): Reason => ({
    kind: 'note',
    aspect,
    text,
  });
  const [{ browser: at }, { browser: here }] = [reference, other];
  return [
    ...(at.name === here.name && at.version !== here.version
      ? [note('browser-version', `${here.name} ${here.version}, the reference ${at.version}.`)]
      : []),
    ...(theirs && own && theirs.size !== own.size
      ? [
          note(
            'size',
            `Its work has another size (${own.size}, the reference ${theirs.size}), so rates are compared: work by time.`,
          ),
        ]
      : []),
    ...(other.state === 'complete' ? [] : [note('state', STATE_WORDS[other.state])]),
  ];
}

/** Why `other` is not simply laid over `reference`, the gravest reason first; none where nothing is to be said. */
export function reasonsAgainst(reference: Summary, other: Summary, shown: Shown): readonly Reason[] {
  const all = [
    ...kernelReasons(reference, other, shown),
    ...modelReasons(other, shown),
    ...protocolReasons(reference, other),
    ...conditionReasons(reference, other),
    ...notes(reference, other, shown),
  ];
  return [...all.filter(({ kind }) => kind === 'barred'), ...all.filter(({ kind }) => kind !== 'barred')];
}

/** The conditions in which it differs from the reference. */
export function conditionsIn(reasons: readonly Reason[]): readonly Condition[] {
  return reasons.flatMap((reason) => (reason.kind === 'apart' ? [reason.aspect] : []));
}

/** Whether it may be drawn over the reference when these conditions are overlooked. */
export function isLaidOver(reasons: readonly Reason[], overlooked: readonly Condition[]): boolean {
  return reasons.every(
    (reason) => reason.kind === 'note' || (reason.kind === 'apart' && overlooked.includes(reason.aspect)),
  );
}

/**
 * Parts the results into groups whose members may all be laid over their first one as they are. What cannot be drawn at all (no such kernel, no such
 * curve) stands in none. Order is kept; every result stands in one group at most.
 */
export function groupsOf<Result extends { readonly summary: Summary }>(
  results: readonly Result[],
  shown: Shown,
): readonly (readonly [Result, ...Result[]])[] {
  const groups: [Result, ...Result[]][] = [];
  for (const result of results) {
    if (!curveOf(result.summary, shown)) continue;
    const own = groups.find(([first]) => isLaidOver(reasonsAgainst(first.summary, result.summary, shown), []));
    if (own) own.push(result);
    else groups.push([result]);
  }
  return groups;
}
