/**
 * Every view by its address, as a visitor opens it, and the control that shows whether it is ready: where it stands and what it looks like once it
 * has answered a click. Measures nothing.
 */
import { resultAddress } from '../../../src/results/link/address.ts';
import { fullPayload } from '../../../src/results/link/full-link.ts';
import { measuredDocument } from './measured.ts';

/** Selectors, each within the shadow root of what the one before it has found. */
export type Path = readonly string[];

export interface MeasuredView {
  readonly name: string;
  /** The fragment. */
  readonly address: string;
  /** What has to be there besides. */
  readonly standing?: Path;
  /** What a visitor would press first. */
  readonly control: Path;
  /** How the answer is seen: the control's own text is another, an attribute of it is, or something stands that did not. */
  readonly answer: 'text' | 'aria-expanded' | Path;
}

const ROOM = 2_000;

const running = (name: string, controls: string): MeasuredView => ({
  name,
  address: `#/${name}`,
  control: ['lab-app', `lab-${name}`, controls, 'button.primary'],
  answer: 'text',
});

/** The view has nothing to start: once it stands, the way on to Measure is taken. */
const read = (name: string, standing: Path): MeasuredView => ({
  name,
  address: `#/${name}`,
  standing: ['lab-app', `lab-${name}`, ...standing],
  control: ['lab-app', 'nav [href="#/measure"]'],
  answer: ['lab-app', 'nav [href="#/measure"][aria-current]'],
});

export async function measuredViews(): Promise<MeasuredView[]> {
  const { payload } = await fullPayload(measuredDocument(), ROOM);
  return [
    running('measure', 'lab-controls'),
    running('models', 'lab-race-controls'),
    read('lessons', ['ol']),
    running('claims', 'lab-claims-controls'),
    running('kernels', 'lab-advisor-bar'),
    running('advisor', 'lab-advisor-bar'),
    running('sustained', 'lab-sustained-controls'),
    {
      name: 'compare',
      address: '#/compare',
      control: ['lab-app', 'lab-compare', 'lab-compare-ways', 'summary'],
      answer: ['lab-app', 'lab-compare', 'lab-compare-ways', 'details[open]'],
    },
    read('history', ['ol']),
    {
      name: 'result',
      address: resultAddress({ kind: 'full', text: payload }),
      control: ['lab-app', 'lab-result', 'lab-report', 'lab-speed-up', 'lab-figure', 'button[aria-expanded]'],
      answer: 'aria-expanded',
    },
    read('method', ['h1']),
  ];
}
