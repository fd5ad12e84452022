/** The workers that a play needs: started where they are missing, and loaded with the work of the stage. */
import type { Pool } from '../../pool/pool.ts';
import type { Stage } from '../stage.ts';
import { CannotPlay } from './play.ts';

/** `count` workers for the `asked` of the play, which may need one more for its `main`. Rejects with `CannotPlay`, or the pool's faults. */
export async function enoughWorkers(stage: Stage, asked: number, count = asked): Promise<Pool> {
  const { pool } = stage;
  if (!pool) throw new CannotPlay('this model needs workers, and there are none here');
  if (!(Number.isInteger(asked) && asked >= 1 && count <= pool.most)) {
    const most = pool.most - (count - asked);
    throw new CannotPlay(`a program cannot be played with ${asked} workers: ask for 1 to ${most}`);
  }
  await stage.grow(count);
  if (pool.size >= count) return pool;
  throw new CannotPlay(`the browser started ${pool.size} workers of ${count}: ask for fewer, or close other tabs`);
}
