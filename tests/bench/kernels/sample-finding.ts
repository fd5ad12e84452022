/** A finding with the times that a test gives it; whoever has none is missing. Not a test itself. */
import { RIVALS, type KernelFinding, type RivalName, type Standing } from './finding.ts';

export type SampleTimes = Partial<Record<RivalName, readonly number[] | string>>;

/** Times in milliseconds, a round each; a text is what a rival computes wrongly. */
export function sampleFinding(kernel: string, times: SampleTimes, more: Partial<KernelFinding> = {}): KernelFinding {
  const standing = (rival: RivalName): Standing => {
    const given = times[rival];
    if (given === undefined) return { state: 'missing', reason: 'not here' };
    return typeof given === 'string' ? { state: 'wrong', fault: given } : { state: 'timed', times: given };
  };
  return {
    kernel,
    size: 10,
    work: { amount: 1, unit: 'items' },
    steps: 1,
    vectorised: true,
    fullWidth: null,
    rivals: Object.fromEntries(RIVALS.map((rival) => [rival, standing(rival)])) as KernelFinding['rivals'],
    pair: { size: 20, ours: { one: [10, 10, 10], two: [5, 5, 5] }, native: null },
    ...more,
  };
}
