/**
 * Every behaviour, played by tasks of a page whose browser has no `Atomics.waitAsync`: it is taken away before anything is
 * loaded, in this file's own page. LB02.
 */
import { describe, expect, test } from 'vitest';

Reflect.deleteProperty(Atomics, 'waitAsync');
const { suites } = await import('./suites/index.ts');

test('there is no Atomics.waitAsync', () => expect('waitAsync' in Atomics).toBe(false));

for (const [name, suite] of Object.entries(suites)) describe(name, () => suite('page without waitAsync'));
