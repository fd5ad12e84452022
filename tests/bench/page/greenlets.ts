/**
 * What a switch of greenlets costs in this browser, in both forms, and a turn through the hub. Each function returns nanoseconds and
 * is called from outside, so that the forms can be taken in turns.
 */
import { enter, enterAsync } from '../../../src/greenlets/enter.ts';
import { Greenlet } from '../../../src/greenlets/greenlet.ts';
import { Hub } from '../../../src/greenlets/hub.ts';
import { hasStackSwitching } from '../../../src/greenlets/stack-switching.ts';
import type { Strand, Switching } from '../../../src/greenlets/strand.ts';
import { runHubVirtually } from '../../../src/greenlets/virtual-hub.ts';
import { EventLoop } from '../../../src/loop/event-loop.ts';
import { runVirtually, VirtualClock } from '../../../src/loop/virtual-time.ts';
import { compileModule } from '../../../src/runtime/module.ts';
import { nested, wasmForm, type Leaf } from '../../greenlets/forms.ts';

const SWITCHES = 400_000;
/** Of the second form; each switch of it is a leaf in memory. */
const WASM_SWITCHES = 40_000;
const HUB_TURNS = 100_000;
const WASM_HUB_TURNS = 20_000;

const form = compileModule(true).then(wasmForm);

async function nsEach(times: number, what: () => unknown): Promise<number> {
  const start = performance.now();
  await what();
  return ((performance.now() - start) * 1e6) / times;
}

/** Two bodies that switch to each other; `body` makes one of what it has to do a turn. */
function pair(body: (other: () => Greenlet) => Greenlet): Greenlet {
  const one: Greenlet = body(() => other);
  const other: Greenlet = body(() => one);
  return one;
}

function* atDepth(depth: number, body: () => Switching<void>): Switching<void> {
  if (depth === 0) yield* body();
  else yield* atDepth(depth - 1, body);
}

const leaves = (count: number): Leaf[] => Array.from({ length: count }, () => ({ operation: 1, operand: 0 }));

const figures = {
  hasStackSwitching: () => Promise.resolve(hasStackSwitching()),

  /** Between generators, each `depth` calls deep. */
  generatorSwitch(depth: number): Promise<number> {
    const first = pair(
      (other) =>
        new Greenlet(() =>
          atDepth(depth, function* () {
            const target = other();
            for (let left = SWITCHES / 2; left > 0; left--) yield* target.switch(left);
          }),
        ),
    );
    return nsEach(SWITCHES, () => enter(first));
  },

  /** Between WebAssembly bodies, each `depth` calls deep. */
  async wasmSwitch(depth: number): Promise<number> {
    const { body, clear } = await form;
    clear();
    const first = pair(
      (other) =>
        new Greenlet(
          body(nested(leaves(WASM_SWITCHES / 2), depth), function* (_operation, _operand, value) {
            return yield* other().switch<number>(value);
          }),
        ),
    );
    return nsEach(WASM_SWITCHES, () => enterAsync(first, 1));
  },

  /** To the hub and, on the next turn of its loop, back. */
  generatorHub(): Promise<number> {
    const clock = new VirtualClock();
    const loop = new EventLoop({ clock });
    const hub = new Hub(loop);
    const greenlet = hub.spawn(function* () {
      for (let left = HUB_TURNS; left > 0; left--) yield* hub.sleep();
    });
    return nsEach(HUB_TURNS, () => runVirtually(loop, clock, greenlet.outcome));
  },

  async wasmHub(): Promise<number> {
    const { body, clear } = await form;
    clear();
    const clock = new VirtualClock();
    const loop = new EventLoop({ clock });
    const hub = new Hub(loop);
    const greenlet = hub.spawn<number>(
      body(leaves(WASM_HUB_TURNS), function* () {
        yield* hub.sleep();
        return 0;
      }) as Strand,
    );
    return nsEach(WASM_HUB_TURNS, () => runHubVirtually(loop, clock, greenlet.outcome));
  },
};

export type GreenletFigures = typeof figures;

declare global {
  var greenlets: GreenletFigures;
}

globalThis.greenlets = figures;
