/** Every example for a host sends what makes shared memory possible, and what the development server sends. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../src/cli/root.ts';
import { ISOLATION_HEADERS } from '../../vite.config.ts';

const HOSTS = join(ROOT, 'src', 'cli', 'hosts');
const EXAMPLES = [...readdirSync(HOSTS).map((file) => join(HOSTS, file)), join(ROOT, 'src', 'static', '_headers')];

describe.each(EXAMPLES)('%s', (path) => {
  const text = readFileSync(path, 'utf8');

  it.each(Object.entries(ISOLATION_HEADERS))('sends %s: %s', (name, value) => {
    // Between the two stands whatever the host's own language has there.
    expect(text).toMatch(new RegExp(`${name}[":, a-z]*?[" ]${value}`));
  });

  it('lets nothing but the files named after their content be kept without asking', () => {
    expect(text).toContain('public, max-age=31536000, immutable');
    expect(text.match(/immutable/g)).toHaveLength(1);
  });
});
