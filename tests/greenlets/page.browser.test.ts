/**
 * Greenlets on the page itself: its own clock and driver, both forms in one hub, and what the second form says where it is called
 * in a way that cannot work. The forms themselves are tested in forms.browser.test.ts.
 */
import { describe, expect, test } from 'vitest';
import { clockFrom } from '../../src/base/clock.ts';
import { Channel } from '../../src/greenlets/channel.ts';
import { enter, enterAsync } from '../../src/greenlets/enter.ts';
import { GreenletError } from '../../src/greenlets/errors.ts';
import { currentGreenlet, Greenlet, mainGreenlet, whenAtRest } from '../../src/greenlets/greenlet.ts';
import { Hub } from '../../src/greenlets/hub.ts';
import type { HubGreenlet } from '../../src/greenlets/hub-greenlet.ts';
import { joinAll } from '../../src/greenlets/join-all.ts';
import { hasStackSwitching, promising } from '../../src/greenlets/stack-switching.ts';
import type { Strand, Switching } from '../../src/greenlets/strand.ts';
import { suspendImport } from '../../src/greenlets/wasm-strand.ts';
import { EventLoop } from '../../src/loop/event-loop.ts';
import { runOnPage } from '../../src/loop/on-page.ts';
import { instantiate } from '../../src/runtime/instance.ts';
import { compileModule } from '../../src/runtime/module.ts';
import { generatorForm, nested, wasmForm, type Form, type Leaf } from './forms.ts';

const CHAIN = 1_000;
const LEAF: Leaf = { operation: 1, operand: 0 };
const module = compileModule(true);

const hub = (): Hub => new Hub(new EventLoop({ clock: clockFrom() }));

/** Of the given form: hands over 1, 2, 3, a call for each deeper than the one before. */
function counting(on: Hub, form: Form, hand: (item: number) => Switching<void>): HubGreenlet<number> {
  const items = [1, 2, 3].map((operand) => nested([{ operation: 1, operand }], operand));
  const body = form.body(items, function* (_, item) {
    yield* hand(item);
    return item;
  });
  return on.spawn<number>(body as Strand, 0);
}

async function handOver(from: Form, to: Form): Promise<string[]> {
  const on = hub();
  const channel = new Channel<number>(on, 0);
  const events: string[] = [];
  const putter = counting(on, from, function* (item) {
    yield* channel.put(item);
    events.push(`put ${item}`);
  });
  const getter = counting(on, to, function* () {
    events.push(`got ${yield* channel.get()}`);
    yield* on.sleep();
  });
  const all = on.spawn(() => joinAll(on, [putter, getter], { errors: 'throw' }));
  await runOnPage(on.loop, all.outcome);
  return events;
}

test('generators hand items to each other on the page', async () => {
  expect(await handOver(generatorForm, generatorForm)).toEqual(['got 1', 'put 1', 'got 2', 'put 2', 'got 3', 'put 3']);
});

describe.runIf(hasStackSwitching())('a WebAssembly body', () => {
  test('hands items to another, to a generator and back, all in one order', async () => {
    const form = await wasmForm(await module);
    const expected = await handOver(generatorForm, generatorForm);
    expect(await handOver(form, form)).toEqual(expected);
    expect(await handOver(form, generatorForm)).toEqual(expected);
    expect(await handOver(generatorForm, form)).toEqual(expected);
  });

  test('cannot be waited for within a call, which says so, and has its turn afterwards', async () => {
    const form = await wasmForm(await module);
    let asked = 0;
    const greenlet = new Greenlet(
      form.body([LEAF], function* (_, __, value) {
        asked += 1;
        return value + (yield* mainGreenlet().switch<number>());
      }),
    );
    await enterAsync(greenlet, 1);
    expect([asked, greenlet.isActive]).toEqual([1, true]);
    expect(() => enter(greenlet, 41)).toThrow(/use enterAsync/);
    // Its stack goes on in a microtask, and until then it is the current one.
    expect(currentGreenlet()).toBe(greenlet);
    await new Promise<void>(whenAtRest);
    expect([greenlet.isDead, currentGreenlet()]).toEqual([true, mainGreenlet()]);
  });

  test('lets plain code that asked meanwhile have its turn afterwards, one after the other', async () => {
    const form = await wasmForm(await module);
    const events: string[] = [];
    const arrived = enterAsync(
      new Greenlet(
        form.body([LEAF], function* () {
          events.push('body');
          return yield* currentGreenlet().switch<number>(0);
        }),
      ),
    ).then(() => events.push('arrived'));
    for (const name of ['first', 'second']) {
      whenAtRest(() => {
        const echo = new Greenlet(function* () {
          yield* mainGreenlet().switch();
        });
        events.push(`${name} enters`);
        enter(echo);
        events.push(`${name} is back`);
      });
    }
    await arrived;
    expect(events).toEqual(['body', 'first enters', 'first is back', 'second enters', 'second is back', 'arrived']);
  });

  test('cannot suspend where nobody can resume it: called plainly, or without a greenlet', async () => {
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
    const { walkTree } = await instantiate(await module, memory, undefined, suspendImport);
    new DataView(memory.buffer).setUint32(16, 1, true);
    // The browser's own error: SuspendError.
    expect(() => walkTree(16, 0)).toThrow();
    await expect(promising(walkTree)(16, 0)).rejects.toThrow(GreenletError);
  });

  test(`starts another, and that another, ${CHAIN} in all, and their values come back through their parents`, async () => {
    const form = await wasmForm(await module);
    const link = (left: number): Greenlet =>
      new Greenlet(
        form.body([LEAF], function* (_, __, value) {
          return left === 1 ? value : 1 + (yield* link(left - 1).switch<number>(value));
        }),
      );
    expect(await enterAsync(link(CHAIN), 0)).toBe(CHAIN - 1);
  });
});
