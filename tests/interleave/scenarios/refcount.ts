/** Counts are exact and an object is freed once, in every form but the plain one, whose race the explorer has to find. */
import { OBJECT } from '../../../src/memory/structures.ts';
import type { Port } from '../../../src/interleave/port.ts';
import { call, increment, scenario } from '../../../src/interleave/scenario.ts';

const pair = (form: 'Plain' | 'Atomic' | 'Locked' | 'Biased') =>
  scenario({
    name: `reference counts, ${form.toLowerCase()}: 2 threads retain and release`,
    threads: 2,
    build(stage) {
      const object = stage.place('object', OBJECT);
      const own = form === 'Locked' || form === 'Biased';
      return {
        prepare: (calls) => call(calls, 'initObject', object, stage.threads[0] ?? 0),
        run(port, me) {
          const rest = own ? [me] : [];
          for (let time = 0; time < 2; time++) {
            call(port.call, `retain${form}`, object, ...rest);
            port.check(call(port.call, `release${form}`, object, ...rest) === 0, 'freed what is still referred to');
          }
        },
        ending(check, look) {
          const [COUNT, LOCAL, SHARED] = [0, 12, 16];
          const count = form === 'Biased' ? look(object + LOCAL) + (look(object + SHARED) >> 2) : look(object + COUNT);
          check(count === 1, `${count} references are counted, 1 is there`);
        },
      };
    },
  });

/** The owner and others each give up a reference they hold: the last one frees it, once. */
const lastOne = (others: number, retains: boolean) =>
  scenario({
    name: `biased: the owner and ${others} more let go of an object${retains ? ' they had taken a second hold of' : ''}`,
    threads: 1 + others,
    build(stage) {
      const object = stage.place('object', OBJECT);
      const freed = stage.place('freed', OBJECT);
      const [owner = 0] = stage.threads;
      const note = (port: Port, times: number): void => {
        for (let time = 0; time < times; time++) call(port.call, 'retainAtomic', freed);
      };
      const letGo = (port: Port, me: number): void => {
        if (retains) call(port.call, 'retainBiased', object, me);
        if (retains) note(port, call(port.call, 'releaseBiased', object, me));
        note(port, call(port.call, 'releaseBiased', object, me));
      };
      return {
        prepare(calls) {
          call(calls, 'initObject', object, owner);
          // One reference each, handed out by the owner.
          for (let other = 0; other < others; other++) call(calls, 'retainBiased', object, owner);
          call(calls, 'initObject', freed, owner);
        },
        run: [
          (port, me) => {
            letGo(port, me);
            note(port, call(port.call, 'mergeOwedObjects', me));
            note(port, call(port.call, 'closeOwed', me));
          },
          ...Array.from({ length: others }, () => letGo),
        ],
        ending: (check, look) => check(look(freed) === 2, `freed ${look(freed) - 1} times`),
      };
    },
  });

/** The other has a reference that it counted itself, and takes and gives another while the owner lets its last one go. */
const countedWhileMerging = scenario({
  name: 'biased: the owner lets go of its last reference while another takes and gives some',
  threads: 2,
  build(stage) {
    const object = stage.place('object', OBJECT);
    const freed = stage.place('freed', OBJECT);
    const [owner = 0, other = 0] = stage.threads;
    const letGo = (port: Port, me: number): void => {
      for (let left = call(port.call, 'releaseBiased', object, me); left > 0; left--) {
        call(port.call, 'retainAtomic', freed);
      }
    };
    return {
      prepare(calls) {
        call(calls, 'initObject', object, owner);
        call(calls, 'retainBiased', object, other);
        call(calls, 'initObject', freed, owner);
      },
      run: [
        letGo,
        (port, me) => {
          call(port.call, 'retainBiased', object, me);
          letGo(port, me);
          letGo(port, me);
        },
      ],
      ending: (check, look) => check(look(freed) === 2, `freed ${look(freed) - 1} times`),
    };
  },
});

const gilProtects = scenario({
  name: 'plain counts under the GIL are exact',
  threads: 2,
  earlyTimeouts: true,
  build(stage) {
    const gil = stage.place('gil', { BYTES: 256, ALIGN: 64 });
    const object = stage.place('object', OBJECT);
    const count = stage.word('count');
    return {
      prepare(calls) {
        call(calls, 'initGil', gil, 5, 0);
        call(calls, 'initObject', object, stage.threads[0] ?? 0);
      },
      run(port, me) {
        call(port.call, 'takeGil', gil, me);
        call(port.call, 'retainPlain', object);
        increment(port, count);
        call(port.call, 'dropGil', gil, me, 1);
      },
      ending: (check, look) => check(look(object) === 3 && look(count) === 2, 'a reference was lost'),
    };
  },
});

export const PLAIN_RACES = pair('Plain');

export default [
  pair('Atomic'),
  pair('Locked'),
  pair('Biased'),
  lastOne(1, false),
  lastOne(1, true),
  lastOne(2, false),
  countedWhileMerging,
  gilProtects,
];
