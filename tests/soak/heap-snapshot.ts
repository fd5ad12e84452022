/**
 * What a heap snapshot of V8 holds, as a graph that can be walked from its roots. What lies in a table of weak keys lives only while both the key and
 * the table do; V8 writes it as an edge from each of the two, which alone would make everything look held. Knows no page and no document.
 */

/** As `HeapProfiler.takeHeapSnapshot` hands it over; only what is read here. */
export interface HeapSnapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[], ...unknown[]];
      readonly edge_fields: readonly string[];
      readonly edge_types: readonly [readonly string[], ...unknown[]];
    };
  };
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  readonly strings: readonly string[];
}

export interface HeapEdge {
  /** Of an element or a hidden edge its number, as text. */
  readonly name: string;
  readonly kind: string;
  /** Places of nodes, from 0; the first is the root of all. */
  readonly from: number;
  readonly to: number;
}

export interface HeapNode {
  readonly name: string;
  readonly kind: string;
  /** Of a thing of the page: no longer part of what is shown. */
  readonly detached: boolean;
}

/** In V8's `Heap snapshot` format: 2 is what is detached. */
const DETACHED = 2;
const WEAK_TABLE = /part of key \(.*? @(\d+)\) -> value \(.*\) pair in WeakMap \(table @(\d+)\)$/;

export class HeapGraph {
  readonly #heap: HeapSnapshot;
  readonly #width: number;
  readonly #edgeWidth: number;
  /** Where the edges of each node begin, and at the end where the last ones stop. */
  readonly #begins: readonly number[];
  readonly #places = new Map<number, number>();

  constructor(heap: HeapSnapshot) {
    this.#heap = heap;
    const { node_fields: fields, edge_fields: edgeFields } = heap.snapshot.meta;
    this.#width = fields.length;
    this.#edgeWidth = edgeFields.length;
    const begins = [0];
    for (let place = 0; place * this.#width < heap.nodes.length; place++) {
      begins.push((begins.at(-1) ?? 0) + this.#field(place, 'edge_count'));
      this.#places.set(this.#field(place, 'id'), place);
    }
    this.#begins = begins;
  }

  get size(): number {
    return this.#places.size;
  }

  node(place: number): HeapNode {
    const kind = this.#heap.snapshot.meta.node_types[0][this.#field(place, 'type')] ?? '';
    const name = this.#heap.strings[this.#field(place, 'name')] ?? '';
    return { kind, name, detached: this.#field(place, 'detachedness') === DETACHED };
  }

  /** Places of all nodes that cannot be collected, were it not for the edges that `without` says are not to count. */
  held(without: (edge: HeapEdge) => boolean): ReadonlySet<number> {
    const reached = new Set([0]);
    const waiting = [0];
    const visit = (place: number): void => {
      if (reached.has(place)) return;
      reached.add(place);
      waiting.push(place);
    };
    /** Values of which only the key or only the table was reached, by the one that is missing. */
    const halves = new Map<number, number[]>();
    for (let from = waiting.pop(); from !== undefined; from = waiting.pop()) {
      for (const value of halves.get(from) ?? []) visit(value);
      for (const edge of this.#strong(from)) {
        if (without(edge)) continue;
        const missing = this.#otherHalf(edge).filter((place) => !reached.has(place));
        if (missing.length === 0) visit(edge.to);
        for (const place of missing) halves.set(place, [...(halves.get(place) ?? []), edge.to]);
      }
    }
    return reached;
  }

  *#strong(from: number): Generator<HeapEdge> {
    const { edges, strings, snapshot } = this.#heap;
    for (let at = this.#begins[from] ?? 0; at < (this.#begins[from + 1] ?? 0); at++) {
      const [type = 0, label = 0, to = 0] = edges.slice(at * this.#edgeWidth, (at + 1) * this.#edgeWidth);
      const kind = snapshot.meta.edge_types[0][type] ?? '';
      if (kind === 'weak') continue;
      const isNumber = kind === 'element' || kind === 'hidden';
      yield { kind, from, to: to / this.#width, name: isNumber ? String(label) : (strings[label] ?? '') };
    }
  }

  /** Of an edge into a table of weak keys, the key and the table; nothing for any other edge. */
  #otherHalf({ name }: HeapEdge): number[] {
    const pair = WEAK_TABLE.exec(name);
    if (!pair) return [];
    return pair.slice(1).flatMap((id) => this.#places.get(Number(id)) ?? []);
  }

  #field(place: number, name: string): number {
    const column = this.#heap.snapshot.meta.node_fields.indexOf(name);
    return column < 0 ? 0 : (this.#heap.nodes[place * this.#width + column] ?? 0);
  }
}
