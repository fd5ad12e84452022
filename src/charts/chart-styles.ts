/**
 * The styles of every drawing: text, axes, one colour a model, one fill a phase. Adopted by whatever
 * element holds a drawing. Geometry is never here: it is in the attributes that a chart computes.
 */
import { css } from 'lit';
import { machineColours } from './machine-colours.ts';

export const modelColours = css`
  .main-thread {
    --model: var(--main-thread);
  }
  .event-loop {
    --model: var(--event-loop);
  }
  .greenlets {
    --model: var(--greenlets);
  }
  .gil-threads {
    --model: var(--gil-threads);
  }
  .gil-threads-released {
    --model: var(--gil-threads-released);
  }
  .free-threads,
  .thread-executor {
    --model: var(--free-threads);
  }
  .processes,
  .process-executor {
    --model: var(--processes);
  }
  .ranks {
    --model: var(--ranks);
  }
`;

export const chartStyles = css`
  ${modelColours}
  ${machineColours}
  svg {
    display: block;
    overflow: visible;
    forced-color-adjust: auto;
  }
  text {
    font: 12px var(--sans);
    font-variant-numeric: tabular-nums;
    fill: var(--soft);
  }
  text.named {
    fill: var(--model);
    font-weight: 600;
  }
  .halo {
    paint-order: stroke;
    stroke: var(--paper);
    stroke-width: 4px;
    stroke-linejoin: round;
  }
  .end {
    text-anchor: end;
  }
  .middle {
    text-anchor: middle;
  }
  .grid {
    stroke: var(--rule);
    fill: none;
    shape-rendering: crispEdges;
  }
  .axis {
    stroke: var(--quiet);
    fill: none;
    shape-rendering: crispEdges;
  }
  .ideal {
    stroke: var(--soft);
    stroke-width: 1.25;
    stroke-dasharray: 1 4;
    stroke-linecap: round;
    fill: none;
  }
  .law {
    stroke: var(--ink);
    stroke-width: 1;
    stroke-dasharray: 6 3;
    fill: none;
  }
  .sketch {
    stroke: var(--model);
    stroke-width: 1.5;
    stroke-dasharray: 5 3 1 3;
    stroke-linejoin: round;
    fill: none;
  }
  .modelled {
    --model: var(--soft);
  }
  .modelled text.named {
    font-style: italic;
    font-weight: 400;
  }
  .mark {
    stroke: var(--soft);
    stroke-dasharray: 1 3;
    fill: none;
  }
  .leader {
    stroke: var(--model);
    opacity: 0.5;
    fill: none;
  }
  .line {
    stroke: var(--model);
    stroke-width: 2.25;
    stroke-linejoin: round;
    stroke-linecap: round;
    fill: none;
  }
  .thread-executor .line,
  .process-executor .line {
    stroke-dasharray: 6 4;
  }
  .machine-7 .line,
  .machine-8 .line,
  .machine-9 .line,
  .machine-10 .line,
  .machine-11 .line,
  .machine-12 .line {
    stroke-dasharray: 11 5;
  }
  .level .line {
    stroke-width: 1.5;
  }
  .band {
    fill: var(--model);
    opacity: 0.16;
  }
  .many .band {
    opacity: 0.08;
  }
  .dot {
    fill: var(--model);
  }
  .hollow {
    fill: var(--paper);
    stroke: var(--model);
    stroke-width: 2;
  }
  .samples {
    stroke: var(--model);
    stroke-width: 5;
    stroke-linecap: round;
    opacity: 0.55;
    fill: none;
  }
  .median {
    stroke: var(--model);
    stroke-width: 2;
    fill: none;
  }
  .group {
    stroke: var(--model);
    stroke-width: 1.25;
    opacity: 0.6;
    fill: none;
  }
  .shade {
    fill: var(--ink);
  }
  .never {
    fill: none;
    stroke: var(--quiet);
  }
  text.in-cell {
    fill: var(--ink);
  }
  .ink {
    --model: var(--ink);
  }
  .accented {
    --model: var(--accent);
  }
  .phase {
    fill: var(--model);
  }
  .phase.second {
    fill: color-mix(in srgb, var(--model) 74%, var(--paper));
  }
  .phase.released {
    fill: var(--gil-threads-released);
  }
  .phase.waiting-io {
    fill: color-mix(in srgb, var(--model) 25%, var(--paper));
  }
  .phase.yielded {
    fill: color-mix(in srgb, var(--model) 50%, var(--paper));
  }
  .phase.queued {
    fill: var(--quiet);
  }
  .phase.idle {
    fill: var(--quiet);
  }
  .fill-stroke {
    stroke: var(--model);
    stroke-width: 1.4;
    fill: none;
  }
  .fill-stroke.startup {
    stroke: var(--soft);
    stroke-width: 1;
    opacity: 0.6;
  }
  .fill-dot {
    fill: var(--model);
  }
  .bar {
    fill: var(--gil-threads);
  }
  .bar.gain {
    fill: var(--free-threads);
  }
  .bar.unexplained {
    fill: var(--soft);
    opacity: 0.55;
  }
  .cursor {
    fill: none;
    stroke: var(--ink);
    stroke-width: 1.5;
    pointer-events: none;
  }
  @media (forced-colors: active) {
    /* Left alone, the halo would take the colour of the text and blot it out. */
    text,
    text.named {
      forced-color-adjust: none;
      fill: CanvasText;
    }
    .halo {
      stroke: Canvas;
    }
    .line,
    .samples,
    .median,
    .hollow,
    .fill-stroke,
    .cursor {
      stroke: CanvasText;
    }
    .phase,
    .dot,
    .shade,
    .bar {
      fill: CanvasText;
    }
    .phase.idle,
    .phase.queued,
    .phase.second,
    .phase.yielded,
    .phase.waiting-io {
      fill: GrayText;
    }
    .grid,
    .axis,
    .ideal,
    .law,
    .mark {
      stroke: GrayText;
    }
  }
`;
