/** The small lock inside every structure: exclusion, no lost wake-up, and a page that never sleeps at it. */
import { OUTCOME } from '../../../src/sync/outcome.ts';
import { call, increment, scenario, unlessBusy } from '../../../src/interleave/scenario.ts';

const passes = (threads: number, times: number, page: number) =>
  scenario({
    name: `gate: ${threads - page} threads${page ? ' and the page' : ''}, ${times} × in and out`,
    threads,
    page,
    build(stage) {
      const gate = stage.word('gate');
      const counter = stage.word('counter');
      return {
        prepare() {},
        run(port, me) {
          for (let time = 0; time < times; time++) {
            const entered = unlessBusy(port, () => call(port.call, 'enterGate', gate, me));
            port.check(entered === OUTCOME.DONE, 'was not let in');
            increment(port, counter);
            call(port.call, 'leaveGate', gate);
          }
        },
        ending(check, look) {
          check(look(counter) === threads * times, `${look(counter)} of ${threads * times} increments were kept`);
          check(look(gate) === 0, 'the gate is not open');
        },
      };
    },
  });

export default [passes(2, 3, 0), passes(3, 2, 0), passes(3, 1, 1)];
