/**
 * Build, development server and preview of the site. Both servers send the isolation headers, without
 * which a browser hands out no shared memory.
 */
import { defineConfig, type Plugin } from 'vite';
import { assemblyScript } from './assembly/asc-plugin.ts';
import { puzzleModules } from './assembly/puzzle-modules.ts';
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

/**
 * What shows a report is one file, though several views need pieces of it: cut where they overlap it would be twenty small ones, each
 * compressed for itself, and the first load 4 kB heavier. What every view needs stays apart.
 */
const EVERY_VIEW =
  /node_modules\/@?lit|oxc-project|vite\/preload-helper|src\/base\/|src\/models\/index|src\/charts\/number-format|src\/ui\/(shared-styles|route-controller)/;
const CHUNKS = [
  { name: 'every-view', test: EVERY_VIEW, priority: 3 },
  // The landing view with what it takes to begin; how it shows a result comes later, in `report`.
  { name: 'measure', test: /src\/ui\/lab-measure\.ts$/, priority: 2 },
  // What views show before anything was measured, without what shows a measurement.
  {
    name: 'view',
    test: /src\/ui\/(lab-(answer|warnings)|date-line|copy-text|save-file|report-styles)\.ts$/,
    priority: 2,
  },
  { name: 'report', test: /src\/ui\/lab-(report|answer)\.ts$/, priority: 1 },
];

/**
 * What a worker starts with, apart from its entry: WebKit evaluates the entry of a module worker a second time where another
 * file imports it, and that worker answers every call twice.
 */
const WORKER_BASE = { name: 'worker-base', tags: ['$initial' as const], test: /^(?!.*src\/runtime\/worker\.ts$)/ };

export default defineConfig({
  base: './',
  publicDir: 'src/static',
  plugins: [assemblyScript(), puzzleModules(), atBuild(), lessonTexts(), contentPolicy(), precache()],
  server: { headers: ISOLATION_HEADERS },
  preview: { headers: ISOLATION_HEADERS },
  worker: { format: 'es', rolldownOptions: { output: { codeSplitting: { groups: [WORKER_BASE] } } } },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    rolldownOptions: { output: { codeSplitting: { groups: CHUNKS } } },
  },
});
