/** Every behaviour, played by workers that block. */
import { describe } from 'vitest';
import { suites } from './suites/index.ts';

for (const [name, suite] of Object.entries(suites)) describe(name, () => suite('workers'));
