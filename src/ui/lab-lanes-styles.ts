/** The frame of the lanes: a toolbar above, the canvas, a line that reads out, buttons. */
import { css } from 'lit';

export const lanesStyles = css`
  .tools,
  .files {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.2rem 1.1rem;
  }
  .tools button,
  .files button,
  .more {
    font-size: var(--size-small);
    font-weight: 400;
    padding: 0.2rem 0;
  }
  .tools label {
    margin-right: auto;
  }
  canvas {
    display: block;
    width: 100%;
    touch-action: pan-y;
    cursor: crosshair;
  }
  .readout {
    min-height: 3.1em;
    max-width: none;
  }
  .under {
    align-items: flex-start;
    flex-wrap: wrap;
  }
  .under .readout {
    flex: 1 1 20rem;
  }
  .tools button {
    min-width: 24px;
  }
  @media print {
    .tools,
    .under {
      display: none;
    }
    /* Whole on a page; the inline height is the screen's. */
    canvas {
      width: auto;
      height: auto !important;
      max-height: 21cm;
    }
  }
  @media (pointer: coarse) {
    .tools button {
      min-width: 44px;
    }
    .tools button,
    .files button {
      padding-block: 0.7rem;
    }
  }
`;
