/**
 * Serves the gallery of states with the sources it draws from: `npx vite tests/gallery`.
 */
import { defineConfig } from 'vite';

export default defineConfig({
  server: { fs: { allow: ['../..'] }, port: 4190, strictPort: true },
  publicDir: '../../src/static',
});
