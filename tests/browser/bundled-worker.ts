/**
 * The pool's worker for the browser tests: bundled once, as the site's build does it, where the development server would hand out some
 * forty modules to each of the thousands of workers that the tests start. The sources are the same; what is changed during a run is seen by the
 * next one only.
 */
import { join, posix } from 'node:path';
import { build, type Plugin } from 'vite';
import { ROOT } from '../../src/cli/root.ts';

const ENTRY = 'src/runtime/worker.ts';
const SOURCES = `${join(ROOT, 'src').replaceAll('\\', '/')}/`;
/** Where the development server has the worker. */
const ADDRESS = `/${ENTRY}?worker_file`;
/** Where its other chunks are. */
const CHUNKS = '/src/runtime/bundled/';

/** As its source, so that the stack of an error names it. */
function nameOf({ facadeModuleId, name }: { readonly facadeModuleId: string | null; readonly name: string }): string {
  const source = facadeModuleId?.startsWith(SOURCES) === true ? facadeModuleId.slice(SOURCES.length) : name;
  return `${source.replace(/\.ts$/, '')}.js`;
}

/** Each chunk's code by its address. Throws what the bundler says. */
async function bundle(): Promise<ReadonlyMap<string, string>> {
  const built = await build({
    root: ROOT,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input: join(ROOT, ENTRY),
        output: { format: 'es', entryFileNames: 'entry.js', chunkFileNames: nameOf },
      },
    },
  });
  if (!('output' in built)) throw new Error('the worker was bundled as something else than one output');
  const chunks = built.output.filter((each) => each.type === 'chunk');
  return new Map(chunks.map(({ fileName, code }) => [posix.join(CHUNKS, fileName), code]));
}

export function bundledWorker(): Plugin {
  return {
    name: 'overlap:bundled-worker',
    configureServer(server) {
      const chunks = bundle();
      chunks.catch(() => {});
      server.middlewares.use((request, response, next) => {
        const url = request.url ?? '';
        const isEntry = url.startsWith(ADDRESS);
        if (!isEntry && !url.startsWith(CHUNKS)) return next();
        chunks.then((known) => {
          // Other chunks import the entry's, which must not be there twice, under two addresses.
          const code = isEntry ? `import '${CHUNKS}entry.js';` : known.get(url.replace(/[?].*$/, ''));
          if (code === undefined) return next();
          response.setHeader('Content-Type', 'text/javascript');
          response.end(code);
        }, next);
      });
    },
  };
}
