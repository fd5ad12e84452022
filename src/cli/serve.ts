/**
 * The second half of `npm start`: builds the production site, serves it and says where. Called by start.mjs, which
 * makes sure that the packages are there.
 */
import { buildSite, isStale, serveSite } from './site.ts';

try {
  if (await isStale()) {
    console.log('building the site …');
    await buildSite();
  }
  const site = await serveSite({ isolated: true, port: 4173, host: 'localhost' });
  console.log(`Overlap is ready: open ${site.url}  (Ctrl-C stops it)`);
} catch (error) {
  console.error(`Overlap could not be started: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
