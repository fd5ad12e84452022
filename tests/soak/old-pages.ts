/**
 * Pages that were reloaded and are still in memory, and whether the site holds them or the browser. In Chromium 156 a page whose first database is
 * just being opened when it is reloaded can stay: what waits for the browser's leave to open it is not given back. Seldom, and seen on an empty page,
 * too (3 of 380 reloads, none of 720 that opened none at that moment). A page that anything else holds counts as the site's. Pure, but for `takeSnapshot`.
 */
import type { CDPSession } from 'playwright';
import { HeapGraph, type HeapEdge, type HeapSnapshot } from './heap-snapshot.ts';

export interface OldPages {
  readonly all: number;
  /** Of them those that would be in memory even if no database had been opened. */
  readonly heldBySite: number;
}

/** Chromium's own names: its roots in C++, and the function that opens a database (third_party/blink/renderer/modules/indexeddb/idb_factory.cc). */
const ROOTS = 'C++ Persistent roots';
const OPENING = 'blink::IDBFactory::OpenInternal(';

export function oldPages(heap: HeapSnapshot): OldPages {
  const graph = new HeapGraph(heap);
  const old = [...Array(graph.size).keys()].filter((place) => {
    const { kind, name, detached } = graph.node(place);
    return kind === 'native' && name === 'HTMLDocument' && detached;
  });
  const isOpening = ({ from, name }: HeapEdge): boolean => name.includes(OPENING) && graph.node(from).name === ROOTS;
  const all = graph.held(() => false);
  const held = graph.held(isOpening);
  return {
    all: old.filter((place) => all.has(place)).length,
    heldBySite: old.filter((place) => held.has(place)).length,
  };
}

/** Names of the browser's own things come along only when asked for. */
export async function takeSnapshot(cdp: CDPSession): Promise<HeapSnapshot> {
  const chunks: string[] = [];
  const take = ({ chunk }: { readonly chunk: string }): void => void chunks.push(chunk);
  cdp.on('HeapProfiler.addHeapSnapshotChunk', take);
  const asked = { reportProgress: false, exposeInternals: true };
  await cdp.send('HeapProfiler.takeHeapSnapshot', asked);
  cdp.off('HeapProfiler.addHeapSnapshotChunk', take);
  return JSON.parse(chunks.join('')) as HeapSnapshot;
}
