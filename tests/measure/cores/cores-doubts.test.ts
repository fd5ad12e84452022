/** What is doubted about the cores and the machine's state, and what is not. */
import { describe, expect, it } from 'vitest';
import { coresDoubts } from '../../../src/measure/cores/cores-doubts.ts';
import type { CoresLost, PaceGroup, Worth } from '../../../src/measure/report.ts';
import type { Interval } from '../../../src/measure/stats/interval.ts';
import { surroundingsDoubts } from '../../../src/measure/surroundings-doubts.ts';

const NOTHING: CoresLost = { timeLimit: 0, otherLoad: 0, slower: 0 };
const TWO: readonly PaceGroup[] = [{ workers: [0, 1], pace: 1 }];

function doubts(
  effective: Interval,
  lost: Partial<CoresLost> = {},
  { groups = TWO, aloneStill = 0 }: Partial<Pick<Worth, 'groups' | 'aloneStill'>> = {},
): { id: string; text: string }[] {
  const all = { ...NOTHING, ...lost };
  const worth: Worth = {
    samples: [],
    disturbed: 0,
    otherLoad: all.otherLoad,
    curve: [],
    paces: [],
    groups,
    lost: all,
    aloneStill,
  };
  return coresDoubts({ effective, worth });
}

const about = (estimate: number, half = 0.02): Interval => ({ estimate, low: estimate - half, high: estimate + half });

describe('doubts about the cores', () => {
  it('are none where two threads are worth two, and none before anything is known', () => {
    expect(doubts(about(1.98), { otherLoad: 0.03, slower: -0.01 })).toEqual([]);
    expect(coresDoubts({ effective: null, worth: null })).toEqual([]);
  });

  it('name a limit on processor time in cores, also where one worker alone feels it', () => {
    expect(doubts(about(1.5), { timeLimit: 0.5 })).toMatchObject([{ id: 'time-limited' }]);
    expect(doubts(about(1.5), { timeLimit: 0.5 })[0]?.text).toContain('1.5 cores');
    expect(doubts(about(1), { timeLimit: 1 }, { aloneStill: 0.5 })[0]?.text).toContain('0.5 cores');
    // Slow processors make no limit of it.
    expect(doubts(about(0.65), { timeLimit: 1, slower: 0.35 }, { aloneStill: 0.25 })[0]?.text).toContain('0.75 cores');
  });

  it('name other load, and that no single number can be given', () => {
    const found = doubts({ estimate: 1.5, low: 1.45, high: 2.05 }, { otherLoad: 0.5 });
    expect(found.map(({ id }) => id)).toEqual(['machine-busy', 'cores-undecided']);
  });

  it('take one thread that stands still by itself for a busy machine', () => {
    const found = doubts(about(1), {}, { groups: [{ workers: [0], pace: 1 }], aloneStill: 0.4 });
    expect(found.map(({ id }) => id)).toEqual(['machine-busy']);
  });

  it('say what was seen of unequal workers', () => {
    const groups = [
      { workers: [1], pace: 1.02 },
      { workers: [0], pace: 0.51 },
    ];
    const [found] = doubts(about(1.5), {}, { groups });
    expect(found).toMatchObject({
      id: 'unequal-workers',
      text: '2 threads are worth 1.5 of the first: 1 runs at 0.50 of its pace.',
    });
  });
});

describe('doubts about the machine’s state', () => {
  const calm = { pressure: null, battery: null, busyBefore: null };

  it('are none where nothing is known or all is well', () => {
    expect(surroundingsDoubts(null)).toEqual([]);
    expect(surroundingsDoubts(calm)).toEqual([]);
    expect(surroundingsDoubts({ pressure: 'fair', battery: { charging: true, level: 0.1 }, busyBefore: 0.02 })).toEqual(
      [],
    );
  });

  it('name a busy or hot machine and a battery in use', () => {
    const found = surroundingsDoubts({
      pressure: 'critical',
      battery: { charging: false, level: 0.4 },
      busyBefore: 0.6,
    });
    expect(found.map(({ id }) => id)).toEqual(['machine-busy', 'machine-hot', 'on-battery']);
  });
});
