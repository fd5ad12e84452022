/** How a strip is drawn, beside the geometry of `charts/claim-strip`. */
import { css } from 'lit';

export const stripStyles = css`
  .strip {
    display: block;
    overflow: visible;
    max-width: 100%;
  }
  .strip text {
    font: 12px var(--sans);
    font-variant-numeric: tabular-nums;
    fill: var(--soft);
    text-anchor: middle;
  }
  .strip .region {
    fill: color-mix(in srgb, var(--ink) 11%, var(--paper));
  }
  .strip .axis {
    stroke: var(--quiet);
    fill: none;
  }
  .strip .border {
    stroke: var(--soft);
    stroke-width: 1;
  }
  .strip path.own {
    stroke: var(--ink);
    stroke-width: 4;
    fill: none;
  }
  .strip path.estimate {
    stroke: var(--ink);
    stroke-width: 2;
    fill: none;
  }
  .strip path.control {
    stroke: var(--soft);
    stroke-width: 1.5;
    stroke-dasharray: 2 2;
    fill: none;
  }
  .strip circle.control {
    fill: var(--paper);
    stroke: var(--soft);
    stroke-width: 1.25;
  }
  @media (forced-colors: active) {
    .strip path,
    .strip circle {
      stroke: CanvasText;
    }
    .strip .region {
      fill: GrayText;
    }
  }
`;
