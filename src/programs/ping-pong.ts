/** Two tasks send a number back and forth, one more each time: nobody can go on without the other. */
import { NOTHING_SHARED, type Program } from './index.ts';
import { join, receive, send, spawn } from './operations.ts';

/** Tasks are numbered in the order of spawning, from 1 on. */
const PONG = 1;
const PING = 2;

export default {
  id: 'ping-pong',
  title: 'ping and pong',
  from: '',
  notice:
    'All time is hand-overs: a switch of the event loop costs a fraction of waking a thread. Played in turn it is stuck: who waits for an answer waits for a task that has not begun.',
  parameters: [{ name: 'rounds', unit: '', usual: 200, least: 1, most: 5_000 }],
  resources: NOTHING_SHARED,
  computes: false,
  needsOverlap: true,
  threads: () => 2,
  bodies: {
    *main(rounds = 1) {
      const pong = yield* spawn('pong', rounds);
      const ping = yield* spawn('ping', rounds);
      yield* join(pong);
      return yield* join(ping);
    },
    *pong(rounds = 1) {
      for (let round = 0; round < rounds; round++) yield* send(PING, (yield* receive()) + 1);
      return 0;
    },
    *ping(rounds = 1) {
      let ball = 0;
      for (let round = 0; round < rounds; round++) {
        yield* send(PONG, ball + 1);
        ball = yield* receive();
      }
      return ball;
    },
  },
  check: ({ result, args: [rounds = 1] }) =>
    result === 2 * rounds ? null : `the ball was hit ${result} times, not ${2 * rounds}`,
} satisfies Program;
