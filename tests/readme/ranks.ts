/** An example of the README, which shows it as it stands below; run by examples.browser.test.ts. */
import { clockFrom, threadOrigin } from '../../src/base/clock.ts';
import { Pool } from '../../src/pool/pool.ts';
import { launchRanks } from '../../src/pool/rank-launch.ts';
import { compileModule } from '../../src/runtime/module.ts';

// src/ranks/programs/compute-pi.ts, run by every rank:
//   const strips = yield* comm.bcast(comm.rank === 0 ? args : undefined);
//   for (let strip = comm.rank; strip < strips; strip += comm.size) sum += height(strip);
//   return yield* comm.reduce(sum / strips, 'sum');
const module = await compileModule(true);
const pool = new Pool({ module, shared: true, clock: clockFrom(), origin: threadOrigin() });
await pool.grow(4);
const ranks = await launchRanks(pool, 'compute-pi', 4, 1_000);
await pool.close();

const messages = ranks.reduce((sum, { traffic }) => sum + traffic.messages, 0);
export const result = [(ranks[0]?.value as number).toFixed(6), messages]; // ['3.141593', 6]: two binomial trees of 3
