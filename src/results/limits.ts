/**
 * The name of the result format and how much of anything a document holds: written by document.ts, demanded by
 * schema.ts. Numbers only, so that making a document loads no schema library.
 */
export const FORMAT = 'overlap-result/1';

export const LIMITS = {
  /** Characters of an id, a name, a sentence. */
  id: 40,
  name: 120,
  /** What an owner calls a machine. */
  label: 40,
  text: 400,
  /** Entries of a list. */
  work: 32,
  series: 2048,
  samples: 4096,
  handshake: 256,
  /** Numbers of workers on a curve, workers with a pace, points of a law. */
  points: 512,
  /** All pairs of 64 workers. */
  pairs: 2016,
  /** Fitted laws, serial fractions, recorded runs with work and span, recommendations. */
  laws: 1024,
  accounts: 2048,
  startups: 256,
  warnings: 64,
  claims: 128,
  /** The largest number of workers or cores. */
  count: 4096,
} as const;

/**
 * The parts of a document that a link may lack for want of room, least missed first: what each is, and what is left out, is said in
 * link/omission.ts.
 */
export const OMITTED = [
  'pairs',
  'startup',
  'handshake',
  'samples',
  'worth',
  'laws',
  'surroundings',
  'hints',
  'accounts',
  'claims',
  'series',
  'warnings',
  'work',
  'texts',
] as const;
