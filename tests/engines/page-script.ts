/**
 * page-eyes.ts as one classic script that can be evaluated in any page, bundled once per process. The page's content policy does not apply
 * to what a driver evaluates.
 */
import { join } from 'node:path';
import { build } from 'vite';

const ENTRY = join(import.meta.dirname, 'page-eyes.ts');

async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      lib: { entry: ENTRY, formats: ['iife'], name: 'pageEyesModule' },
    },
  });
  const [first] = Array.isArray(built) ? built : [built];
  const chunk = first && 'output' in first ? first.output.find((part) => part.type === 'chunk') : undefined;
  if (!chunk) throw new Error('the script for the page was not built');
  return chunk.code;
}

let made: Promise<string> | undefined;

export async function pageScript(): Promise<string> {
  return (made ??= bundle());
}
