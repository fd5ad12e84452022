/** What tasks of a play wait for, in words: what an error says about a program that cannot go on. */
import { unreachable } from '../../base/unreachable.ts';
import type { Operation } from '../../programs/operations.ts';
import type { PagePlay } from './page-play.ts';

/** More would not be read. */
const MOST_NAMED = 4;

function nameOf(play: PagePlay, task: number): string {
  return `task ${task} (${play.tasks[task]?.body ?? '?'})`;
}

function lockInWords(play: PagePlay, lock: number, asker: number): string {
  const holder = play.holderOf(lock);
  if (holder === null) return `lock ${lock}`;
  return `lock ${lock}, which ${holder === asker ? 'it holds itself' : `${nameOf(play, holder)} holds`}`;
}

/** "task 1 (reader) waits for lock 0, which task 0 (main) holds" */
export function waitInWords(play: PagePlay, task: number, operation: Operation): string {
  return `${nameOf(play, task)} ${predicate(play, task, operation)}`;
}

function predicate(play: PagePlay, task: number, operation: Operation): string {
  switch (operation.op) {
    case 'sleep':
      return `sleeps for ${operation.ms} ms`;
    case 'read':
    case 'read-file':
      return 'waits for a file';
    case 'join':
      return `waits for the end of ${operation.task === task ? 'itself' : nameOf(play, operation.task)}`;
    case 'acquire':
      return `waits for ${lockInWords(play, operation.lock, task)}`;
    case 'put':
      return `waits for room in queue ${operation.queue}, which is full`;
    case 'get':
      return `waits for an item of queue ${operation.queue}, which is empty`;
    case 'send':
      return `waits for room in the mailbox of ${nameOf(play, operation.to)}, which is full`;
    case 'receive':
      return 'waits for a message, and none is there';
    case 'compute':
    case 'print':
    case 'spawn':
    case 'is-done':
    case 'release':
    case 'load':
    case 'store':
    case 'count':
      return 'runs';
    default:
      return unreachable(operation);
  }
}

/** The first few that have not ended, and how many more there are. */
export function unfinishedInWords(play: PagePlay): string {
  const unfinished = play.tasks.filter(({ end }) => end === null).map(({ task }) => task);
  const named = unfinished.slice(0, MOST_NAMED).map((task) => {
    const operation = play.waitOf(task);
    return operation ? waitInWords(play, task, operation) : `${nameOf(play, task)} is ready to go on`;
  });
  const more = unfinished.length - named.length;
  return named.join('; ') + (more > 0 ? `; and ${more} more` : '');
}
