/**
 * The words of memory that a puzzle shows: what each is called and how its value reads. Offsets are those of assembly/sync;
 * tests/lessons/scheduler holds them against the sources.
 */

/** How a value reads. `lock`, `gate`: the name of a thread with flags; `thread`: a thread or nobody. */
export type Reading = 'number' | 'lock' | 'gate' | 'thread' | 'signal' | 'life' | 'bits' | 'flag';

export interface Word {
  readonly name: string;
  readonly at: number;
  readonly reading: Reading;
  /** Named where a step speaks of it, not shown beside the threads. */
  readonly hidden?: true;
}

/** assembly/sync/mutex.ts. */
export function mutexWords(name: string, mutex: number): Word[] {
  return [
    { name, at: mutex, reading: 'lock' },
    { name: `${name}’s gate`, at: mutex + 64, reading: 'gate' },
    { name: `first in ${name}’s line`, at: mutex + 72, reading: 'thread' },
    { name: `${name}’s heir`, at: mutex + 80, reading: 'thread' },
  ];
}

/** assembly/sync/thread.ts. */
export function threadWords(threads: readonly number[]): Word[] {
  return threads.flatMap((at, thread): Word[] => [
    { name: `thread ${thread + 1}’s signal`, at, reading: 'signal' },
    { name: `whether thread ${thread + 1} lives`, at: at + 4, reading: 'life', hidden: true },
    { name: `thread ${thread + 1}’s breaker`, at: at + 8, reading: 'bits', hidden: true },
  ]);
}

/** Gate and line of a structure that has both. */
export function gateWords(name: string, gate: number, list: number): Word[] {
  return [
    { name: `${name}’s gate`, at: gate, reading: 'gate' },
    { name: `first in ${name}’s line`, at: list, reading: 'thread' },
  ];
}

const SIGNALS = ['idle', 'waiting', 'woken', 'granted', 'refused', 'interrupted'] as const;
const LIVES = ['not there', 'alive', 'dead'] as const;
/** Flags beside a thread's name. */
const FLAGS = 3;
const OTHERS_WAIT = 1;

function threadName(value: number, threads: readonly number[]): string {
  const found = threads.indexOf(value & ~FLAGS);
  return found < 0 ? String(value) : `thread ${found + 1}`;
}

/** A value in words, `threads` being the records' addresses. */
export function valueText(reading: Reading, value: number, threads: readonly number[]): string {
  const marked = (value & OTHERS_WAIT) !== 0;
  switch (reading) {
    case 'number':
    case 'bits':
      return String(value);
    case 'lock':
      return value === 0 ? 'free' : `${threadName(value, threads)}${marked ? ', others wait' : ''}`;
    case 'gate':
      return value === 0 ? 'open' : `${threadName(value, threads)} inside${marked ? ', others sleep' : ''}`;
    case 'thread':
      return value === 0 ? 'nobody' : threadName(value, threads);
    case 'signal':
      return SIGNALS[value] ?? String(value);
    case 'life':
      return LIVES[value] ?? String(value);
    case 'flag':
      return value === 0 ? 'not set' : 'set';
  }
}
