/** What a switch and a throw do, one claim at a time, between generators and plain code. Whole games are in random.test.ts. */
import { describe, expect, test } from 'vitest';
import { enter, enterThrowing } from '../../src/greenlets/enter.ts';
import { GreenletError, GreenletExit } from '../../src/greenlets/errors.ts';
import { currentGreenlet, Greenlet, mainGreenlet } from '../../src/greenlets/greenlet.ts';
import type { Switching } from '../../src/greenlets/strand.ts';

const DEEP = 100_000;

/** Gives back what it gets, for ever. */
function* echo(first: unknown): Switching<never> {
  for (let got = first; ;) got = yield* mainGreenlet().switch(got);
}

function* failing(): Switching<never> {
  yield* [];
  throw new RangeError('mine');
}

function* returning(value: number): Switching<number> {
  yield* [];
  return value;
}

describe('switch', () => {
  test('starts a body with the first value and passes values both ways afterwards', () => {
    const greenlet = new Greenlet(echo);
    expect([greenlet.isActive, greenlet.isDead]).toEqual([false, false]);
    expect(enter(greenlet, 'a')).toBe('a');
    expect(greenlet.isActive).toBe(true);
    expect(enter(greenlet, 'b')).toBe('b');
    expect(enter(greenlet)).toBeUndefined();
  });

  test('to the greenlet that makes it gives the value back at once, to main from main as well', () => {
    const greenlet: Greenlet = new Greenlet(function* () {
      return yield* greenlet.switch('mine');
    });
    expect(enter(greenlet)).toBe('mine');
    expect(enter(mainGreenlet(), 'main’s')).toBe('main’s');
  });

  test('goes to whom it names, not to whom control came from', () => {
    const heard: string[] = [];
    const third: Greenlet = new Greenlet(function* (said: string) {
      heard.push(`third ${said}`);
      heard.push(`third ${yield* mainGreenlet().switch<string>('to main')}`);
    });
    const second: Greenlet = new Greenlet(function* (said: string) {
      heard.push(`second ${said}`);
      yield* third.switch('from second');
    });
    expect(enter(second, 'from main')).toBe('to main');
    enter(third, 'from main again');
    expect(heard).toEqual(['second from main', 'third from second', 'third from main again']);
    expect([second.isActive, third.isDead]).toEqual([true, true]);
  });

  test('tells who is the current one, which in plain code is the main greenlet', () => {
    expect(currentGreenlet()).toBe(mainGreenlet());
    const greenlet = new Greenlet(function* () {
      yield* [];
      return currentGreenlet();
    });
    expect(enter(greenlet)).toBe(greenlet);
    expect(currentGreenlet()).toBe(mainGreenlet());
  });

  test('can be made in a generator that the body calls, however deep', () => {
    function* down(depth: number): Switching<string> {
      return depth > 0 ? yield* down(depth - 1) : yield* mainGreenlet().switch<string>('at the bottom');
    }
    const greenlet = new Greenlet(() => down(50));
    expect(enter(greenlet)).toBe('at the bottom');
    expect(enter(greenlet, 'back up')).toBe('back up');
  });
});

describe('the end of a greenlet', () => {
  test('gives its return value to its parent, which is whoever made it', () => {
    const parent = new Greenlet(function* () {
      const child = new Greenlet(returning);
      expect(child.parent).toBe(currentGreenlet());
      const got = yield* child.switch<number>(3);
      return ['from the child', got];
    });
    expect(parent.parent).toBe(mainGreenlet());
    expect(enter(parent)).toEqual(['from the child', 3]);
    expect(parent.isDead).toBe(true);
  });

  test('gives what is sent to it afterwards to its parent; through parents that are dead, up to main', () => {
    const grandparent = new Greenlet(echo);
    const parent = new Greenlet(returning, grandparent);
    const child = new Greenlet(returning, parent);
    enter(child, 1);
    expect([child.isDead, parent.isDead, grandparent.isActive]).toEqual([true, true, true]);
    expect(enter(child, 'for the grandparent')).toBe('for the grandparent');
    enterThrowing(grandparent, new GreenletExit());
    expect(enter(child, 'for main')).toBe('for main');
    expect(() => enterThrowing(child, new RangeError('for main'))).toThrow('for main');
  });

  test('throws its error out of its parent’s switch', () => {
    const parent = new Greenlet(function* () {
      try {
        return yield* new Greenlet(failing).switch();
      } catch (error) {
        return `caught ${String(error)}`;
      }
    });
    expect(enter(parent)).toBe('caught RangeError: mine');
    expect(() => enter(new Greenlet(failing))).toThrow(RangeError);
    expect(currentGreenlet()).toBe(mainGreenlet());
  });

  test('starts a parent that has not begun with the value, and is the end of one with the error', () => {
    const heir = new Greenlet(returning);
    expect(enter(new Greenlet(returning, heir), 5)).toBe(5);
    expect(heir.isDead).toBe(true);
    const never = new Greenlet(returning);
    expect(() => enter(new Greenlet(failing, never))).toThrow('mine');
    expect(never.isDead).toBe(true);
  });

  test('goes to the parent it has then', () => {
    const heard: string[] = [];
    const note = (name: string): Greenlet =>
      new Greenlet(function* (value: number) {
        yield* [];
        heard.push(`${name} ${value}`);
      });
    const child: Greenlet = new Greenlet(function* () {
      yield* [];
      child.parent = late;
      return 1;
    }, note('early'));
    const late = note('late');
    enter(child);
    expect(heard).toEqual(['late 1']);
  });

  test('cannot be given to a greenlet below it; main has no parent', () => {
    const above = new Greenlet(echo);
    const below = new Greenlet(echo, above);
    expect(() => (above.parent = below)).toThrow(GreenletError);
    expect(() => (above.parent = above)).toThrow(GreenletError);
    expect(() => (mainGreenlet().parent = above)).toThrow(GreenletError);
    expect([above.parent, below.parent, mainGreenlet().parent]).toEqual([mainGreenlet(), above, null]);
  });
});

