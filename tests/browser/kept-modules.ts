/**
 * Lets the browser of the tests keep the modules it has loaded: the development server has it ask again for each, by each page and each
 * worker, though nothing changes during a run. Reads that are no code are left as they are.
 */
import type { Plugin } from 'vite';

const KEPT = 'max-age=3600';
/** What a browser says it wants code for (Fetch Metadata Request Headers, W3C). */
const CODE = new Set(['script', 'worker']);

export function keptModules(): Plugin {
  return {
    name: 'overlap:kept-modules',
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        if (!CODE.has(String(request.headers['sec-fetch-dest']))) return next();
        const set = response.setHeader.bind(response);
        response.setHeader = (name, value) => set(name, name === 'Cache-Control' ? KEPT : value);
        next();
      });
    },
  };
}
