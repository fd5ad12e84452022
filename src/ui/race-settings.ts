/**
 * The settings of a race that teach something, as data: what each is called, what there is to choose, whom it concerns and what it
 * shows. To add one, add a row.
 */
import { THIN } from '../charts/number-format.ts';
import type { ModelId } from '../models/index.ts';
import type { PlaySettings } from '../models/play/play.ts';
import type { Program } from '../programs/index.ts';

/** What of a program decides whether a setting matters to it. */
export type HeedingProgram = Pick<Program, 'resources'>;

export interface SettingRow<Key extends keyof PlaySettings = keyof PlaySettings> {
  readonly key: Key;
  readonly title: string;
  /** Ends the sentence that the title begins. */
  readonly shows: string;
  readonly models: readonly ModelId[];
  /** Left out where it can show under every program. */
  readonly programs?: { readonly what: string; readonly heed: (program: HeedingProgram) => boolean };
  readonly choices: readonly { readonly value: PlaySettings[Key]; readonly text: string }[];
}

/** Keeps the type of the values beside their key. */
function setting<Key extends keyof PlaySettings>(row: SettingRow<Key>): SettingRow {
  return row;
}

const SHARING_THREADS = ['free-threads', 'thread-executor'] as const;

export const SETTING_ROWS: readonly SettingRow[] = [
  setting({
    key: 'switchIntervalMs',
    title: 'Switch interval',
    shows:
      'how long a thread keeps the GIL while another asks for it: short means many hand-overs, long lets answers wait',
    models: ['gil-threads', 'gil-threads-released'],
    choices: [1, 5, 20, 50].map((value) => ({ value, text: `${value}${THIN}ms` })),
  }),
  setting({
    key: 'heldFraction',
    title: 'Held fraction',
    shows:
      'the part of each computation that keeps the GIL: at 1 as if it were never released, at 0 as if there were none',
    models: ['gil-threads-released'],
    choices: [0, 0.25, 0.5, 0.75, 1].map((value) => ({ value, text: String(value) })),
  }),
  setting({
    key: 'payload',
    title: 'Payload',
    shows: 'how a result comes back from a process, and what the way costs',
    models: ['processes', 'process-executor'],
    choices: [
      { value: 'clone', text: 'copied' },
      { value: 'transfer', text: 'moved' },
      { value: 'shared', text: 'shared' },
    ],
  }),
  setting({
    key: 'counting',
    title: 'References',
    shows:
      'what it costs threads to count the users of one object that all of them use: under a GIL plain counts are right and cheap',
    models: ['gil-threads', 'free-threads'],
    choices: [
      { value: 'none', text: 'not counted' },
      { value: 'plain', text: 'plainly (wrong without a GIL)' },
      { value: 'atomic', text: 'atomically' },
      { value: 'locked', text: 'under a lock' },
      { value: 'biased', text: 'biased to the owner' },
    ],
  }),
  setting({
    key: 'schedule',
    title: 'Schedule',
    shows:
      'who takes a task: whoever is free, or the worker to which it was dealt at the start, which leaves some idle where tasks are uneven; ranks deal always, executors never',
    models: ['gil-threads', 'gil-threads-released', 'free-threads', 'processes'],
    choices: [
      { value: 'dynamic', text: 'dynamic' },
      { value: 'static', text: 'static' },
    ],
  }),
  setting({
    key: 'counters',
    title: 'Counters',
    shows:
      'where counters stand that different threads add to: a cache line each, or side by side on one, which the processors then take from each other (false sharing)',
    models: SHARING_THREADS,
    programs: { what: 'programs that count', heed: ({ resources }) => (resources.counters ?? 0) > 0 },
    choices: [
      { value: 'padded', text: 'padded' },
      { value: 'shared-line', text: 'on one line' },
    ],
  }),
  setting({
    key: 'style',
    title: 'Event-loop style',
    shows: 'the same loop twice: tasks that await, or functions that are called when the wait is over',
    models: ['event-loop'],
    choices: [
      { value: 'coroutines', text: 'coroutines' },
      { value: 'callbacks', text: 'callbacks' },
    ],
  }),
];

/** Of as many workers as a page may have. */
const MOST_WORKERS = 64;

/** Up to twice the cores, so that too many can be seen. */
export function workerChoices(cores: number): readonly number[] {
  return Array.from({ length: Math.min(2 * cores, MOST_WORKERS) }, (_, index) => index + 1);
}
