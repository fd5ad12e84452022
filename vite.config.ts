/**
 * Build, development server and preview of the site. Both servers send the isolation headers, without
 * which a browser hands out no shared memory.
 */
import { defineConfig, type Plugin } from 'vite';
import { assemblyScript } from './assembly/asc-plugin.ts';
import { atBuild } from './src/catalogues/at-build-plugin.ts';
import { lessonTexts } from './src/lessons/text/markdown-plugin.ts';
import { precache } from './src/offline/precache-plugin.ts';

export const ISOLATION_HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/**
 * Only this site's own files, no inline code, no request to anybody else. In the page itself, so that it holds on
 * every host; left out of the development server, whose reloading needs more.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "manifest-src 'self'",
  "img-src 'self' data: blob:",
  // A class's own broker (MQTT over WebSockets), whose address a teacher enters; its host cannot be known here.
  "connect-src 'self' wss: ws://localhost:*",
  "base-uri 'none'",
  "form-action 'none'",
  // Text becomes a script's address in base/trusted-urls.ts only, and a template in Lit only.
  "require-trusted-types-for 'script'",
  'trusted-types overlap lit-html',
].join('; ');

function contentPolicy(): Plugin {
  return {
    name: 'overlap:content-policy',
    apply: 'build',
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY }, injectTo: 'head-prepend' },
    ],
  };
}

const LANDING = 'src/ui/lab-measure.ts';

/** The landing view is fetched along with the entry, which would ask for it only once it runs. */
function preloadLanding(): Plugin {
  return {
    name: 'overlap:preload-landing',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const landing = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(LANDING));
        if (!landing) throw new Error(`the build has no chunk for ${LANDING}: say in vite.config.ts what the landing view is`);
        return [landing.fileName, ...landing.imports]
          .filter((file) => !html.includes(file))
          .map((file) => ({ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` }, injectTo: 'head' }));
      },
    },
  };
}

/**
 * What shows a report is one file, though several views need pieces of it: cut where they overlap it would be twenty small ones, each
 * compressed for itself, and the first load 4 kB heavier. What every view needs stays apart.
 */
const EVERY_VIEW =
  /node_modules\/@?lit|oxc-project|vite\/preload-helper|src\/base\/|src\/models\/index|src\/charts\/number-format|src\/ui\/(shared-styles|route-controller)/;
const CHUNKS = [
  { name: 'every-view', test: EVERY_VIEW, priority: 2 },
  { name: 'report', test: /src\/ui\/lab-(report|answer)\.ts$/, priority: 1 },
];

export default defineConfig({
  base: './',
  publicDir: 'src/static',
  plugins: [assemblyScript(), atBuild(), lessonTexts(), contentPolicy(), preloadLanding(), precache()],
  server: { headers: ISOLATION_HEADERS },
  preview: { headers: ISOLATION_HEADERS },
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    rolldownOptions: { output: { codeSplitting: { groups: CHUNKS } } },
  },
});
