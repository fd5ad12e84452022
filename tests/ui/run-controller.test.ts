/** One run at a time on a page, whichever element asks for it; and what a run leaves behind. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { describe, expect, it } from 'vitest';
import { RunController, type BegunRun } from '../../src/ui/run-controller.ts';

interface Progress {
  readonly report: string;
}
type Controller = RunController<string, string, Progress>;

function controller(): Controller {
  const host: ReactiveControllerHost = {
    addController: (_: ReactiveController) => undefined,
    removeController: () => undefined,
    requestUpdate: () => undefined,
    updateComplete: Promise.resolve(true),
  };
  return new RunController<string, string, Progress>(host, () => Promise.resolve());
}

/** A run that ends when it is told to. */
function heldRun(): { readonly begin: () => Promise<BegunRun<string>>; end(report: string): void } {
  let end: (report: string) => void = () => undefined;
  const done = new Promise<string>((resolve) => (end = resolve));
  return { begin: () => Promise.resolve({ done, stop: () => end('stopped') }), end: (report) => end(report) };
}

describe('runs of one page', () => {
  it('do not overlap: a second one is refused with a sentence, keeps its last report, and can be had afterwards', async () => {
    const [one, other] = [controller(), controller()];
    const earlier = heldRun();
    earlier.end('earlier');
    await other.start(earlier.begin, '');
    const held = heldRun();
    const first = one.start(held.begin, '');
    await other.start(heldRun().begin, '');
    expect([other.state, other.report]).toEqual(['idle', 'earlier']);
    expect(other.fault).toMatch(/Another run is under way on this page/);
    held.end('first');
    await first;
    expect(one.report).toBe('first');
    const again = heldRun();
    again.end('again');
    await other.start(again.begin, '');
    expect([other.report, other.fault]).toEqual(['again', null]);
  });

  it.each([
    ['stopped', (held: Controller) => held.stop()],
    ['removed from the page', (held: Controller) => held.hostDisconnected()],
  ])('make way when one is %s', async (_, end) => {
    const [one, other] = [controller(), controller()];
    const first = one.start(heldRun().begin, '');
    await Promise.resolve();
    end(one);
    await first;
    const next = heldRun();
    next.end('next');
    await other.start(next.begin, '');
    expect(other.report).toBe('next');
  });

  it('make way when one fails to start', async () => {
    const [one, other] = [controller(), controller()];
    await one.start(() => Promise.reject(new Error('no code')), '');
    expect(one.fault).toBe('no code');
    const next = heldRun();
    next.end('next');
    await other.start(next.begin, '');
    expect(other.report).toBe('next');
  });
});
