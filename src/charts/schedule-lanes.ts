/**
 * A schedule as a picture: one lane a thread, one column a step, in the order in which the turns were given. Who sleeps is crossed, who
 * could run and was not let is a hairline. Time is not measured here: a step is as wide as any other.
 */
import { svg, type SVGTemplateResult } from 'lit';
import { fillOf, phasePatterns } from './phase-fills.ts';
import type { Layout, Mark, Picture } from './picture.ts';
import { fittingTicks } from './ticks.ts';

export interface ScheduledStep {
  /** From 0. */
  readonly thread: number;
  /** What it did, in words. */
  readonly text: string;
  /** Threads that sleep while it does. */
  readonly asleep: readonly number[];
  /** Threads that have ended by then. */
  readonly ended: readonly number[];
}

export interface Schedule {
  readonly threads: number;
  readonly steps: readonly ScheduledStep[];
  /** What it came to, in a sentence. */
  readonly finding: string;
}

const LEFT = 64;
const TOP = 4;
const PITCH = 36;
const THICK = 22;
const WIDEST = 44;
const KEY_HEIGHT = 22;

interface Frame {
  readonly pitch: number;
  readonly bottom: number;
}

function frameOf({ threads, steps }: Schedule, width: number): Frame {
  return {
    pitch: Math.min(WIDEST, (width - LEFT - 2) / Math.max(1, steps.length)),
    bottom: TOP + threads * PITCH,
  };
}

function boxOf(thread: number, step: number, { pitch }: Frame): Omit<Mark, 'row' | 'text'> {
  const gap = pitch > 5 ? 1 : 0;
  return { x: LEFT + step * pitch, y: TOP + thread * PITCH, width: pitch - gap, height: THICK };
}

function lanes(schedule: Schedule, frame: Frame): SVGTemplateResult {
  const all = Array.from({ length: schedule.threads }, (_, thread) => thread);
  const kindOf = (thread: number, step: ScheduledStep): 'runs' | 'sleeps' | 'ended' | 'waits' => {
    if (step.thread === thread) return 'runs';
    if (step.ended.includes(thread)) return 'ended';
    return step.asleep.includes(thread) ? 'sleeps' : 'waits';
  };
  return svg`${all.map(
    (thread) => svg`<text x="0" y=${TOP + thread * PITCH + THICK / 2 + 4}>thread ${thread + 1}</text>
      ${schedule.steps.map((step, index) => {
        const { x, y, width, height } = boxOf(thread, index, frame);
        switch (kindOf(thread, step)) {
          case 'runs':
            return svg`<rect class="phase running" x=${x} y=${y} width=${width} height=${height} />`;
          case 'sleeps':
            return svg`<rect fill=${fillOf('waiting-lock') ?? 'none'} x=${x} y=${y} width=${frame.pitch} height=${height} />`;
          case 'waits':
            return svg`<rect class="phase idle" x=${x} y=${y + height / 2 - 0.75} width=${frame.pitch} height="1.5" />`;
          case 'ended':
            return undefined;
        }
      })}`,
  )}`;
}

function axis({ steps }: Schedule, frame: Frame): SVGTemplateResult {
  const numbers = steps.map((_, index) => index + 1);
  const middle = (number: number): number => LEFT + (number - 0.5) * frame.pitch;
  return svg`<text x="0" y=${frame.bottom + 10}>step</text>
    ${fittingTicks(numbers, middle, String, [1]).map(
      ({ at, text }) => svg`<text class="middle" x=${at} y=${frame.bottom + 10}>${text}</text>`,
    )}`;
}

function key(frame: Frame): SVGTemplateResult {
  const y = frame.bottom + KEY_HEIGHT;
  return svg`<rect class="phase running" x=${LEFT} y=${y} width="20" height="11" />
    <text x=${LEFT + 26} y=${y + 10}>has the turn</text>
    <rect fill=${fillOf('waiting-lock') ?? 'none'} x=${LEFT + 118} y=${y} width="20" height="11" />
    <text x=${LEFT + 144} y=${y + 10}>sleeps</text>`;
}

function markOf({ thread, text }: ScheduledStep, index: number, frame: Frame): Mark {
  return { row: thread, ...boxOf(thread, index, frame), text: `Step ${index + 1}: thread ${thread + 1} ${text}` };
}

export function scheduleLanes(schedule: Schedule): Picture {
  const { steps, finding } = schedule;
  return {
    label: `Who had the turn at each of ${steps.length} steps. ${finding}`,
    table: {
      caption: 'The schedule, step by step',
      headers: ['Step', 'Thread', 'What it did'],
      rows: steps.map(({ thread, text }, index) => [String(index + 1), String(thread + 1), text]),
    },
    layout(width): Layout {
      const frame = frameOf(schedule, width);
      return {
        height: frame.bottom + KEY_HEIGHT + 16,
        marks: steps.map((step, index) => markOf(step, index, frame)),
        drawing: svg`<g class="free-threads">${phasePatterns()} ${lanes(schedule, frame)} ${axis(schedule, frame)} ${key(frame)}</g>`,
      };
    },
  };
}
