/**
 * Words that links write as numbers. APPEND-ONLY: a place, once released, keeps its word for ever. A summary has one text only, so where
 * a table of a summary grows, its form gets a higher version, and a reader takes for an older link the words that its version knew.
 * What is in no table is spelled out.
 */
import type { Build } from '../../base/builds.ts';
import { members } from '../../base/members.ts';
import type { Schedule } from '../../base/schedule.ts';
import type {
  Ending,
  FittedLaw,
  LossShare,
  Mode,
  Preset,
  Report,
  SideNote,
  Surroundings,
  Work,
} from '../../measure/report.ts';
import type { ModelId } from '../../models/index.ts';
import type { OMITTED } from '../limits.ts';
import type { ResultDocument } from '../schema.ts';

export const STATES = members<Report['state']>()('complete', 'stopped', 'failed', 'running');
export const MODES = members<Mode>()('shared', 'messages', 'main-only');
export const PRESETS = members<Preset>()('quick', 'thorough');
export const BUILDS = members<Build>()('relaxed-simd', 'simd', 'scalar');
export const SCHEDULES = members<Schedule>()('dynamic', 'static', 'guided', 'stealing');
export const MODELS = members<ModelId>()(
  'main-thread',
  'event-loop',
  'greenlets',
  'gil-threads',
  'gil-threads-released',
  'free-threads',
  'processes',
  'thread-executor',
  'process-executor',
  'ranks',
);

export const KERNELS = [
  'mandelbrot',
  'matmul',
  'primes',
  'nbody',
  'ep',
  'triad',
  'copy',
  'scale',
  'add',
  'sha256',
  'heat',
  'sort',
  'queens',
  'spectral',
  'fannkuch',
] as const;

export const BROWSERS = [
  'Chromium',
  'Firefox',
  'Safari',
  'Edge',
  'Opera',
  'Samsung Internet',
  'WebKit',
  'unknown browser',
] as const;

export const PLATFORMS = ['Linux', 'Windows', 'Mac', 'Android', 'iPhone', 'iPad', 'CrOS', 'unknown platform'] as const;

/** Characters of names that take seven bits; all others take more. */
export const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -';

export const ENDINGS = members<Ending>()('precise', 'budget', 'stopped', 'failed');
export const FORMS = members<Work['serialForm']>()('main-thread', 'one worker');
export const LOSSES = members<LossShare['id']>()(
  'startup',
  'dispatch',
  'claiming',
  'imbalance',
  'steps',
  'waiting',
  'copying',
  'collecting',
  'other-load',
  'slower-cores',
  'memory',
  'sharing',
  'slower-work',
  'unexplained',
);
export const NOTES = members<SideNote['id']>()('startup', 'main-against-worker', 'oversubscription', 'memory-only');
export const UNITS = members<SideNote['unit']>()('ms', '×');
export const LAWS = members<FittedLaw['id']>()('amdahl', 'gustafson', 'usl');
export const PARAMETERS = members<FittedLaw['parameters'][number]['id']>()(
  'serial-fraction',
  'contention',
  'coherency',
);
export const PRESSURES = members<NonNullable<Surroundings['pressure']>>()('nominal', 'fair', 'serious', 'critical');
export const VERDICTS = members<ResultDocument['claims'][number]['verdict']>()(
  'holds',
  'refuted',
  'undecided',
  'not-testable',
);
/** Parts that a link may lack. */
export const PARTS = members<(typeof OMITTED)[number]>()(
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
);
