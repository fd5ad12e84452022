/** The sources of kernels as text: the vector form, and the scalar one that takes its place where there are no vectors. Runs none. */
const files = import.meta.glob<string>(['../../assembly/kernels/*.ts', '../../assembly/kernels/scalar/*.ts'], {
  query: '?raw',
  import: 'default',
});

export interface KernelSource {
  /** Its path in the project, as in "assembly/kernels/heat.ts". */
  readonly path: string;
  readonly text: string;
}

/** One file, or two where the scalar build has its own. Rejects where one does not load, or there is none of that name. */
export async function kernelSources(id: string): Promise<readonly KernelSource[]> {
  const paths = [`../../assembly/kernels/${id}.ts`, `../../assembly/kernels/scalar/${id}.ts`];
  const found = paths.flatMap((path) => {
    const load = files[path];
    return load ? [load().then((text) => ({ path: path.replace('../../', ''), text }))] : [];
  });
  if (found.length === 0) throw new Error(`there is no source of a kernel called ${id}`);
  return Promise.all(found);
}
