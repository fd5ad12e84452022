/** What the page of kernels says: headline, evidence, what builds agreed on, the speed-up of one. True in every case, for one and for many. Pure. */
import type { Build } from '../base/builds.ts';
import { workersOf } from '../charts/model-names.ts';
import { counted, estimate, factor, grouped, THIN, withRange } from '../charts/number-format.ts';
import type { Kernel } from '../kernels/index.ts';
import type { BuildSpeed, KernelSpeed, KernelSpeedsReport } from '../measure/kernels/kernel-speed-report.ts';
import type { Report } from '../measure/report.ts';
import { gainOf, headline, type Part } from './answer-sentence.ts';

export const KICKER = 'What the lab measures with. Nothing leaves the device.';
export const MEASURING = 'The kernels are run.';
export const MEANWHILE = 'Leave this tab in front. Escape stops the run; what has been measured stays.';
export const COPIED = 'The link is copied: it opens this page with the same kernels open.';
export const NOT_COPIED = 'The browser did not let the page copy. The address above is the link.';
export const COURSE =
  'Each is first checked against values that others published, in every build of the module that this browser takes; then the builds compute the same work in turns, on one thread.';

export function promise(kernels: number): string {
  return `${counted(kernels, 'kernel')}, each with a reason to exist. How fast are they here?`;
}

/** A build where there is room for a word or two. */
export const BUILD_NAMES: Readonly<Record<Build, string>> = {
  'relaxed-simd': 'relaxed SIMD',
  simd: 'SIMD',
  scalar: 'scalar',
};

/** And what sets it apart. */
export const BUILD_NOTES: Readonly<Record<Build, string>> = {
  'relaxed-simd': 'vectors of 128 bits, multiply and add in one rounding',
  simd: 'vectors of 128 bits',
  scalar: 'one number at a time',
};

/** Where the vector builds are so much faster than the scalar one, they are called faster. */
const FASTER = 1.05;

/** How many times as fast the fastest vector build is as the scalar one; null where that is not known, or less than a twentieth. */
export function vectorGain({ builds, fastest }: KernelSpeed): number | null {
  const scalar = builds.find(({ build }) => build === 'scalar');
  if (!scalar?.pace || fastest === null || fastest === 'scalar') return null;
  return scalar.pace.high * FASTER < 1 ? 1 / scalar.pace.estimate : null;
}

const isRight = ({ state, builds }: KernelSpeed): boolean =>
  state === 'done' && builds.every(({ fault }) => fault === null);
const isWrong = ({ state, builds }: KernelSpeed): boolean =>
  state === 'failed' || (state === 'done' && builds.some(({ fault }) => fault !== null));

const PREFIX = {
  running: 'So far: ',
  complete: '',
  stopped: 'Stopped early. So far: ',
  failed: 'The run broke off. Until then: ',
} as const satisfies Record<KernelSpeedsReport['state'], string>;

const NOTHING_YET = {
  running: MEASURING,
  complete: 'There was no kernel to run.',
  stopped: 'Stopped before a kernel was measured.',
  failed: 'The run broke off before a kernel was measured.',
} as const satisfies Record<KernelSpeedsReport['state'], string>;

export function kernelsAnswer({ state, kernels }: Pick<KernelSpeedsReport, 'state' | 'kernels'>): readonly Part[] {
  const right = kernels.filter(isRight);
  const wrong = kernels.filter(isWrong).length;
  if (right.length + wrong === 0) return [{ text: NOTHING_YET[state] }];
  const text = `${PREFIX[state]}${checkedWords(right.length, wrong)}${gainWords(right)}`;
  return [{ text }];
}

function checkedWords(right: number, wrong: number): string {
  if (right === 0) return `${counted(wrong, 'kernel')} ${wrong === 1 ? 'does' : 'do'} not give the published values.`;
  const given = `${counted(right, 'kernel')} ${right === 1 ? 'gives' : 'give'} the published values`;
  return wrong === 0 ? `${given}.` : `${given}, ${grouped(wrong)} ${wrong === 1 ? 'does' : 'do'} not.`;
}

