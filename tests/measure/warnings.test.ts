/** The closed list of doubts: each says what was seen and what to do, in numbers and words that agree. */
import { describe, expect, it } from 'vitest';
import { warnings, type Warning } from '../../src/measure/warnings.ts';

describe('warnings', () => {
  const samples = {
    noIsolation: warnings.noIsolation(),
    noWorkers: warnings.noWorkers(),
    tabHidden: warnings.tabHidden(3),
    coarseClock: warnings.coarseClock(0.1),
    workerMissing: warnings.workerMissing('worker 3 did not start: no answer within 10 s', 2),
    workerLost: warnings.workerLost('worker 2 stopped answering'),
    reportedDiffers: warnings.reportedDiffers(8, 4),
    baselineMoved: warnings.baselineMoved(0.084),
    noisy: warnings.noisy(0.08, 0.025),
    budgetEnded: warnings.budgetEnded(11),
    memoryReduced: warnings.memoryReduced(2 ** 24, 2 ** 25),
    notVerified: warnings.notVerified('ep', 'processes'),
    superlinear: warnings.superlinear(2, 2.4),
    machineBusy: warnings.machineBusy(0.4812, true),
    timeLimited: warnings.timeLimited(0.75),
    unequalWorkers: warnings.unequalWorkers('2 threads are worth 1.5 of the first: 1 runs at half the pace'),
    tabFrozen: warnings.tabFrozen(2),
    roundsVoided: warnings.roundsVoided(2, 14),
    timersThrottled: warnings.timersThrottled(10, 120.04),
    machineHot: warnings.machineHot('serious'),
    onBattery: warnings.onBattery(0.42),
    coresUndecided: warnings.coresUndecided(1.21, 1.98),
    itemsCapped: warnings.itemsCapped('Mandelbrot set', 8_192, 2_800),
  } satisfies Record<keyof typeof warnings, Warning>;

  it.each(Object.entries(samples))('%s carries the id of its name, a sentence and what to do', (name, warning) => {
    expect(warning.id).toBe(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
    expect(warning.text).toMatch(/^[A-Z0-9a-z].*\.$/);
    expect(warning.hint).toMatch(/^[A-Z].*\.$/);
    expect(`${warning.text} ${warning.hint}`).not.toMatch(/!|blazing|NaN|undefined|null/);
    expect(warning.text.length).toBeLessThan(160);
    expect(warning.hint.length).toBeLessThan(160);
  });

  it('counts in words that agree', () => {
    expect(warnings.tabHidden(1).text).toContain('1 sample, which was');
    expect(warnings.tabHidden(2).text).toContain('2 samples, which were');
    expect(warnings.reportedDiffers(1, 2).text).toBe('The browser reports 1 core; 2 threads ran at once.');
    expect(warnings.tabFrozen(1).text).toContain('stood still once');
    expect(warnings.roundsVoided(1, 9).text).toContain('1 of 9 rounds; it was');
    expect(warnings.timeLimited(1).text).toContain('of 1 core.');
    expect(warnings.timeLimited(1.5).text).toContain('of 1.5 cores.');
  });

  it('shows every number with its unit', () => {
    expect(warnings.timersThrottled(10, 120.04).text).toContain('10\u202fms took 120\u202fms');
    expect(warnings.onBattery(0.42).text).toContain('42\u202f% full');
    expect(warnings.coresUndecided(1.21, 1.98).text).toContain('between 1.21 and 1.98 cores');
  });

  it('says which way a thing went', () => {
    expect(warnings.baselineMoved(0.084).text).toContain('8.4\u202f% longer');
    expect(warnings.baselineMoved(-0.1).text).toContain('10\u202f% less time');
    expect(warnings.reportedDiffers(2, 4).hint).not.toBe(warnings.reportedDiffers(4, 2).hint);
    expect(warnings.coarseClock(Infinity).text).toContain('did not move');
    expect(warnings.machineBusy(0.4812, true).text).toBe(
      'Other programs took 0.481 of a core before the run began: numbers will be low.',
    );
    expect(warnings.machineBusy(1.08, true).text).toContain('took 1.08 of the cores before');
    expect(warnings.machineBusy(0.4812, false).text).toBe('Other programs took 0.481 of a core: numbers will be low.');
  });
});
