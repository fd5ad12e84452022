/**
 * How an execution model is called and coloured, everywhere. Colours are tokens of `ui/page.css`,
 * reached through the class `model <id>` of `chart-styles.ts`.
 */
import type { ModelId } from '../models/index.ts';

const NAMES = {
  'main-thread': 'main thread',
  'event-loop': 'event loop',
  greenlets: 'greenlets',
  'gil-threads': 'threads under a GIL',
  'gil-threads-released': 'threads, GIL released',
  'free-threads': 'free threads',
  processes: 'processes',
  'thread-executor': 'thread executor',
  'process-executor': 'process executor',
  ranks: 'ranks',
} as const satisfies Record<ModelId, string>;

const SHORT: Partial<Record<ModelId, string>> = {
  'gil-threads': 'GIL threads',
  'gil-threads-released': 'GIL released',
  'thread-executor': 'thread exec.',
  'process-executor': 'process exec.',
};

export function modelName(model: ModelId): string {
  return NAMES[model];
}

/** For labels in little room. */
export function shortModelName(model: ModelId): string {
  return SHORT[model] ?? NAMES[model];
}

/** "2 free threads", "1 process", "the main thread": who did the work. */
export function workersOf(model: ModelId, workers: number): string {
  if (workers === 0) return `the ${NAMES[model]}`;
  if (workers > 1 && (model === 'free-threads' || model === 'processes' || model === 'ranks'))
    return `${workers} ${NAMES[model]}`;
  if (workers === 1 && model === 'free-threads') return '1 free thread';
  if (workers === 1 && model === 'processes') return '1 process';
  if (workers === 1 && model === 'ranks') return '1 rank';
  return `${NAMES[model]}, ${workers === 1 ? '1 worker' : `${workers} workers`}`;
}
