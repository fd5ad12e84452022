/** Tasks dealt out to shares: each is run once, by its owner or a thief, and in no step before all of the step before have finished. */
import { blockOf } from '../../../src/base/schedule.ts';
import { BATCH, shareStructure } from '../../../src/memory/structures.ts';
import { dealShares } from '../../../src/sync/shares.ts';
import type { SyncExports } from '../../../src/sync/sync-exports.ts';
import type { Port } from '../../../src/interleave/port.ts';
import { call, increment, scenario } from '../../../src/interleave/scenario.ts';

/** The last of the workers never comes where `absent`: its share of the only step is stolen. */
const sharing = (workers: number, tasks: number, steps: number, absent = false) =>
  scenario({
    name: `shares: ${workers} workers, ${tasks} tasks, ${steps} ${steps === 1 ? 'step' : 'steps'}${absent ? ', one of the workers asleep' : ''}`,
    threads: absent ? workers - 1 : workers,
    build(stage) {
      const block = stage.place('batch', BATCH);
      const share = shareStructure(tasks, workers);
      const [shares = 0] = Array.from({ length: workers }, (_, place) => stage.place(`share ${place + 1}`, share));
      const results = Array.from({ length: tasks }, (_, task) => stage.word(`task ${task + 1}`));
      const run = (port: Port, number: number): void => {
        const step = Math.floor(number / tasks);
        port.check(port.load(results[number % tasks] ?? 0) === step, 'a task was run before that of the step before');
        increment(port, results[number % tasks] ?? 0);
        if (steps > 1) call(port.call, 'finishTask', block, tasks);
      };
      return {
        prepare: (calls) => dealShares(calls as unknown as SyncExports, shares, { count: tasks, workers }),
        run: (port) => {
          const { first, end } = blockOf(tasks, workers, port.thread);
          for (let step = 0; step < steps; step++) {
            if (step > 0) {
              call(port.call, 'awaitStep', block, step * tasks, 0);
              const own = shares + port.thread * share.BYTES;
              call(port.call, 'dealShare', own, step * tasks + first, step * tasks + end);
            }
            const take = (): number => call(port.call, 'takeShare', shares, share.BYTES, workers, port.thread);
            for (let task = take(); task >= 0; task = take()) run(port, task);
          }
        },
        ending(check, look) {
          const counts = results.map(look);
          check(
            counts.every((count) => count === steps),
            `tasks were run ${counts.join(', ')} times, not ${steps}`,
          );
        },
      };
    },
  });

export default [sharing(2, 3, 1), sharing(2, 4, 1), sharing(2, 2, 2), sharing(3, 3, 1), sharing(3, 3, 1, true)];
