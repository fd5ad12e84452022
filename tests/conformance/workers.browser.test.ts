/** Every behaviour, played by workers that block; and those of the lab's own, which need workers. */
import { describe } from 'vitest';
import { suites } from './suites/index.ts';
import { labSuite } from './suites/lab.ts';

for (const [name, suite] of Object.entries(suites)) describe(name, () => suite('workers'));
describe('the lab’s own', labSuite);
