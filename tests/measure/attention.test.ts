/** Whether what was measured was measured with the tab in front and the page running; a made-up page, a made-up clock. */
import { describe, expect, it } from 'vitest';
import { attended, watchAttention } from '../../src/measure/attention.ts';
import { Stopped } from '../../src/pool/errors.ts';

/** As much of a document as is looked at. */
class Page extends EventTarget {
  hidden = false;

  show(shown: boolean): void {
    this.hidden = !shown;
    this.dispatchEvent(new Event('visibilitychange'));
  }

  hear(event: 'freeze' | 'resume'): void {
    this.dispatchEvent(new Event(event));
  }
}

function watched() {
  const page = new Page();
  let now = 0;
  let tick: (() => void) | null = null;
  const attention = watchAttention(page as unknown as Document, { now: () => now }, (each) => {
    tick = each;
    return () => (tick = null);
  });
  return {
    page,
    attention,
    /** Time in which the page runs: it hears its ticks. */
    runs(ms: number): void {
      for (const end = now + ms; now < end;) {
        now += Math.min(500, end - now);
        tick?.();
      }
    },
    /** Time in which it does not. */
    stands(ms: number): void {
      now += ms;
    },
    tick: () => tick?.(),
    ticking: () => tick !== null,
  };
}

describe('attention', () => {
  it('does not lapse while the page runs in front, for however long', () => {
    const { attention, runs } = watched();
    runs(60_000);
    expect(attention.lapsed()).toBe(false);
    expect(attention.frozen).toBe(0);
    expect(attention.awayMs).toBe(0);
  });

  it('lapses where the tab was hidden meanwhile, once', () => {
    const { attention, page } = watched();
    page.show(false);
    page.show(true);
    expect(attention.lapsed()).toBe(true);
    expect(attention.lapsed()).toBe(false);
    expect(attention.frozen).toBe(0);
  });

  it('lapses for as long as the tab is hidden', () => {
    const { attention, page } = watched();
    page.show(false);
    expect(attention.lapsed()).toBe(true);
    expect(attention.lapsed()).toBe(true);
  });

  it('lapses where the page was frozen, and counts it once for freeze and resume', () => {
    const { attention, page, runs, stands } = watched();
    page.hear('freeze');
    stands(20_000);
    page.hear('resume');
    runs(1_000);
    expect(attention.lapsed()).toBe(true);
    expect(attention.lapsed()).toBe(false);
    expect(attention.frozen).toBe(1);
    expect(attention.awayMs).toBe(20_000);
  });

  it('lapses again at the resume for what began after the freeze was heard', () => {
    const { attention, page } = watched();
    page.hear('freeze');
    expect(attention.lapsed()).toBe(true);
    page.hear('resume');
    expect(attention.lapsed()).toBe(true);
    expect(attention.frozen).toBe(1);
  });

  it('lapses where no tick came for over five seconds: the machine was suspended', () => {
    const { attention, runs, stands, tick } = watched();
    runs(3_000);
    stands(3_600_000);
    tick();
    expect(attention.lapsed()).toBe(true);
    expect(attention.frozen).toBe(1);
    expect(attention.awayMs).toBe(3_600_000);
  });

  it('notices the jump even where the sample ends before the next tick', () => {
    const { attention, stands, runs } = watched();
    stands(6_000);
    expect(attention.lapsed()).toBe(true);
    runs(1_000);
    expect(attention.frozen).toBe(1);
  });

  it('takes a page that was held up for less as running', () => {
    const { attention, stands, tick } = watched();
    stands(5_000);
    tick();
    expect(attention.lapsed()).toBe(false);
  });

  it('does not take the late timers of a hidden tab for a freeze', () => {
    const { attention, page, stands, tick } = watched();
    page.show(false);
    stands(60_000);
    tick();
    stands(60_000);
    page.show(true);
    tick();
    expect(attention.frozen).toBe(0);
    expect(attention.awayMs).toBe(0);
    expect(attention.lapsed()).toBe(true);
  });

  it('ends with nothing left behind', () => {
    const { attention, page, ticking } = watched();
    attention.end();
    expect(ticking()).toBe(false);
    page.hear('freeze');
    page.show(false);
    page.show(true);
    expect(attention.lapsed()).toBe(false);
    expect(attention.frozen).toBe(0);
  });
});

describe('inFront', () => {
  it('waits until the tab is shown, and counts the time as away', async () => {
    const { attention, page, stands } = watched();
    page.show(false);
    const shown = attention.inFront(new AbortController().signal);
    stands(7_000);
    page.show(true);
    await shown;
    expect(attention.awayMs).toBe(7_000);
  });

  it('ends at Stop, too', async () => {
    const { attention, page } = watched();
    page.show(false);
    const stop = new AbortController();
    const waiting = attention.inFront(stop.signal);
    stop.abort();
    await expect(waiting).resolves.toBeUndefined();
  });
});

describe('attended', () => {
  const given = (attention: ReturnType<typeof watched>['attention'], signal = new AbortController().signal) => {
    let voided = 0;
    return { attention, signal, onVoid: () => (voided += 1), voided: () => voided };
  };

  it('takes again what was taken while the page was frozen', async () => {
    const { attention, page } = watched();
    const ground = given(attention);
    let takes = 0;
    const taken = await attended(ground, async () => {
      takes += 1;
      if (takes === 1) page.hear('freeze');
      if (takes === 1) page.hear('resume');
      return takes;
    });
    expect(taken).toBe(2);
    expect(ground.voided()).toBe(1);
  });

  it('gives up on a page that never holds still, and says what to do', async () => {
    const { attention, stands } = watched();
    const unsteady = attended(given(attention), async () => stands(10_000));
    await expect(unsteady).rejects.toThrow('frozen in 20 tries');
  });

  it('rejects with Stopped after the signal', async () => {
    const { attention } = watched();
    await expect(attended(given(attention, AbortSignal.abort()), async () => 1)).rejects.toThrow(Stopped);
  });
});
