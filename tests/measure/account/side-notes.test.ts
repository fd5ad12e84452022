/** What stands beside an account: what work that only moves memory would lose here. */
import { describe, expect, it } from 'vitest';
import { memoryOnlyLoss } from '../../../src/measure/account/side-notes.ts';
import type { Traffic } from '../../../src/measure/report.ts';

describe('what work that only moves memory loses to it', () => {
  const exactly = (value: number) => ({ estimate: value, low: value, high: value });
  const traffic = (moving: number, computing: number): Traffic => {
    const rates = { alone: exactly(15), together: exactly(21) };
    return {
      workers: 2,
      bytes: 94_371_840,
      rounds: 6,
      ...rates,
      moving: exactly(moving),
      computing: exactly(computing),
    };
  };

  it('is what the threads are worth less than computing, and never less than nothing', () => {
    expect(memoryOnlyLoss(traffic(1.4, 1.9), 2)).toBeCloseTo(0.5);
    expect(memoryOnlyLoss(traffic(2, 1.9), 2)).toBe(0);
  });

  it('is not known where what the threads are worth is not', () => {
    const wide = { estimate: 1.5, low: 1.2, high: 1.9 };
    expect(memoryOnlyLoss({ ...traffic(1.4, 1.9), moving: wide }, 2)).toBeNull();
    expect(memoryOnlyLoss({ ...traffic(1.4, 1.9), computing: wide }, 2)).toBeNull();
  });

  it('is not known for other numbers of workers, nor where it was not measured', () => {
    expect(memoryOnlyLoss(traffic(1.4, 1.9), 3)).toBeNull();
    expect(memoryOnlyLoss(null, 2)).toBeNull();
  });
});
