/**
 * A hub on virtual time and greenlets of one form: what they do is written as steps that run one after the other at the bottom of
 * calls. Not a test itself.
 */
import type { GreenletBody } from '../../src/greenlets/generator-strand.ts';
import { Hub } from '../../src/greenlets/hub.ts';
import type { HubGreenlet } from '../../src/greenlets/hub-greenlet.ts';
import type { Strand, Switching } from '../../src/greenlets/strand.ts';
import { runHubVirtually } from '../../src/greenlets/virtual-hub.ts';
import { EventLoop, type LoopFault } from '../../src/loop/event-loop.ts';
import { VirtualClock } from '../../src/loop/virtual-time.ts';
import { nested, type Form } from './forms.ts';

/** Gets what the step before gave; what it gives itself counts as NaN where it is no number. A plain function gives nothing. */
export type Step = (value: number) => Switching<unknown> | void;

/** Calls between a body and its steps. */
const DEPTH = 12;

export class Scene {
  readonly clock = new VirtualClock();
  readonly loop = new EventLoop({ clock: this.clock, debug: true });
  readonly hub = new Hub(this.loop);
  readonly events: string[] = [];
  readonly faults: LoopFault[] = [];

  constructor(readonly form: Form) {
    this.loop.setExceptionHandler((fault) => this.faults.push(fault));
  }

  say(what: string): void {
    this.events.push(`${this.clock.now()} ${what}`);
  }

  body(steps: readonly Step[], depth = DEPTH): GreenletBody | Strand {
    const leaves = steps.map((_, operand) => ({ operation: 1, operand }));
    return this.form.body(nested(leaves, depth), function* (_, step, value) {
      const running = steps[step]?.(value);
      const got = running ? yield* running : undefined;
      return typeof got === 'number' ? got : NaN;
    });
  }

  spawn(...steps: readonly Step[]): HubGreenlet<number> {
    return this.hub.spawn<number>(this.body(steps) as Strand, 0);
  }

  /** Runs the hub until a greenlet of these steps has ended; what it returns. */
  async run(...steps: readonly Step[]): Promise<unknown> {
    return runHubVirtually(this.loop, this.clock, this.spawn(...steps).outcome);
  }
}

/** What comes out of a generator: its error's name, or `nothing`. */
export function* errorOf(body: Switching<unknown>): Switching<string> {
  try {
    yield* body;
    return 'nothing';
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}

export function errorIn(call: () => unknown): string {
  try {
    call();
    return 'nothing';
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}
