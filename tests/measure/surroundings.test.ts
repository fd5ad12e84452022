/** What the browser says of pressure and battery: hints where there are any, null where not, never a gate. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchSurroundings, type ObserverConstructor } from '../../src/measure/surroundings.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Changed = ConstructorParameters<ObserverConstructor>[0];

/** A pressure observer that says what it is told to. */
function pressure(observe: () => Promise<void> = () => Promise.resolve()) {
  const said = { changed: null as Changed | null, connected: true };
  class Observer {
    constructor(changed: Changed) {
      said.changed = changed;
    }
    observe = observe;
    disconnect(): void {
      said.connected = false;
    }
  }
  const say = (...states: string[]): void => said.changed?.(states.map((state) => ({ state })));
  return { PressureObserver: Observer, say, connected: () => said.connected };
}

const charged = { charging: false, level: 0.42 };
const refused = () => Promise.reject(new DOMException('refused by the policy', 'NotAllowedError'));

describe('watchSurroundings', () => {
  it('knows nothing in a browser that has neither, without waiting', async () => {
    const watch = await watchSurroundings({});
    expect(watch.look()).toEqual({ pressure: null, battery: null });
    expect(vi.getTimerCount()).toBe(0);
    watch.end();
  });

  it('gives the first word as soon as it is there, and the latest later', async () => {
    const { PressureObserver, say } = pressure();
    const watching = watchSurroundings({ PressureObserver, getBattery: async () => charged });
    say('fair', 'serious');
    const watch = await watching;
    expect(watch.look()).toEqual({ pressure: 'serious', battery: charged });
    say('nominal');
    expect(watch.look().pressure).toBe('nominal');
  });

  it('waits no longer than 300 ms for a word, and takes it when it comes', async () => {
    const { PressureObserver, say } = pressure();
    let watch: Awaited<ReturnType<typeof watchSurroundings>> | undefined;
    void watchSurroundings({ PressureObserver }).then((found) => (watch = found));
    await vi.advanceTimersByTimeAsync(299);
    expect(watch).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(watch?.look().pressure).toBeNull();
    say('critical');
    expect(watch?.look().pressure).toBe('critical');
  });

  it('does not wait for a battery that never answers', async () => {
    const watching = watchSurroundings({ getBattery: () => new Promise(() => {}) });
    await vi.advanceTimersByTimeAsync(300);
    expect((await watching).look().battery).toBeNull();
  });

  it.each([
    ['the promise', pressure(refused).PressureObserver],
    [
      'the call',
      pressure(() => {
        throw new DOMException('refused by the policy', 'NotAllowedError');
      }).PressureObserver,
    ],
    [
      'the constructor',
      class {
        constructor() {
          throw new DOMException('refused by the policy', 'NotAllowedError');
        }
      } as unknown as ObserverConstructor,
    ],
  ])('takes a refusal by %s for no word, without waiting', async (_how, PressureObserver) => {
    const watch = await watchSurroundings({ PressureObserver, getBattery: refused });
    expect(watch.look()).toEqual({ pressure: null, battery: null });
    expect(vi.getTimerCount()).toBe(0);
    watch.end();
  });

  it('does not pass on a state it does not know', async () => {
    const { PressureObserver, say } = pressure();
    const watching = watchSurroundings({ PressureObserver });
    say('fair');
    const watch = await watching;
    say('melting');
    expect(watch.look().pressure).toBe('fair');
  });

  it('reads the battery as it is when asked', async () => {
    const battery = { charging: true, level: 0.9 };
    const watch = await watchSurroundings({ getBattery: async () => battery });
    battery.charging = false;
    battery.level = 0.89;
    expect(watch.look().battery).toEqual({ charging: false, level: 0.89 });
  });

  it('ends the observation', async () => {
    const { PressureObserver, say, connected } = pressure();
    const watching = watchSurroundings({ PressureObserver });
    say('nominal');
    (await watching).end();
    expect(connected()).toBe(false);
  });
});
