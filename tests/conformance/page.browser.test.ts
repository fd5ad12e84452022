/** Every behaviour, played by tasks of the page, which never blocks. LB01. */
import { describe } from 'vitest';
import { suites } from './suites/index.ts';

for (const [name, suite] of Object.entries(suites)) describe(name, () => suite('page'));
