/**
 * What rewritten code calls instead of touching memory, one function a mnemonic: the meaning of each access (WebAssembly core
 * specification with the threads proposal), carried out on a world by a machine that decides who gets the turn.
 */
import type { Value } from './moment.ts';
import type { Access, World } from './world.ts';

/** The name under which rewritten code imports its accesses to memory. */
export const IMPORT_MODULE = 'access';

/** Who carries accesses out. */
export interface Machine {
  readonly world: World;
  /** Notes an access of the thread that runs; throws on a race. */
  touch(access: Access, address: number): void;
  /** Something nobody can come between with. */
  logged<V extends Value>(compute: () => V): V;
  /** Something others may come before. */
  scheduled<V extends Value>(operation: string, address: number, operands: number[], compute: () => V): V;
  wait(address: number, expected: number, ns: bigint): number;
  /** Wakes sleepers on a word, first come first; how many. */
  wake(address: number, count: number): number;
  /** Throws where threads run. */
  demandPreparing(): void;
  /** Time passes. */
  pass(ms: number): void;
  yield(): void;
  /** Notes which export the thread is in. */
  enter(within: string): void;
  /** Notes at which access of the code the thread stands, by its number. */
  mark(site: number): void;
}

export function accesses(machine: Machine) {
  const { world } = machine;
  const at = (kind: Access, address: number): void => machine.touch(kind, address);
  const load = (read: (address: number) => Value, words: number) => (base: number, offset: number) =>
    machine.logged(() => {
      for (let word = 0; word < words; word++) at('read', base + offset + 4 * word);
      return read(base + offset);
    });
  const store =
    <V extends Value>(write: (address: number, value: V) => void, words: number) =>
    (base: number, value: V, offset: number) =>
      void machine.logged(() => {
        for (let word = 0; word < words; word++) at('write', base + offset + 4 * word);
        write(base + offset, value);
        return 0;
      });
  const update =
    (name: string, next: (old: number, value: number) => number) => (base: number, value: number, offset: number) =>
      machine.scheduled(name, base + offset, [value], () => {
        at('atomic-update', base + offset);
        const old = world.i32(base + offset);
        world.setI32(base + offset, next(old, value) | 0);
        return old;
      });
  return {
    mark: (site: number) => machine.mark(site),
    'i32.load': load((address) => world.i32(address), 1),
    // Races are told by words.
    'i32.load8_u': (base: number, offset: number) =>
      machine.logged(() => {
        const [address, bits] = [(base + offset) & ~3, 8 * ((base + offset) & 3)];
        at('read', address);
        return (world.i32(address) >>> bits) & 0xff;
      }),
    'i64.load': load((address) => world.i64(address), 2),
    'f64.load': load((address) => world.f64(address), 2),
    'i32.store': store((address, value: number) => world.setI32(address, value), 1),
    'i64.store': store((address, value: bigint) => world.setI64(address, value), 2),
    'f64.store': store((address, value: number) => world.setF64(address, value), 2),
    'i32.atomic.load': (base: number, offset: number) =>
      machine.scheduled('load', base + offset, [], () => (at('atomic-read', base + offset), world.i32(base + offset))),
    'i64.atomic.load': (base: number, offset: number) =>
      machine.scheduled('load', base + offset, [], () => {
        at('atomic-read', base + offset);
        at('atomic-read', base + offset + 4);
        return world.i64(base + offset);
      }),
    'i32.atomic.store': (base: number, value: number, offset: number) =>
      void machine.scheduled('store', base + offset, [value], () => {
        at('atomic-write', base + offset);
        world.setI32(base + offset, value);
        return 0;
      }),
    'i64.atomic.store': (base: number, value: bigint, offset: number) =>
      void machine.scheduled('store', base + offset, [Number(value)], () => {
        at('atomic-write', base + offset);
        at('atomic-write', base + offset + 4);
        world.setI64(base + offset, value);
        return 0;
      }),
    'i32.atomic.rmw.add': update('add', (old, value) => old + value),
    'i32.atomic.rmw.sub': update('sub', (old, value) => old - value),
    'i32.atomic.rmw.and': update('and', (old, value) => old & value),
    'i32.atomic.rmw.or': update('or', (old, value) => old | value),
    'i32.atomic.rmw.xor': update('xor', (old, value) => old ^ value),
    'i32.atomic.rmw.xchg': update('xchg', (_, value) => value),
    'i32.atomic.rmw.cmpxchg': (base: number, expected: number, value: number, offset: number) =>
      machine.scheduled('cmpxchg', base + offset, [expected, value], () => {
        const old = world.i32(base + offset);
        // One that fails only reads.
        at(old === expected ? 'atomic-update' : 'atomic-read', base + offset);
        if (old === expected) world.setI32(base + offset, value);
        return old;
      }),
    'memory.atomic.wait32': (base: number, expected: number, ns: bigint, offset: number) =>
      machine.wait(base + offset, expected, ns),
    'memory.atomic.notify': (base: number, count: number, offset: number) =>
      machine.scheduled('notify', base + offset, [count], () => machine.wake(base + offset, count)),
    'memory.fill': (base: number, value: number, length: number, offset: number) => {
      machine.demandPreparing();
      for (let at = 0; at < length; at += 4) world.setI32(base + offset + at, value);
    },
  };
}

export type Accesses = ReturnType<typeof accesses>;
