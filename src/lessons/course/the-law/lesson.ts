/** The law: a serial part of a size that the visitor sets, the limit that it puts to any number of workers, and the fraction that a real kernel shows. */
import { duration, estimate, factor, percent, range } from '../../../charts/number-format.ts';
import { amdahl, amdahlFraction } from '../../../measure/laws/amdahl.ts';
import type { Report } from '../../../measure/report.ts';
import type { SerialPartReport } from '../../../measure/serial-part/serial-part-report.ts';
import type { Finding, Known, Lesson } from '../../lesson.ts';

const SHARE = { least: 5, most: 90, step: 5, usual: 25, unit: '%' } as const;
const KERNEL = 'mandelbrot';
const MOST_WORKERS = 16;
/** What comes within this factor of the law is told as following it: more than a short run's noise, less than a core. */
const NEAR_LAW = 1.12;
/** The measured limit is that of the chosen share within this factor; else the cores did not keep their pace. */
const NEAR_LIMIT = 1.15;
/** A fraction of the work up to this much is "a little". */
const LITTLE = 0.1;
const MANY = 1_000;

const share = ({ settings }: Known): number => settings?.['curve'] ?? SHARE.usual;

/** Every number of workers up to four, then doubling, up to what the browser reports. */
function workersToDraw({ reported }: Known): number[] {
  const most = Math.max(4, Math.min(MOST_WORKERS, reported));
  return [1, 2, 3, 4, 8, 16].filter((count) => count < most && (most === 4 || count !== 3)).concat(most);
}

function curve({ points, cores, percent: serial, model }: SerialPartReport): Finding | null {
  const atOnce = cores.proven ?? cores.reported ?? 1;
  const end = points.at(-1);
  if (points.length < 2 || !end) return null;
  const fair = points.filter(({ workers }) => workers > 1 && workers <= atOnce);
  const top = fair.at(-1) ?? points[1] ?? end;
  const law = amdahl(serial / 100, top.workers);
  const ratio = top.speedup.estimate / law;
  const says = fair.length === 0 ? 'one-core' : ratio > NEAR_LAW ? 'above' : ratio * NEAR_LAW < 1 ? 'below' : 'as-law';
  const fitted = amdahlFraction(fair.map(({ workers, speedup }) => ({ workers, speedup: speedup.estimate })));
  return {
    answer: { kind: 'curve', points: points.map(({ workers, speedup }) => ({ x: workers, y: speedup })) },
    says,
    reason: says === 'one-core' ? null : 'only-the-rest',
    values: {
      percent: String(serial),
      proven: String(atOnce),
      model,
      at: String(top.workers),
      top: estimate(top.speedup),
      interval: range(top.speedup.low, top.speedup.high),
      law: factor(law),
      fitted: percent(fitted),
      past: String(end.workers),
      pastSpeedup: estimate(end.speedup),
      pastLaw: factor(amdahl(serial / 100, end.workers)),
    },
  };
}

function limit({ limit: found, headMs, serialMs, percent: serial, points }: SerialPartReport): Finding | null {
  const end = points.at(-1);
  if (!found || headMs === null || serialMs === null || !end) return null;
  const off = (found.estimate * serial) / 100;
  return {
    answer: { kind: 'number', value: found },
    says: off < NEAR_LIMIT && off * NEAR_LIMIT > 1 ? 'bounded' : 'uneven',
    reason: 'does-not-shrink',
    values: {
      percent: String(serial),
      whole: duration(serialMs),
      head: duration(headMs),
      limit: estimate(found),
      interval: range(found.low, found.high),
      inTheory: factor(100 / serial),
      thousand: factor(amdahl(serial / 100, MANY)),
      workers: String(end.workers),
      measured: estimate(end.speedup),
    },
  };
}

/** Noise takes the ends of a fraction below nothing and beyond all. */
const within = (part: number): number => Math.max(0, Math.min(1, part));

function fraction({ serialFractions, series }: Report): Finding | null {
  const point = serialFractions.find(({ kernel }) => kernel === KERNEL)?.points.at(-1);
  if (!point) return null;
  const { low, high, estimate: middle } = point.fraction;
  const id = high <= LITTLE ? (low > 0 ? 'little' : 'none') : low > LITTLE ? 'much' : null;
  const measured = series.find(({ kernel, workers }) => kernel === KERNEL && workers === point.workers);
  return {
    answer: { kind: 'choice', id },
    says: id ?? 'unclear',
    reason: id === null ? null : 'all-that-does-not-shrink',
    values: {
      fraction: percent(within(middle)),
      interval: `${percent(within(low))} – ${percent(within(high))}`,
      workers: String(point.workers),
      speedup: measured ? estimate(measured.speedup) : '–',
      limit: middle > 0.001 ? `${factor(1 / middle)} at most` : 'no limit that could be told',
    },
  };
}

export default {
  id: 'the-law',
  place: 7,
  minutes: 14,
  sources: ['amdahl'],
  rounds: [
    {
      id: 'curve',
      needs: 'workers',
      experiment: 'serial-part',
      usualSeconds: 12,
      says: ['as-law', 'below', 'above', 'one-core'],
      setting: SHARE,
      question: (known) => ({ kind: 'curve', workers: workersToDraw(known) }),
      options: (known) => ({ percent: share(known), workers: workersToDraw(known) }),
      find: curve,
      law: ({ values }) => {
        const serial = Number(values['percent']) / 100;
        return serial > 0 && serial < 1 ? { label: 'Amdahl', at: (workers) => amdahl(serial, workers) } : null;
      },
    },
    {
      id: 'limit',
      needs: 'workers',
      experiment: 'serial-part',
      usualSeconds: 10,
      says: ['bounded', 'uneven'],
      question: () => ({ kind: 'number', least: 1, most: MANY, step: 1, unit: '×' }),
      values: (known) => ({ percent: String(share(known)) }),
      options: (known) => ({
        percent: share(known),
        workers: [1, Math.max(2, Math.min(MOST_WORKERS, known.reported))],
      }),
      find: limit,
    },
    {
      id: 'fraction',
      needs: 'workers',
      experiment: 'measure',
      picture: 'speed-up',
      usualSeconds: 12,
      says: ['none', 'little', 'much', 'unclear'],
      question: () => ({ kind: 'choice' }),
      options: ({ reported }) => ({
        preset: 'quick',
        kernels: [KERNEL],
        models: ['main-thread', crossOriginIsolated ? 'free-threads' : 'processes'],
        workers: [...new Set([1, 2, Math.max(2, Math.min(MOST_WORKERS, reported))])],
      }),
      find: fraction,
    },
  ],
} satisfies Lesson;
