/**
 * Who ran when: one lane a worker and one for the page, drawn from recorded spans. The colour is the
 * model's, the fill tells the phase. One path a phase for all lanes, so 64 lanes and thousands of
 * spans cost a dozen elements.
 */
import { scaleLinear } from 'd3-scale';
import { svg, type SVGTemplateResult } from 'lit';
import type { Timeline } from '../measure/report.ts';
import type { Phase, Span } from '../trace/span.ts';
import { modelName } from './model-names.ts';
import { counted, duration, inMs, percent, THIN } from './number-format.ts';
import { fillOf, heightOf, PHASE_NAMES, phasePatterns } from './phase-fills.ts';
import type { ChartTable, Layout, Mark, Picture } from './picture.ts';
import { merged, type Piece } from './span-merging.ts';
import { LINE_HEIGHT, textWidth } from './text-width.ts';
import { fittingTicks } from './ticks.ts';

/** Workers are lanes 0 and up; the page's own thread is below (`PAGE_LANE` of trace/span). */
function isPage(lane: number): boolean {
  return lane < 0;
}

const LEFT = 40;
const TOP = 4;

/** The page's lane first where it did anything, then every worker, busy or not. */
export function lanesOf({ spans, workers }: Timeline): number[] {
  const seen = new Set(spans.map((span) => span.lane));
  for (let worker = 0; worker < workers; worker++) seen.add(worker);
  return [...seen].sort((a, b) => a - b);
}

export function laneName(lane: number): string {
  return isPage(lane) ? 'page' : `w${lane + 1}`;
}

/** Lanes shrink with their number so that 64 are still one picture. */
function pitchOf(lanes: number): number {
  return Math.max(7, Math.min(40, Math.floor(270 / Math.max(1, lanes))));
}

interface Frame {
  readonly width: number;
  readonly lanes: readonly number[];
  readonly pitch: number;
  /** Height of a lane's filling. */
  readonly thick: number;
  readonly bottom: number;
  readonly x: (ms: number) => number;
  readonly ticks: readonly number[];
  readonly pieces: readonly Piece[];
}

function frameOf(timeline: Timeline, width: number): Frame {
  const lanes = lanesOf(timeline);
  const pitch = pitchOf(lanes.length);
  const x = scaleLinear([0, timeline.makespanMs], [LEFT, width - 10]);
  const pixel = timeline.makespanMs / Math.max(1, width - 10 - LEFT);
  return {
    width,
    lanes,
    pitch,
    thick: pitch > 10 ? Math.round(pitch * 0.64) : pitch - 2,
    bottom: TOP + lanes.length * pitch,
    x,
    ticks: x.ticks(Math.max(2, Math.floor(width / 110))),
    pieces: merged(timeline.spans, pixel, timeline.makespanMs),
  };
}

function boxOf(
  piece: Piece,
  { x, lanes, pitch, thick }: Frame,
): { x: number; y: number; width: number; height: number } {
  const height = heightOf(piece.phase, thick);
  const left = x(piece.start);
  const full = x(piece.end) - left;
  // A hairline of paper between neighbours wide enough to bear it: chunks can be counted.
  const width = full > 4 ? full - 0.8 : Math.max(full, 0.35);
  return { x: left, y: TOP + lanes.indexOf(piece.lane) * pitch + (thick - height) / 2, width, height };
}

function round(value: number): string {
  return value.toFixed(2).replace(/\.?0+$/, '');
}

/** One path for all pieces of a phase; tasks alternate between two shades. */
function drawPhase(phase: Phase, frame: Frame): SVGTemplateResult {
  const shades = [0, 1].map((shade) =>
    frame.pieces
      .filter((piece) => piece.phase === phase && (piece.spans > 1 ? 0 : Math.abs(piece.task % 2)) === shade)
      .map((piece) => boxOf(piece, frame))
      .map(({ x, y, width, height }) => `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}z`)
      .join(''),
  );
  const fill = fillOf(phase);
  return svg`${shades.map((d, shade) => {
    if (d === '') return undefined;
    const name = `phase ${phase} ${shade === 1 && phase === 'running' ? 'second' : ''}`;
    return fill ? svg`<path fill=${fill} d=${d} />` : svg`<path class=${name} d=${d} />`;
  })}`;
}

const DRAWING_ORDER: readonly Phase[] = [
  'idle',
  'startup',
  'queued',
  'waiting-io',
  'yielded',
  'copying',
  'preempted',
  'waiting-gil',
  'waiting-lock',
  'waiting-step',
  'running',
  'released',
];

function drawLaneNames({ lanes, pitch, thick }: Frame): SVGTemplateResult {
  const every = Math.ceil(LINE_HEIGHT / pitch);
  const named = (lane: number): boolean => every === 1 || isPage(lane) || lane === 0 || (lane + 1) % every === 0;
  let last = -Infinity;
  return svg`${lanes.map((lane, row) => {
    const y = TOP + row * pitch + thick / 2 + 4;
    if (!named(lane) || y - last < LINE_HEIGHT - 2) return undefined;
    last = y;
    return svg`<text x="0" y=${y}>${laneName(lane)}</text>`;
  })}`;
}

