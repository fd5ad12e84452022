/** The examples of the README: what each has to come to. The README shows them in this order. */
export const EXAMPLES: Readonly<Record<string, unknown>> = {
  models: 1,
  threads: [false, true, 'mutex (locked)'],
  'thread-executor': [256, ['early', 'late'], 'RangeError: division by zero', 168],
  'process-executor': [1000, true, ['BrokenProcessPool', 'BrokenProcessPool']],
  ranks: ['3.141593', 6],
  'event-loop': 6,
  callbacks: '3 2',
  greenlets: 6,
};
