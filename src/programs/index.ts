/**
 * What a program is: task bodies that yield operations and say nothing about how these are carried out; and
 * the catalogue of programs. A program reaches a worker by its id and is imported there.
 */
import { registry } from '../base/registry.ts';

/** Everything a task body can ask for; closed, so that every model answers every operation. */
export type Operation = { readonly op: 'compute'; readonly start: number; readonly end: number };

export type Body = Generator<Operation, void, void>;

/** One task of a program: items `start` (inclusive) to `end` (exclusive) of the job's kernel. */
export interface Task {
  readonly start: number;
  readonly end: number;
}

export interface Program {
  readonly id: string;
  readonly title: string;
  body(task: Task): Body;
}

export const programs = registry<Program>('program', import.meta.glob<{ default: Program }>(['./*.ts', '!./index.ts']));
