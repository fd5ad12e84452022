/**
 * What a result has to be told apart by besides its kernels' own versions: the page that measured it and the protocol it measured by.
 * The format of the document has its version in its name (results/limits.ts).
 */
import { version } from '../../package.json';

export interface Versions {
  /** Of this site, as in package.json. */
  readonly page: string;
  /** Of the way of measuring; results of different protocols are not laid over each other unasked. */
  readonly protocol: number;
}

/** Raised with every change after which the same device would give other numbers: sizes, warm-up, baselines, what counts as a sample. */
const PROTOCOL = 1;

export const VERSIONS: Versions = { page: version, protocol: PROTOCOL };
