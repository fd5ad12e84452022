/**
 * A number that was predicted and the one that was measured, on one axis: the interval solid with its estimate as a dot, the prediction
 * hollow above it, and the distance between them. Pure.
 */
import { svg } from 'lit';
import type { Interval } from '../measure/stats/interval.ts';
import { numberAxis } from './number-axis.ts';
import type { Layout, Mark, Picture } from './picture.ts';
import { textWidth } from './text-width.ts';

export interface PredictedNumberData {
  readonly said: number;
  readonly measured: Interval;
  /** Prints a value with its unit. */
  readonly word: (value: number) => string;
  /** What the number is, for the table. */
  readonly title: string;
}

const HEIGHT = 96;
const AXIS = 66;
const MEASURED = 50;
const SAID = 22;
const SIDE = 14;

/** Where a label of this width stands so that it keeps inside the picture. */
function held(at: number, text: string, width: number): number {
  const half = textWidth(text, 'bold') / 2 + 2;
  return Math.max(half, Math.min(width - half, at));
}

export function predictedNumber({ said, measured, word, title }: PredictedNumberData): Picture {
  const interval = `${word(measured.low)}–${word(measured.high)}`;
  const measuredWords = `measured: ${word(measured.estimate)}`;
  const saidWords = `you said ${word(said)}`;
  return {
    label: `${title}: you said ${word(said)}, measured ${word(measured.estimate)}.`,
    table: {
      caption: title,
      headers: ['Source', 'Value', '95 % interval'],
      rows: [
        ['Your prediction', word(said), '–'],
        ['Measured', word(measured.estimate), interval],
      ],
    },
    layout(width): Layout {
      const { at, ticks } = numberAxis([0, said, measured.low, measured.high], {
        range: [SIDE, width - SIDE],
        logFrom: Infinity,
        ticks: width < 440 ? 4 : 8,
        fromZero: true,
        margin: 0.06,
      });
      const [low, high, mid, guess] = [measured.low, measured.high, measured.estimate, said].map(at) as [
        number,
        number,
        number,
        number,
      ];
      const mark = (row: number, x: number, y: number, text: string): Mark => ({
        row,
        x,
        y,
        width: 0,
        height: 0,
        text,
      });
      return {
        height: HEIGHT,
        marks: [mark(0, guess, SAID, saidWords), mark(1, mid, MEASURED, `${measuredWords} (${interval})`)],
        drawing: svg`<g class="ink">
          <path class="axis" d=${`M${SIDE} ${AXIS}H${width - SIDE}`} />
          ${ticks.map((tick) => svg`<text class="middle" x=${tick.at} y=${AXIS + 17}>${tick.text}</text>`)}
          <path class="mark" d=${`M${guess} ${SAID}V${AXIS}`} />
          <path class="samples" d=${`M${low} ${MEASURED}H${Math.max(high, low + 0.5)}`} />
          <circle class="dot" cx=${mid} cy=${MEASURED} r="4" />
          <text class="named middle halo" x=${held(mid, measuredWords, width)} y=${MEASURED - 9}>${measuredWords}</text>
        </g>
        <g class="accented">
          <circle class="hollow" cx=${guess} cy=${SAID} r="5" />
          <text class="named middle halo" x=${held(guess, saidWords, width)} y=${SAID - 10}>${saidWords}</text>
        </g>`,
      };
    },
  };
}