function drawAxis({ x, bottom, ticks, width }: Frame): SVGTemplateResult {
  const text = (value: number): string => (value === 0 ? `0${THIN}ms` : String(value));
  return svg`<path class="grid" d=${ticks.map((value) => `M${x(value)} ${TOP}V${bottom}`).join('')} />
    ${fittingTicks(ticks, x, text).map(
      ({ at, text: words }) =>
        svg`<text class="middle" x=${Math.min(at, width - textWidth(words) / 2)} y=${bottom + 17}>${words}</text>`,
    )}`;
}

interface Sample {
  readonly phase: Phase;
  readonly x: number;
  readonly y: number;
}

/** The fills that occur, each with its name, flowing into as many rows as the width asks for. */
function keyOf({ pieces, width, bottom }: Frame): { samples: Sample[]; height: number } {
  const present = new Set(pieces.map((piece) => piece.phase));
  const samples: Sample[] = [];
  let x = LEFT;
  let row = 0;
  for (const phase of [...DRAWING_ORDER].reverse().filter((one) => present.has(one))) {
    const needed = 26 + textWidth(PHASE_NAMES[phase]);
    if (x > LEFT && x + needed > width) {
      x = LEFT;
      row += 1;
    }
    samples.push({ phase, x, y: bottom + 32 + row * 20 });
    x += needed + 14;
  }
  return { samples, height: (row + 1) * 20 };
}

function drawKey(samples: readonly Sample[]): SVGTemplateResult {
  return svg`${samples.map(({ phase, x, y }) => {
    const height = heightOf(phase, 11);
    const fill = fillOf(phase);
    const top = y + (11 - height) / 2;
    return svg`${
      fill
        ? svg`<rect fill=${fill} x=${x} y=${top} width="20" height=${height} />`
        : svg`<rect class="phase ${phase}" x=${x} y=${top} width="20" height=${height} />`
    }<text x=${x + 26} y=${y + 10}>${PHASE_NAMES[phase]}</text>`;
  })}`;
}

function describe({ lane, phase, task, spans, start, end }: Piece): string {
  const who = isPage(lane) ? 'page' : `worker ${lane + 1}`;
  const what = spans > 1 ? `${spans} spans, mostly ${PHASE_NAMES[phase]}` : PHASE_NAMES[phase];
  const which = spans === 1 && task >= 0 ? `, task ${task}` : '';
  return `${who}${which}: ${what}, ${inMs(start)}–${inMs(end)}${THIN}ms (${duration(end - start)})`;
}

function marksOf(frame: Frame): Mark[] {
  return frame.pieces.map((piece) => {
    const { x, y, width, height } = boxOf(piece, frame);
    const hit = Math.max(height, frame.thick);
    return {
      row: frame.lanes.indexOf(piece.lane),
      x,
      y: y - (hit - height) / 2,
      width,
      height: hit,
      text: describe(piece),
    };
  });
}

function within(span: Span, phase: Phase, makespan: number): number {
  return span.phase === phase ? Math.max(0, Math.min(span.end, makespan) - Math.max(span.start, 0)) : 0;
}

/** Totals a lane and phase; the single spans are marks of the picture. */
export function timelineTable(timeline: Timeline): ChartTable {
  const { spans, makespanMs } = timeline;
  const phases = DRAWING_ORDER.filter((phase) => spans.some((span) => span.phase === phase)).reverse();
  return {
    caption: `Milliseconds in each phase, of ${inMs(makespanMs)}${THIN}ms`,
    headers: ['Lane', 'Tasks', ...phases.map((phase) => PHASE_NAMES[phase])],
    rows: lanesOf(timeline).map((lane) => {
      const own = spans.filter((span) => span.lane === lane);
      const tasks = new Set(own.filter((span) => span.task >= 0).map((span) => span.task));
      const totals = phases.map((phase) => own.reduce((sum, span) => sum + within(span, phase, makespanMs), 0));
      return [isPage(lane) ? 'page' : `worker ${lane + 1}`, String(tasks.size), ...totals.map(inMs)];
    }),
  };
}

function busyShare({ spans, workers, makespanMs }: Timeline): number {
  const busy = spans.reduce(
    (sum, span) => sum + within(span, 'running', makespanMs) + within(span, 'released', makespanMs),
    0,
  );
  return makespanMs > 0 ? busy / (makespanMs * Math.max(1, workers)) : 0;
}

export function timeline(data: Timeline): Picture {
  const who = data.workers === 0 ? 'the page alone' : counted(data.workers, 'worker');
  return {
    label: `Who ran when, ${modelName(data.model)}: ${who}, ${duration(data.makespanMs)}, executing ${percent(busyShare(data))} of the time.`,
    table: timelineTable(data),
    layout(width): Layout {
      const frame = frameOf(data, width);
      const key = keyOf(frame);
      return {
        height: frame.bottom + 32 + key.height,
        marks: marksOf(frame),
        drawing: svg`<g class=${data.model}>${phasePatterns()} ${drawAxis(frame)} ${drawLaneNames(frame)}
          ${DRAWING_ORDER.map((phase) => drawPhase(phase, frame))} ${drawKey(key.samples)}</g>`,
      };
    },
  };
}
