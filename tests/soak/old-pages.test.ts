/** Old pages in small heaps of known form: held by nothing, by the opening of a database, by the site, by a table of weak keys. */
import { expect, test } from 'vitest';
import type { HeapSnapshot } from './heap-snapshot.ts';
import { oldPages } from './old-pages.ts';

const KINDS = ['native', 'synthetic', 'object'];
const WAYS = ['property', 'weak', 'element'];
const OPENING = 'IDBOpenDBRequest *blink::IDBFactory::OpenInternal(ScriptState *)@idb_factory.cc:312';

/** Ids are places plus 100. An old page is written `old`. */
function heap(names: readonly string[], edges: readonly (readonly [number, string, number, string?])[]): HeapSnapshot {
  const strings = [...new Set([...names.map(real), ...edges.map(([, label]) => label)])];
  const own = (place: number) => edges.filter(([from]) => from === place);
  const nodes = names.flatMap((name, place) => [
    KINDS.indexOf(/roots|^all$/.test(name) ? 'synthetic' : real(name) === 'HTMLDocument' ? 'native' : 'object'),
    strings.indexOf(real(name)),
    place + 100,
    own(place).length,
    name === 'old' ? 2 : 1,
  ]);
  const flat = names.flatMap((_, place) =>
    own(place).flatMap(([, label, to, way = 'property']) => [WAYS.indexOf(way), strings.indexOf(label), to * 5]),
  );
  const meta = {
    node_fields: ['type', 'name', 'id', 'edge_count', 'detachedness'],
    node_types: [KINDS] as const,
    edge_fields: ['type', 'name_or_index', 'to_node'],
    edge_types: [WAYS] as const,
  };
  return { snapshot: { meta }, nodes, edges: flat, strings };
}

function real(name: string): string {
  return name === 'old' || name === 'shown' ? 'HTMLDocument' : name;
}

test('a page that is shown, and an old one that only a weak edge points at, are no old pages in memory', () => {
  const edges = [
    [0, 'page', 1],
    [0, 'gone', 2, 'weak'],
  ] as const;
  expect(oldPages(heap(['all', 'shown', 'old'], edges))).toEqual({ all: 0, heldBySite: 0 });
});

test('one that waits for a database is the browser’s', () => {
  const names = ['all', 'C++ Persistent roots', 'request', 'old'];
  const edges = [
    [0, 'roots', 1],
    [1, OPENING, 2],
    [2, 'page', 3],
  ] as const;
  expect(oldPages(heap(names, edges))).toEqual({ all: 1, heldBySite: 0 });
});

test('one that something else holds as well is the site’s', () => {
  const names = ['all', 'C++ Persistent roots', 'request', 'old', 'listener'];
  const edges = [
    [0, 'roots', 1],
    [1, OPENING, 2],
    [2, 'page', 3],
    [1, 'blink::EventListener', 4],
    [4, 'page', 3],
  ] as const;
  expect(oldPages(heap(names, edges))).toEqual({ all: 1, heldBySite: 1 });
});

test('of a table of weak keys both the key and the table have to live for it to hold a page, whichever is met first', () => {
  const label = '1 / part of key (key @101) -> value (HTMLDocument @102) pair in WeakMap (table @103)';
  const names = ['all', 'key', 'old', 'table'];
  const key = [0, 'key', 1] as const;
  const table = [0, 'table', 3] as const;
  const pair = [
    [1, label, 2],
    [3, label, 2],
  ] as const;
  expect(oldPages(heap(names, [key, ...pair])).all).toBe(0);
  expect(oldPages(heap(names, [table, ...pair])).all).toBe(0);
  for (const both of [
    [key, table],
    [table, key],
  ])
    expect(oldPages(heap(names, [...both, ...pair])).all).toBe(1);
});
