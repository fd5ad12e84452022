/** Writes the published JSON Schema anew: `npm run schema`, after the schema in code has changed. */
import { writeFile } from 'node:fs/promises';
import { PUBLISHED, publishedText } from './published-schema.ts';

await writeFile(PUBLISHED, await publishedText());