describe('throw', () => {
  test('comes out of the switch where the greenlet waits; caught, the greenlet goes on', () => {
    const greenlet = new Greenlet(function* () {
      try {
        yield* mainGreenlet().switch('waiting');
      } catch (error) {
        yield* mainGreenlet().switch(`caught ${String(error)}`);
      }
      return 'over';
    });
    expect(enter(greenlet)).toBe('waiting');
    expect(enterThrowing(greenlet, new RangeError('yours'))).toBe('caught RangeError: yours');
    expect(enter(greenlet)).toBe('over');
  });

  test('throws a GreenletExit where nothing is given, and the parent gets that as a value', () => {
    const waiting = new Greenlet(echo);
    enter(waiting);
    const killer = new Greenlet(function* () {
      waiting.parent = currentGreenlet();
      return yield* waiting.throw();
    });
    expect(enter(killer)).toBeInstanceOf(GreenletExit);
    expect(waiting.isDead).toBe(true);
  });

  test('is the end of a greenlet that has not begun: its body never runs', () => {
    let runs = 0;
    const body = function* (): Switching<void> {
      yield* [];
      runs += 1;
    };
    const one = new Greenlet(body);
    expect(enterThrowing(one, new GreenletExit('enough'))).toEqual(new GreenletExit('enough'));
    const other = new Greenlet(body);
    expect(() => enterThrowing(other, new RangeError('no'))).toThrow('no');
    expect([one.isDead, other.isDead, runs]).toEqual([true, true, 0]);
  });

  test('lets finally blocks run, and these may switch', () => {
    const greenlet = new Greenlet(function* () {
      try {
        yield* mainGreenlet().switch();
      } finally {
        yield* mainGreenlet().switch('cleaning up');
      }
    });
    enter(greenlet);
    expect(enterThrowing(greenlet, new GreenletExit())).toBe('cleaning up');
    expect(enter(greenlet)).toBeInstanceOf(GreenletExit);
  });
});

describe('the stack of JavaScript', () => {
  test(`holds a chain of ${DEEP} greenlets that start each other, and the way back through their parents`, () => {
    let deepest = 0;
    const link = function* (depth: number): Switching<number> {
      deepest = depth;
      if (depth === DEEP) return 0;
      return 1 + (yield* new Greenlet(link).switch<number>(depth + 1));
    };
    expect(enter(new Greenlet(link), 1)).toBe(DEEP - 1);
    expect(deepest).toBe(DEEP);
  });

  test(`holds an error that goes up through ${DEEP} parents that have not begun`, () => {
    let greenlet = new Greenlet(returning);
    for (let depth = 0; depth < DEEP; depth++) greenlet = new Greenlet(returning, greenlet);
    expect(() => enterThrowing(greenlet, new RangeError('up'))).toThrow('up');
    expect(enter(greenlet, 'all dead')).toBe('all dead');
  });

  test(`holds ${DEEP} switches back and forth`, () => {
    let switches = 0;
    const player = (other: () => Greenlet): Greenlet =>
      new Greenlet(function* () {
        while (switches < DEEP) {
          switches += 1;
          yield* other().switch();
        }
      });
    const one: Greenlet = player(() => other);
    const other: Greenlet = player(() => one);
    enter(one);
    expect(switches).toBe(DEEP);
  });
});

describe('misuse is told', () => {
  test('of a switch without yield*, at the next switch or at the end of the body', () => {
    const target = new Greenlet(echo);
    const atNext = new Greenlet(function* () {
      target.switch('lost');
      yield* mainGreenlet().switch('made');
    });
    expect(() => enter(atNext)).toThrow(/never made: write yield\*/);
    const atEnd = new Greenlet(function* () {
      yield* [];
      target.switch('lost');
    });
    expect(() => enter(atEnd)).toThrow(/never made: write yield\*/);
    expect(target.isActive).toBe(false);
  });

  test('of a body that yields something else', () => {
    const greenlet = new Greenlet(function* () {
      try {
        yield 5 as never;
      } catch (error) {
        return error;
      }
      return 'nothing';
    });
    expect(enter(greenlet)).toBeInstanceOf(GreenletError);
  });

  test('of plain code that switches: from main by yield*, and inside a greenlet by enter', () => {
    const target = new Greenlet(echo);
    expect(() => target.switch()).toThrow(/call enter/);
    const greenlet = new Greenlet(function* () {
      yield* [];
      enter(target);
    });
    expect(() => enter(greenlet)).toThrow(/make it a generator/);
    expect(target.isActive).toBe(false);
  });
});
