/** Builds the page of the kernels' benchmark as the site is built. */
import { defineConfig } from 'vite';
import { assemblyScript } from '../../../../assembly/asc-plugin.ts';
import { ISOLATION_HEADERS } from '../../../../vite.config.ts';

export default defineConfig({
  base: './',
  root: import.meta.dirname,
  plugins: [assemblyScript()],
  preview: { headers: ISOLATION_HEADERS },
  worker: { format: 'es' },
  build: { target: 'es2022', assetsInlineLimit: 0, outDir: '../../../../build/bench-kernels', emptyOutDir: true },
});
