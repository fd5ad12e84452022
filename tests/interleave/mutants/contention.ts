/** Histograms that several threads count. */
import type { Mutant } from '../mutants.ts';

export const CONTENTION: readonly Mutant[] = [
  {
    id: 'histogram-atomic-split',
    fault: 'a load and a store in place of one atomic add to a bin',
    file: 'contention/histogram.ts',
    find: 'atomic.add<u32>(table + BIN * load<u8>(keys), 1);',
    replace: `const bin = table + BIN * load<u8>(keys);
    atomic.store<u32>(bin, atomic.load<u32>(bin) + 1);`,
    scenarios: ['histogram'],
  },
  {
    id: 'histogram-unlocked-early',
    fault: 'the mutex is given back before the key is counted',
    file: 'contention/histogram.ts',
    find: `    const bin = table + BIN * load<u8>(keys);
    store<u32>(bin, load<u32>(bin) + 1);
    unlockMutex(mutex, me);`,
    replace: `    unlockMutex(mutex, me);
    const bin = table + BIN * load<u8>(keys);
    store<u32>(bin, load<u32>(bin) + 1);`,
    scenarios: ['histogram'],
  },
  {
    id: 'histogram-merge-overwrites',
    fault: 'a table is merged by a load and a store: what another merges meanwhile is overwritten',
    file: 'contention/histogram.ts',
    find: 'atomic.add<u32>(table + BIN * bin, load<u32>(own));',
    replace: 'atomic.store<u32>(table + BIN * bin, atomic.load<u32>(table + BIN * bin) + load<u32>(own));',
    scenarios: ['histogram'],
  },
];
