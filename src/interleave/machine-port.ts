/** What a scenario's thread works with, made from a machine. */
import type { Accesses, Machine } from './accesses.ts';
import { demand, type Calls, type Port } from './port.ts';

export function portOf(thread: number, machine: Machine, access: Accesses, call: Calls): Port {
  const { world } = machine;
  const word = (address: number): number => world.i32(address);
  return {
    thread,
    call,
    load: (address) => machine.logged(() => (machine.touch('read', address), word(address))),
    store: (address, value) =>
      void machine.logged(() => (machine.touch('write', address), world.setI32(address, value), 0)),
    point: (address) =>
      machine.scheduled('look', address, [], () => (machine.touch('atomic-read', address), word(address))),
    atomicStore: (address, value) => access['i32.atomic.store'](address, value, 0),
    atomicAdd: (address, value) => access['i32.atomic.rmw.add'](address, value, 0),
    notify: (address, count) => void access['memory.atomic.notify'](address, count, 0),
    pass: (ms) => void machine.scheduled('time passes', 0, [ms], () => (machine.pass(ms), 0)),
    yield: () => machine.yield(),
    check: (holds, message) => demand(holds, `thread ${thread + 1}: ${message}`),
  };
}
