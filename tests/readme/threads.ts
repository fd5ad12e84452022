/** An example of the README, which shows it as it stands below; run by examples.browser.test.ts. */
import { clockFrom, threadOrigin } from '../../src/base/clock.ts';
import { Pool } from '../../src/pool/pool.ts';
import { compileModule } from '../../src/runtime/module.ts';
import { Mutex } from '../../src/sync/mutex.ts';

const module = await compileModule(true);
const pool = new Pool({ module, shared: true, clock: clockFrom(), origin: threadOrigin() });
await pool.grow(2);
const { sync } = pool.roster;
const at = pool.shared?.plan.work.at ?? 0;
sync.initMutex(at);
// Two threads of the page, which wait without blocking it; workers call the same methods and block.
const [one, other] = [new Mutex(pool.roster.pageThread(), at), new Mutex(pool.roster.pageThread(), at)];
await one.acquire();
const isLate = await other.acquire({ timeoutMs: 10 });
const waiting = other.acquire({ timeoutMs: 1_000 });
await one.release();
export const result = [isLate, await waiting, String(other)]; // [false, true, 'mutex (locked)']
await pool.close();
