/**
 * Build, development server and preview of the site. Both servers send the isolation headers, without
 * which a browser hands out no shared memory.
 */
import { defineConfig } from 'vite';
import { assemblyScript } from './assembly/asc-plugin.ts';

export const ISOLATION_HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

export default defineConfig({
  base: './',
  publicDir: 'src/static',
  plugins: [assemblyScript()],
  server: { headers: ISOLATION_HEADERS },
  preview: { headers: ISOLATION_HEADERS },
  worker: { format: 'es' },
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false }, manifest: true },
});
