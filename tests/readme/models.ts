/** An example of the README, which shows it as it stands below; run by examples.browser.test.ts. */
import { clockFrom, threadOrigin } from '../../src/base/clock.ts';
import { kernels } from '../../src/kernels/index.ts';
import { models } from '../../src/models/index.ts';
import { Stage } from '../../src/models/stage.ts';
import { Pool } from '../../src/pool/pool.ts';
import { privateLoader } from '../../src/runtime/load-job.ts';
import { compileModule } from '../../src/runtime/module.ts';

const [module, clock] = [await compileModule(true), clockFrom()];
const pool = new Pool({ module, shared: true, clock, origin: threadOrigin() });
await pool.grow(2);
const stage = new Stage({ clock, loadOnPage: privateLoader(module, true), pool });
const kernel = await kernels.load('mandelbrot');
await stage.load({ kernel, program: 'crunch', size: 64, chunkItems: 8, isolated: true });

const outputs = new Set<string>();
for (const id of models.ids) {
  const model = await models.load(id);
  await model.prepare(stage, 2);
  const { output } = await model.run(stage, 2, AbortSignal.timeout(30_000));
  outputs.add(output.join());
}
await pool.close();
export const result = outputs.size; // 1: the same program gives the same bytes under every model
