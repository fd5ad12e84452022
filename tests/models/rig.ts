/** A stage with real workers for browser tests, opened as a run opens it. Not a test itself. */
import { afterAll, beforeEach } from 'vitest';
import { clockFrom, threadOrigin } from '../../src/base/clock.ts';
import { kernels } from '../../src/kernels/index.ts';
import { Stage } from '../../src/models/stage.ts';
import { Pool } from '../../src/pool/pool.ts';
import { privateLoader } from '../../src/runtime/load-job.ts';
import { compileModule } from '../../src/runtime/module.ts';

export interface Rig {
  readonly stage: Stage;
  readonly pool: Pool;
}

/** Workers of a new pool, over one shared memory where `shared`. */
export async function openPool(workers: number, shared = true): Promise<Pool> {
  const pool = new Pool({ module: await compileModule(shared), shared, clock: clockFrom(), origin: threadOrigin() });
  await pool.grow(workers);
  return pool;
}

/** A stage with `workers` workers and the tiny work of a kernel in `chunkItems` chunks, ready for any model. */
export async function openRig(workers: number, kernelId = 'ep', chunkItems = 3, shared = true): Promise<Rig> {
  const module = await compileModule(shared);
  const clock = clockFrom();
  const pool = new Pool({ module, shared, clock, origin: threadOrigin() });
  await pool.grow(workers);
  const stage = new Stage({ clock, loadOnPage: privateLoader(module, shared), pool });
  const kernel = await kernels.load(kernelId);
  await stage.load({ kernel, program: 'crunch', size: kernel.tinySize, chunkItems, isolated: true });
  return { stage, pool };
}

/**
 * One rig for test after test, since to start workers takes longer than most plays; another after one of its workers was lost, and from `renew`
 * on. `use` is told the rig before each test. To be called where `beforeEach` may be.
 */
export function keptRig(open: () => Promise<Rig>, use: (rig: Rig) => void): { renew(): Promise<void> } {
  let kept: Rig | undefined;
  const renew = async (): Promise<void> => {
    await kept?.pool.close();
    kept = undefined;
  };
  beforeEach(async () => {
    if (kept?.pool.loss) await renew();
    kept ??= await open();
    use(kept);
  });
  afterAll(renew);
  return { renew };
}
