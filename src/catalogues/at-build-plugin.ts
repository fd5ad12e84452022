/**
 * Modules that are run while the site is built: `import told from './claims-told.ts?at-build'` gives what that file exports by default, written out
 * as data. So a page that lists things loads what it says of them, and not the code of each. Part of vite.config.ts; runs in Node.
 */
import { isDeepStrictEqual } from 'node:util';
import { runnerImport, type Plugin } from 'vite';

const ASKED = /\?at-build$/;

/** Throws where something would be lost on the way: a function, a date, NaN. */
function written(path: string, value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined || !isDeepStrictEqual(JSON.parse(text), value))
    throw new Error(`${path} exports by default what cannot be written out as data`);
  // JSON is a subset of ECMAScript since 2019; read so, it is faster than as an object literal.
  return `export default JSON.parse(${JSON.stringify(text)});`;
}

export function atBuild(): Plugin {
  let root = '';
  return {
    name: 'overlap:at-build',
    enforce: 'pre',
    configResolved(config) {
      ({ root } = config);
    },
    load: {
      filter: { id: ASKED },
      async handler(id) {
        const path = id.replace(ASKED, '');
        const { module, dependencies } = await runnerImport<{ default?: unknown }>(path, { root, logLevel: 'error' });
        for (const dependency of dependencies) this.addWatchFile(dependency);
        return { code: written(path, module.default), moduleSideEffects: false };
      },
    },
  };
}
