/** A rig for deferreds. Not a test itself. */
import type { Failure } from '../../src/loop/failure.ts';
import { rig, type Rig } from './rig.ts';

/** A rig with stages that write down what they get. */
export function chained(): Rig & {
  readonly pass: <T>(name: string) => (value: T) => T;
  readonly passFailure: (name: string) => (failure: Failure) => Failure;
} {
  const parts = rig();
  const say = (text: string): void => void parts.events.push(`${parts.loop.time()} ${text}`);
  return {
    ...parts,
    pass: (name) => (value) => {
      say(`${name} has ${String(value)}`);
      return value;
    },
    passFailure: (name) => (failure) => {
      say(`${name} has ${String(failure.thrown)}`);
      return failure;
    },
  };
}
