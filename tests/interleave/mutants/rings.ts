/** Event counts and rings: waiting against happening, bytes against the count that tells of them. */
import type { Mutant } from '../mutants.ts';

const scenarios = ['ring'];

export const RINGS: readonly Mutant[] = [
  {
    id: 'event-count-looks-before-advance',
    fault: 'looks whether the owner sleeps before the count has changed',
    file: 'sync/event-count.ts',
    find: `  atomic.add<i32>(events, 1, COUNT);
  const owner = load<usize>(events, OWNER);
  // A load first: the exchange of \`signal\` would take the line from an owner that is running.
  if (atomic.load<i32>(owner, SIGNAL) == WAITING) signal(owner, WOKEN);`,
    replace: `  const owner = load<usize>(events, OWNER);
  const sleeps = atomic.load<i32>(owner, SIGNAL) == WAITING;
  atomic.add<i32>(events, 1, COUNT);
  if (sleeps) signal(owner, WOKEN);`,
    scenarios,
  },
  {
    id: 'event-count-sleeps-without-a-look',
    fault: 'sleeps without looking at the count once it has said that it waits',
    file: 'sync/event-count.ts',
    find: 'const reason = atomic.load<i32>(events, COUNT) == seen ? park(me, deadline) : LOOK;',
    replace: 'const reason = park(me, deadline);',
    scenarios,
  },
  {
    id: 'event-count-wakes-nobody',
    fault: 'the count changes and the owner sleeps on',
    file: 'sync/event-count.ts',
    find: '  if (atomic.load<i32>(owner, SIGNAL) == WAITING) signal(owner, WOKEN);',
    replace: '',
    scenarios,
  },
  {
    id: 'event-count-deaf-to-stop',
    fault: 'a stop does not end the wait',
    file: 'sync/event-count.ts',
    find: '    if (reason == STOPPING) return STOPPED;\n',
    replace: '',
    scenarios,
  },
  {
    id: 'ring-tells-before-count',
    fault: 'the reader is told before the count says that there are bytes',
    file: 'sync/ring.ts',
    find: `  atomic.store<u32>(ring, load<u32>(ring, WRITTEN) + bytes, WRITTEN);
  advanceEventCount(events);`,
    replace: `  advanceEventCount(events);
  atomic.store<u32>(ring, load<u32>(ring, WRITTEN) + bytes, WRITTEN);`,
    scenarios,
  },
  {
    id: 'ring-plain-count',
    fault: 'the reader says with a plain store how far it has come',
    file: 'sync/ring.ts',
    find: '  atomic.store<u32>(ring, load<u32>(ring, READ) + bytes, READ);',
    replace: '  store<u32>(ring, load<u32>(ring, READ) + bytes, READ);',
    scenarios,
  },
];
