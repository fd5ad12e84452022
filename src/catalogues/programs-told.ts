/** What a page says of each program, without its bodies. Run while the site is built (at-build-plugin.ts). */
import { programs, type Program } from '../programs/index.ts';

export type RaceProgram = Pick<Program, 'id' | 'title' | 'from' | 'notice' | 'parameters' | 'computes' | 'resources'>;

const all = await Promise.all(programs.ids.map((id) => programs.load(id)));

export default all.map(({ id, title, from, notice, parameters, computes, resources }): RaceProgram => ({
  id,
  title,
  from,
  notice,
  parameters,
  computes,
  resources,
}));
