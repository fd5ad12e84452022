/** The twelve tones that tell machines apart where they are compared; a picture's class picks one. Tokens come from the page. */
import { css } from 'lit';

export const machineColours = css`
  .machine-1 {
    --model: var(--machine-1);
  }
  .machine-2 {
    --model: var(--machine-2);
  }
  .machine-3 {
    --model: var(--machine-3);
  }
  .machine-4 {
    --model: var(--machine-4);
  }
  .machine-5 {
    --model: var(--machine-5);
  }
  .machine-6 {
    --model: var(--machine-6);
  }
  .machine-7 {
    --model: var(--machine-7);
  }
  .machine-8 {
    --model: var(--machine-8);
  }
  .machine-9 {
    --model: var(--machine-9);
  }
  .machine-10 {
    --model: var(--machine-10);
  }
  .machine-11 {
    --model: var(--machine-11);
  }
  .machine-12 {
    --model: var(--machine-12);
  }
`;
