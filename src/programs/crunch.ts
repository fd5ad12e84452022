/** The CPU-bound program: each task computes its range of items and nothing else. */
import type { Program } from './index.ts';

export default {
  id: 'crunch',
  title: 'compute a range',
  *body(task) {
    yield { op: 'compute', start: task.start, end: task.end };
  },
} satisfies Program;