/** Said only where there is a scalar build to compare with. */
function gainWords(right: readonly KernelSpeed[]): string {
  const compared = right.filter(
    ({ builds }) => builds.some(({ build, pace }) => build === 'scalar' && pace) && builds.length > 1,
  );
  if (compared.length === 0) return '';
  const gains = compared.flatMap((one) => vectorGain(one) ?? []);
  const most = gains.length > 0 ? factor(Math.max(...gains), 1) : '';
  if (compared.length === 1)
    return gains.length === 1 ? ` Vectors make it ${most} as fast.` : ' Vectors make it no faster.';
  if (gains.length === 0) return ' Vectors make none of them faster.';
  return ` Vectors make ${gains.length === compared.length ? 'all' : grouped(gains.length)} of them faster, up to ${most}.`;
}

/** "3 builds, the same bytes in 15, within a stated tolerance in 2", "on one thread". */
export function kernelsEvidence({ builds, kernels }: KernelSpeedsReport): readonly string[] {
  const found = (what: string): number => kernels.filter(({ agreement }) => agreement?.found === what).length;
  const [same, near, different] = [found('same bytes'), found('within tolerance'), found('different')];
  const rounds = kernels.reduce((sum, one) => sum + one.rounds, 0);
  return [
    ...(builds.length > 0 ? [counted(builds.length, 'build')] : []),
    ...(same > 0 ? [`same bytes in ${grouped(same)}`] : []),
    ...(near > 0 ? [`within a stated tolerance in ${grouped(near)}`] : []),
    ...(different > 0 ? [`different in ${grouped(different)}`] : []),
    ...(rounds > 0 ? [`${counted(rounds, 'round')} on one thread`] : []),
  ];
}

/** How builds agreed, as one sentence; before a run, what the kernel promises. */
export function agreementWords(kernel: Kernel, speed: KernelSpeed | null): string {
  const count = speed?.builds.filter(({ fault }) => fault === null).length ?? 0;
  switch (speed?.agreement?.found) {
    case 'same bytes':
      return `${count === 2 ? 'Both' : `All ${count}`} builds gave the same bytes.`;
    case 'within tolerance':
      return `The builds agree within the stated tolerance. ${sentence(speed.agreement.detail)}`;
    case 'different':
      return `The builds do not agree: ${sentence(speed.agreement.detail)}`;
    case 'one build':
      return 'Only one build could be run, so there was nothing to compare.';
    case undefined:
      return kernel.builds === 'same bytes'
        ? 'Every build has to give the same bytes.'
        : `Builds may differ within a tolerance. ${sentence(kernel.builds.statement)}`;
  }
}

function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}

/** "0.81 (0.80–0.82) of that pace", for a build that is not the fastest; how it fares otherwise. */
export function paceWords({ fault, pace }: BuildSpeed, isFastest: boolean): string {
  if (fault !== null) return 'wrong, not timed';
  if (!pace) return 'not timed yet';
  return isFastest ? 'the fastest' : `${withRange(pace)} of that pace`;
}

/** What a chunk is a multiple of. */
export function grainWords({ naturalItems }: Kernel): string {
  if (naturalItems === 1) return 'Any number of items can be a chunk.';
  return `A chunk is a multiple of ${grouped(naturalItems)} items, as far as there are as many.`;
}

/** "size 512 (rows of a matrix), 512 items", "…, 40 steps with a barrier after each". */
export function sizeWords({ sizeName, items, steps }: Kernel, size: number): string {
  const many = steps?.(size) ?? 1;
  const barrier = many > 1 ? `, ${counted(many, 'step')} with a barrier after each` : '';
  return `size ${grouped(size)} (${sizeName}), ${counted(items(size), 'item')}${barrier}`;
}

/** What more threads are worth for this kernel, as one sentence. */
export function curveWords(report: Report, kernel: string): string {
  const best = headline(report, kernel);
  if (!best) return report.state === 'running' ? 'Its speed-up is being measured.' : 'No speed-up could be measured.';
  const who = workersOf(best.model, best.workers);
  const verb = best.workers === 1 ? 'finishes' : 'finish';
  const said = {
    sooner: `${who} ${verb} it ${estimate(best.speedup)} sooner.`,
    longer: `${who} ${verb} it no sooner: ${estimate(best.speedup)} the speed of one.`,
    same: `${who} ${verb} it no sooner.`,
    unclear: `Whether ${who} ${verb} it sooner is lost in the noise.`,
  }[gainOf(best)];
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/** "about 20 s". */
export function courseLength(kernels: number): string {
  return `about ${Math.max(2, Math.round(1.3 * kernels))}${THIN}s`;
}
