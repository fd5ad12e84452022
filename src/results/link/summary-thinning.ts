/**
 * What a summary gives up for want of room, least missed first. A reader wants to see the machine's best: so the best model's curve stays
 * longest, of it one worker and as many workers as were proven, and the level of the main thread. Leaves out, never alters: every
 * number that stays is the measured one; only texts are cut.
 *
 *   1  of other models with workers, every second point between one worker and the proven number
 *   2  all others of these points, and those past the proven number
 *   3  of the best model, every second point; then every second of the rest, and so on
 *   4  of other models all but the proven number
 *   5  other models, save the main thread (where it was not run: another of the page's own)
 *   6  kernels, the last first, down to one
 *   7  the end of the name, character by character
 *   8  the main thread; one worker; the kernel
 *   9  the ends of what browser and page call themselves
 */
import type { KernelSummary, Summary, SummaryCurve, SummaryPoint } from '../summary.ts';

/** Points and curves that a kernel keeps at a stage. */
type Keep = (kernel: KernelSummary, proven: number | null) => KernelSummary;

/** More than a curve has halvings. */
const HALVINGS = 12;
const SHORT_WORD = 12;

/** The same summary with less and less in it, itself first; the last fits anywhere. */
export function* thinner(summary: Summary): Generator<Summary> {
  yield summary;
  let least = summary;
  for (const keep of KEEPS) {
    // The first kernel is the one a reader looks at.
    for (let place = summary.kernels.length - 1; place >= 0; place--) {
      const kernels = least.kernels.map((kernel, at) => (at === place ? keep(kernel, summary.proven) : kernel));
      if (pointsIn(kernels) === pointsIn(least.kernels)) continue;
      yield (least = { ...least, kernels });
    }
  }
  while (least.kernels.length > 1) yield (least = { ...least, kernels: least.kernels.slice(0, -1) });
  for (let name = [...least.name]; name.length > 0;) {
    name = name.slice(0, -1);
    yield (least = { ...least, name: name.join('') });
  }
  for (const keep of [onlyBest, onlyProven]) {
    yield (least = { ...least, kernels: least.kernels.map((kernel) => keep(kernel, summary.proven)) });
  }
  yield (least = { ...least, kernels: [] });
  for (const most of [SHORT_WORD, 0]) yield (least = withShortWords(least, most));
}

function pointsIn(kernels: readonly KernelSummary[]): number {
  return kernels.reduce((sum, { curves }) => curves.reduce((all, { points }) => all + points.length, sum), 0);
}

const KEEPS: readonly Keep[] = [
  ofOthers((points, proven) => halved(points, proven, 1)),
  ofOthers((points, proven) => halved(points, proven, HALVINGS)),
  ...Array.from({ length: HALVINGS }, (_, index) => ofBest((points, proven) => halved(points, proven, index + 1))),
  ofOthers((points, proven) => points.filter((point) => point === provenOf(points, proven))),
  withoutOthers,
];

type KeepPoints = (points: readonly SummaryPoint[], proven: number | null) => readonly SummaryPoint[];

function ofOthers(keep: KeepPoints): Keep {
  return (kernel, proven) => {
    const best = bestOf(kernel);
    return withCurves(kernel, (curve) => (curve === best || isPage(curve) ? curve.points : keep(curve.points, proven)));
  };
}

function ofBest(keep: KeepPoints): Keep {
  return (kernel, proven) => {
    const best = bestOf(kernel);
    return withCurves(kernel, (curve) => (curve === best ? keep(curve.points, proven) : curve.points));
  };
}

function withoutOthers(kernel: KernelSummary): KernelSummary {
  const best = bestOf(kernel);
  const level = kernel.curves.find(({ model }) => model === 'main-thread') ?? kernel.curves.find(isPage);
  return withCurves(kernel, (curve) => (curve === best || curve === level ? curve.points : []));
}

function onlyBest(kernel: KernelSummary): KernelSummary {
  const best = bestOf(kernel);
  return withCurves(kernel, (curve) => (curve === best ? curve.points : []));
}

function onlyProven(kernel: KernelSummary, proven: number | null): KernelSummary {
  return ofBest((points) => points.filter((point) => point === provenOf(points, proven)))(onlyBest(kernel), proven);
}

function withCurves(kernel: KernelSummary, pointsOf: (curve: SummaryCurve) => readonly SummaryPoint[]): KernelSummary {
  const curves = kernel.curves.map((curve) => ({ model: curve.model, points: pointsOf(curve) }));
  return { ...kernel, curves: curves.filter(({ points }) => points.length > 0) };
}

function isPage({ points }: SummaryCurve): boolean {
  return points.every(({ workers }) => workers === 0);
}

/** The one that was fastest anywhere, with workers if there is one. */
function bestOf({ curves }: KernelSummary): SummaryCurve | undefined {
  const height = ({ points }: SummaryCurve): number =>
    points.reduce((most, { speedup }) => Math.max(most, speedup.estimate), -Infinity);
  const rank = (curve: SummaryCurve): readonly [boolean, number] => [!isPage(curve), height(curve)];
  return curves.reduce<SummaryCurve | undefined>((best, curve) => {
    if (!best) return curve;
    const [[bestWorks, bestHeight], [works, own]] = [rank(best), rank(curve)];
    return works === bestWorks ? (own > bestHeight ? curve : best) : works ? curve : best;
  }, undefined);
}

/** The point at the proven number of workers, or else at the next fewer; the last where none was proven. */
function provenOf(points: readonly SummaryPoint[], proven: number | null): SummaryPoint | undefined {
  return points.findLast(({ workers }) => workers <= (proven ?? Infinity)) ?? points[0];
}

/** Without every second point between the first and the proven, `times` over; from the second time on without those past the proven. */
function halved(points: readonly SummaryPoint[], proven: number | null, times: number): readonly SummaryPoint[] {
  const last = points.indexOf(provenOf(points, proven) as SummaryPoint);
  return points.filter((_, place) => {
    if (place > last) return times < 2;
    return place === 0 || place === last || place % 2 ** times === 0;
  });
}

function withShortWords(summary: Summary, most: number): Summary {
  const cut = (text: string): string => [...text].slice(0, most).join('');
  const { browser, versions } = summary;
  return {
    ...summary,
    browser: { name: cut(browser.name), version: cut(browser.version), platform: cut(browser.platform) },
    versions: versions && { ...versions, page: cut(versions.page) },
  };
}
