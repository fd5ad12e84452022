/**
 * The handshake: how long a round at the barrier takes by number of threads, on a logarithmic axis.
 * While all are on a processor it is fractions of a microsecond; with one too many they take turns and
 * it is milliseconds. The jump is the proof.
 */
import { scaleLinear, scaleLog } from 'd3-scale';
import { nothing, svg, type SVGTemplateResult } from 'lit';
import type { HandshakeLevel } from '../measure/report.ts';
import { counted, duration } from './number-format.ts';
import type { ChartTable, Layout, Mark, Picture } from './picture.ts';
import { textWidth } from './text-width.ts';
import { decades, fittingTicks } from './ticks.ts';

const LEFT = 54;
const TOP = 30;
const BOTTOM = 40;

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly x: (workers: number) => number;
  /** Where no round was completed the dot sits at the upper edge. */
  readonly y: (ms: number) => number;
  readonly grid: readonly number[];
  /** Between the last that ran at once and the first that took turns; null where nobody took turns. */
  readonly jump: number | null;
}

function frameOf(levels: readonly HandshakeLevel[], width: number): Frame {
  const height = Math.round(Math.max(220, Math.min(280, width * 0.5)));
  const times = levels
    .flatMap((level) => [level.medianRoundMs, level.p90RoundMs])
    .filter((ms) => ms > 0 && Number.isFinite(ms));
  const grid = decades(Math.min(...times, 0.001), Math.max(...times, 0.01));
  const workers = levels.map((level) => level.workers);
  const pad = Math.max(0.5, levels.length * 0.04);
  const x = scaleLinear([Math.min(...workers) - pad, Math.max(...workers) + pad], [LEFT, width - 4]);
  const y = scaleLog([grid[0] ?? 0.001, grid.at(-1) ?? 1], [height - BOTTOM, TOP]);
  const first = levels.find((level) => !level.simultaneous);
  const bottom = grid[0] ?? 0.001;
  return {
    width,
    height,
    x,
    y: (ms) => (Number.isFinite(ms) ? y(Math.max(ms, bottom)) : TOP),
    grid,
    jump: first ? x(first.workers - 0.5) : null,
  };
}

function decadeText(ms: number): string {
  return duration(ms).replace('.0', '');
}

function drawAxes(frame: Frame, levels: readonly HandshakeLevel[]): SVGTemplateResult {
  const { x, y, grid, width, height } = frame;
  const counts = levels.map((level) => level.workers);
  const last = levels.filter((level) => level.simultaneous).at(-1)?.workers ?? 1;
  const labelled = fittingTicks(grid, (ms) => -y(ms) * 3, decadeText);
  return svg`<path class="grid" d=${grid.map((ms) => `M${LEFT} ${y(ms)}H${width - 4}`).join('')} />
    <path class="axis" d="M${LEFT} ${height - BOTTOM}H${width - 4}" />
    ${labelled.map(({ value, text }) => svg`<text class="end" x=${LEFT - 8} y=${y(value) + 4}>${text}</text>`)}
    ${fittingTicks(counts, x, String, [last, last + 1, counts[0] ?? 1]).map(
      ({ at, text }) => svg`<text class="middle" x=${at} y=${height - BOTTOM + 17}>${text}</text>`,
    )}
    <text x=${LEFT} y=${height - BOTTOM + 34}>threads at the barrier</text>`;
}

/** "all at once" to the left of the jump, "taking turns" to its right, above the plot. */
function drawSides({ jump, width, height }: Frame): SVGTemplateResult {
  const [once, turns] = ['all at once', 'taking turns'];
  const y = TOP - 14;
  if (jump === null) return svg`<text x=${LEFT} y=${y}>${once}</text>`;
  const roomLeft = jump - LEFT - 6 >= textWidth(once);
  const roomRight = width - jump - 6 >= textWidth(turns);
  return svg`<path class="mark" d="M${jump} ${TOP - 24}V${height - BOTTOM}" />
    ${roomLeft ? svg`<text class="end" x=${jump - 6} y=${y}>${once}</text>` : nothing}
    ${roomRight ? svg`<text x=${jump + 6} y=${y}>${turns}</text>` : nothing}`;
}

function drawLevel(level: HandshakeLevel, { x, y, width }: Frame, labelled: boolean): SVGTemplateResult {
  const at = x(level.workers);
  const [median, p90] = [y(level.medianRoundMs), y(level.p90RoundMs)];
  const words = Number.isFinite(level.medianRoundMs) ? duration(level.medianRoundMs) : 'no round completed';
  const room = textWidth(words) + 8;
  const side = at + room > width ? 'end' : '';
  const fill = level.simultaneous ? 'dot' : 'dot late';
  return svg`<path class="leader" d="M${at} ${median}V${p90}M${at - 3} ${p90}h6" />
    <circle class=${fill} cx=${at} cy=${median} r="4" />
    ${labelled ? svg`<text class="halo ${side}" x=${side ? at - 8 : at + 8} y=${median - 8}>${words}</text>` : nothing}`;
}

/** The two that make the point carry their time: the last at once and the first taking turns. */
function speaking(levels: readonly HandshakeLevel[]): Set<HandshakeLevel | undefined> {
  return new Set([levels.filter((level) => level.simultaneous).at(-1), levels.find((level) => !level.simultaneous)]);
}

function describe({ workers, rounds, medianRoundMs, p90RoundMs, simultaneous }: HandshakeLevel): string {
  const who = counted(workers, 'thread');
  if (rounds === 0 || !Number.isFinite(medianRoundMs)) return `${who}: not one round completed`;
  const how = simultaneous ? 'all at once' : 'taking turns';
  return `${who}: ${duration(medianRoundMs)} a round, nine in ten within ${duration(p90RoundMs)}, ${counted(rounds, 'round')}: ${how}`;
}

export function handshakeTable(levels: readonly HandshakeLevel[]): ChartTable {
  return {
    caption: 'Time of one round at the barrier',
    headers: ['Threads', 'Rounds', 'Median', '90 in 100 within', 'Found'],
    rows: levels.map((level) => [
      String(level.workers),
      String(level.rounds),
      duration(level.medianRoundMs),
      duration(level.p90RoundMs),
      level.simultaneous ? 'all at once' : 'taking turns',
    ]),
  };
}

export function handshake(levels: readonly HandshakeLevel[]): Picture {
  const proven = levels.filter((level) => level.simultaneous).at(-1)?.workers ?? 1;
  return {
    label: `Time of a round at the barrier by number of threads: ${counted(proven, 'thread')} at once, then a jump.`,
    table: handshakeTable(levels),
    layout(width): Layout {
      const frame = frameOf(levels, width);
      const heard = speaking(levels);
      const marks: Mark[] = levels.map((level) => ({
        row: 0,
        x: frame.x(level.workers),
        y: frame.y(level.medianRoundMs),
        width: 0,
        height: 0,
        text: describe(level),
      }));
      return {
        height: frame.height,
        marks,
        drawing: svg`<g class="ink">${drawAxes(frame, levels)} ${drawSides(frame)}
          ${levels.map((level) => drawLevel(level, frame, heard.has(level)))}</g>`,
      };
    },
  };
}
