/** Builds the site before the first end-to-end test where a source is younger than `dist/`. */
import { buildSite, isStale } from '../../src/cli/site.ts';

export default async function buildIfStale(): Promise<void> {
  if (await isStale()) await buildSite();
}
