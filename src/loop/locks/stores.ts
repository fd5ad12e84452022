/**
 * What a queue keeps its items in: one store for each of the three orders. Nobody waits at a store.
 * Source of the heap: CPython 3.13, Lib/heapq.py; equal items come out in the order they went in, which is more than heapq promises.
 */

export interface Store<T> {
  readonly size: number;
  add(item: T): void;
  /** Takes out whose turn it is. Only where there is one. */
  take(): T;
  clear(): void;
}

/** True where `one` comes out before `other`. */
export type IsBefore<T> = (one: T, other: T) => boolean;

/** Below this a store is too small for its holes to matter. */
const FEW = 32;

export class OldestFirst<T> implements Store<T> {
  #items: (T | undefined)[] = [];
  /** Places before it have been emptied. */
  #head = 0;

  get size(): number {
    return this.#items.length - this.#head;
  }

  add(item: T): void {
    this.#items.push(item);
  }

  take(): T {
    const item = this.#items[this.#head] as T;
    this.#items[this.#head] = undefined;
    this.#head += 1;
    // Moved up rarely enough that it costs each item one step.
    if (this.#head > FEW && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return item;
  }

  clear(): void {
    this.#items = [];
    this.#head = 0;
  }
}

export class YoungestFirst<T> implements Store<T> {
  readonly #items: T[] = [];

  get size(): number {
    return this.#items.length;
  }

  add(item: T): void {
    this.#items.push(item);
  }

  take(): T {
    return this.#items.pop() as T;
  }

  clear(): void {
    this.#items.length = 0;
  }
}

interface Numbered<T> {
  readonly item: T;
  readonly number: number;
}

export class SmallestFirst<T> implements Store<T> {
  readonly #heap: Numbered<T>[] = [];
  readonly #isBefore: IsBefore<T>;
  #added = 0;

  constructor(isBefore: IsBefore<T>) {
    this.#isBefore = isBefore;
  }

  get size(): number {
    return this.#heap.length;
  }

  // Both ways through the heap are found before anything is moved: a comparison that throws leaves it as it was.

  add(item: T): void {
    const heap = this.#heap;
    const added = { item, number: this.#added++ };
    const path = [heap.length];
    for (let at = heap.length; at > 0; path.push(at)) {
      at = (at - 1) >> 1;
      if (!this.#precedes(added, heap[at] as Numbered<T>)) break;
    }
    this.#shift(path, added);
  }

  take(): T {
    const heap = this.#heap;
    const { item } = heap[0] as Numbered<T>;
    const last = heap[heap.length - 1] as Numbered<T>;
    const path = this.#wayDown(last);
    heap.pop();
    if (heap.length > 0) this.#shift(path, last);
    return item;
  }

  clear(): void {
    this.#heap.length = 0;
  }

  /** Where the last of the heap goes once the first is gone. */
  #wayDown(last: Numbered<T>): number[] {
    const heap = this.#heap;
    const end = heap.length - 1;
    const path = [0];
    for (let child = 1; child < end; child = 2 * child + 1) {
      const right = child + 1;
      if (right < end && this.#precedes(heap[right] as Numbered<T>, heap[child] as Numbered<T>)) child = right;
      if (!this.#precedes(heap[child] as Numbered<T>, last)) break;
      path.push(child);
    }
    return path;
  }

  /** Moves what stands on `path` up or down by one, and puts `entry` at its end. */
  #shift(path: readonly number[], entry: Numbered<T>): void {
    for (let step = 1; step < path.length; step++) {
      this.#heap[path[step - 1] as number] = this.#heap[path[step] as number] as Numbered<T>;
    }
    this.#heap[path[path.length - 1] as number] = entry;
  }

  #precedes(one: Numbered<T>, other: Numbered<T>): boolean {
    if (this.#isBefore(one.item, other.item)) return true;
    return !this.#isBefore(other.item, one.item) && one.number < other.number;
  }
}
