/** Opens the pool of an executor: no worker yet, but the memory they will share, where there is any. */
import { clockFrom, threadOrigin } from '../base/clock.ts';
import { compileModule } from '../runtime/module.ts';
import { BadArgument } from '../sync/errors.ts';
import { Pool } from './pool.ts';

/** By whether it imports shared memory. */
const compiled = new Map<boolean, Promise<WebAssembly.Module>>();

/** Once a page; again where it failed. */
function compiledOnce(shared: boolean): Promise<WebAssembly.Module> {
  const known = compiled.get(shared);
  if (known) return known;
  const compiling = compileModule(shared).catch((error: unknown) => {
    compiled.delete(shared);
    throw error;
  });
  compiled.set(shared, compiling);
  return compiling;
}

/** Rejects with `BadArgument` where there is no room for so many workers, `ModuleUnavailable`, `MemoryRefused`. */
export async function openExecutorPool(shared: boolean, workers: number): Promise<Pool> {
  const module = await compiledOnce(shared);
  const pool = new Pool({ module, shared, clock: clockFrom(), origin: threadOrigin() });
  if (workers > pool.most) {
    throw new BadArgument(`an executor cannot have ${workers} workers here: the memory has room for ${pool.most}`);
  }
  await pool.grow(0);
  return pool;
}
