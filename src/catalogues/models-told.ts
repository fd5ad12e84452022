/** What a page says of each execution model, without what runs under it. Run while the site is built (at-build-plugin.ts). */
import { type ExecutionModel, models } from '../models/index.ts';

export type Contender = Pick<ExecutionModel, 'id' | 'counterpart' | 'needs'>;

const all = await Promise.all(models.ids.map((id) => models.load(id)));

export default all.map(({ id, counterpart, needs }): Contender => ({ id, counterpart, needs }));
