/** How many at once, here? The handshake counts what runs at the same instant; a drawn curve is held against the measured one. */
import { counted, estimate, grouped, range } from '../../../charts/number-format.ts';
import type { Report } from '../../../measure/report.ts';
import type { Finding, Known, Lesson } from '../../lesson.ts';

const KERNEL = 'mandelbrot';
/** More points than this make the drawing tedious. */
const MOST_POINTS = 10;

function atOnce({ cores }: Report): Finding | null {
  const { proven, reported, handshake } = cores;
  if (proven === null) return null;
  const says = reported === null || proven === reported ? 'as-reported' : proven < reported ? 'fewer' : 'more';
  const late = handshake.find(({ simultaneous }) => !simultaneous);
  const last = handshake.filter(({ simultaneous }) => simultaneous).at(-1);
  const slower = last && late && last.medianRoundMs > 0 ? late.medianRoundMs / last.medianRoundMs : Infinity;
  return {
    answer: { kind: 'number', value: { low: proven, high: proven, estimate: proven } },
    says,
    reason: 'barrier',
    values: {
      proven: String(proven),
      threads: counted(proven, 'thread'),
      reported: reported === null ? 'no number' : String(reported),
      tooMany: String(proven + 1),
      slower: Number.isFinite(slower) ? `${grouped(slower)} times as long` : 'far longer',
    },
  };
}

/** Up to two more than run at once, so that the bend is on the paper. */
function workersToDraw({ found, reported }: Known): number[] {
  const proven = Number(found['at-once']?.values['proven'] ?? reported);
  const most = Math.max(3, proven + 2);
  const step = Math.max(1, Math.ceil((most - 1) / (MOST_POINTS - 1)));
  const counts = Array.from({ length: most }, (_, index) => index + 1);
  return counts.filter((count) => (count - 1) % step === 0 || count === proven || count === most);
}

function curve({ series, cores: { proven } }: Report): Finding | null {
  const points = series
    .filter(({ model }) => model === 'free-threads')
    .sort((a, b) => a.workers - b.workers)
    .map(({ workers, speedup }) => ({ x: workers, y: speedup }));
  const [best] = [...points].sort((a, b) => b.y.estimate - a.y.estimate);
  const top = points.find(({ x }) => x === proven) ?? best;
  const end = points.at(-1);
  if (points.length < 2 || !best || !top || !end) return null;
  const most = proven ?? best.x;
  const says = top.y.estimate >= 0.85 * most ? 'nearly-all' : top.y.estimate > 1.1 ? 'less' : 'nothing';
  return {
    answer: { kind: 'curve', points },
    says,
    reason: 'cores-are-used-up',
    values: {
      proven: String(most),
      top: estimate(top.y),
      interval: range(top.y.low, top.y.high),
      at: counted(top.x, 'worker'),
      past: counted(end.x, 'worker'),
      pastSpeedup: estimate(end.y),
    },
  };
}

export default {
  id: 'how-many',
  place: 2,
  minutes: 10,
  sources: ['parallelism-needs-cores', 'threads-too-many'],
  rounds: [
    {
      id: 'at-once',
      needs: 'shared',
      experiment: 'measure',
      picture: 'handshake',
      usualSeconds: 5,
      says: ['as-reported', 'fewer', 'more'],
      question: ({ reported }) => ({ kind: 'number', least: 1, most: Math.max(16, 2 * reported), step: 1, unit: '' }),
      values: ({ reported }) => ({ reported: String(reported) }),
      options: () => ({ preset: 'quick', kernels: [] }),
      find: atOnce,
    },
    {
      id: 'curve',
      needs: 'shared',
      experiment: 'measure',
      picture: 'speed-up',
      usualSeconds: 12,
      says: ['nearly-all', 'less', 'nothing'],
      question: (known) => ({ kind: 'curve', workers: workersToDraw(known) }),
      values: ({ found }) => ({ proven: found['at-once']?.values['proven'] ?? '' }),
      options: (known) => ({
        preset: 'quick',
        kernels: [KERNEL],
        models: ['main-thread', 'free-threads'],
        workers: workersToDraw(known),
      }),
      find: curve,
    },
  ],
} satisfies Lesson;
