/**
 * What a program is: task bodies that yield operations and say nothing about how these are carried out; and
 * the catalogue of programs. A program reaches a worker by its id and is imported there.
 */
import { registry } from '../base/registry.ts';
import type { Operation } from './operations.ts';

/** Answers come back through `yield`; use the generators of operations.ts, which give them types. */
export type Body = Generator<Operation, number, number>;

/** A range of items of the job's kernel, `end` excluded: what a chunk of a batch computes. */
export interface Task {
  readonly start: number;
  readonly end: number;
}

/** What the tasks of a program share, made before it starts. Everything is reached by its number, from 0. */
export interface Resources {
  readonly locks: number;
  /** How many items each queue holds at most. */
  readonly queues: readonly number[];
  /** Global variables, all 0 at first. A process has its own copy of each, which no other sees. */
  readonly cells: number;
  /** Whole numbers that are only added to, all 0 at first, at most 32; a process has its own. Left out where there are none. */
  readonly counters?: number;
}

export const NOTHING_SHARED: Resources = { locks: 0, queues: [], cells: 0 };

/** An argument of `main` that a visitor may set. */
export interface Parameter {
  readonly name: string;
  readonly unit: '' | 'ms' | 'items';
  readonly usual: number;
  readonly least: number;
  readonly most: number;
}

/** How the tasks of a run went about it: one after the other in the order of their spawning, or overlapping. */
export type Order = 'in-turn' | 'overlapping';

/** What a run left behind, for the check. */
export interface Printout {
  /** In the order in which they were printed. */
  readonly lines: readonly string[];
  /** What `main` returned. */
  readonly result: number;
  readonly args: readonly number[];
  readonly order: Order;
  /** Cells are one memory for all tasks; false under processes and ranks. */
  readonly sharesCells: boolean;
}

export interface Program {
  readonly id: string;
  readonly title: string;
  /** Letters of the introductions it comes from, as in "A, E"; empty for our own. */
  readonly from: string;
  /** What there is to notice, a sentence or two. */
  readonly notice: string;
  readonly parameters: readonly Parameter[];
  readonly resources: Resources;
  /** Computes: needs a kernel on the stage, all of whose items it must compute. */
  readonly computes: boolean;
  /** Reads files: one is written for each thread before it starts, and removed after it. */
  readonly readsFiles?: true;
  /**
   * Threads that a Python program would start, one for each task that waits; null, or left out, where the program only computes and
   * one for each core is what one would take.
   */
  threads?(...args: number[]): number | null;
  /** Tasks wait for each other both ways: played one after the other it is stuck, which is then the right outcome. */
  readonly needsOverlap?: true;
  /** The first task runs `main`; others run what was spawned by name. */
  readonly bodies: Readonly<Record<string, (...args: number[]) => Body>> & { main(...args: number[]): Body };
  /** Null where what was printed and returned is right; else a sentence that says what is not. */
  check(printout: Printout): string | null;
}

export const programs = registry<Program>(
  'program',
  import.meta.glob<{ default: Program }>(['./*.ts', '!./index.ts', '!./operations.ts']),
);
