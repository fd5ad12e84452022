/** Nested locking by two threads: the data stays protected until the last unlock. */
import { RECURSIVE_MUTEX } from '../../../src/memory/structures.ts';
import { OUTCOME } from '../../../src/sync/outcome.ts';
import { call, increment, scenario } from '../../../src/interleave/scenario.ts';

const nested = scenario({
  name: 'recursive mutex: 2 threads lock twice, unlock twice',
  threads: 2,
  build(stage) {
    const lock = stage.place('lock', RECURSIVE_MUTEX);
    const counter = stage.word('counter');
    return {
      prepare: (calls) => call(calls, 'initRecursiveMutex', lock),
      run(port, me) {
        const locks = (): number => call(port.call, 'lockRecursive', lock, me, Infinity);
        const unlocks = (): number => call(port.call, 'unlockRecursive', lock, me);
        port.check(locks() === OUTCOME.DONE, 'could not lock');
        increment(port, counter);
        port.check(locks() === OUTCOME.DONE, 'could not lock again');
        port.check(call(port.call, 'recursionDepth', lock, me) === 2, 'is not two deep');
        port.check(unlocks() === OUTCOME.DONE, 'could not unlock');
        increment(port, counter);
        port.check(unlocks() === OUTCOME.DONE, 'could not unlock for good');
        const owner = unlocks();
        port.check(owner === OUTCOME.NOT_HELD || owner === OUTCOME.NOT_OWNER, 'unlocked what it does not hold');
      },
      ending(check, look) {
        check(look(counter) === 4, `${look(counter)} of 4 increments were kept`);
        check(look(lock) === 0, 'the lock is not free');
      },
    };
  },
});

export default [nested];
