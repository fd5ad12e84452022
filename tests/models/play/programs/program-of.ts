/** Makes a program of a test out of its bodies. It is in no catalogue: a worker finds it by the address of its module. */
import { NOTHING_SHARED, type Program } from '../../../../src/programs/index.ts';

type Told = Pick<Program, 'bodies'> & Partial<Pick<Program, 'resources' | 'computes'>>;

/** `url`: of the module whose default export it is. */
export function programOf(url: string, { bodies, resources = NOTHING_SHARED, computes = false }: Told): Program {
  return {
    id: new URL(url).pathname,
    title: 'a program of a test',
    from: '',
    notice: '',
    parameters: [],
    resources,
    computes,
    bodies,
    check: () => null,
  };
}
