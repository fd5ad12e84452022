/**
 * Keys that no version of this lab has written: a hand has put them into the database. What is no plain id could stand in no address and might be
 * taken for another, so each gets a word of its own for as long as the page lives. Knows nothing of entries.
 */

/** As in addresses (link/address.ts). */
const ID = /^[\w-]{1,64}$/;

export class OddKeys {
  readonly #keys: IDBValidKey[] = [];
  /** Places in `#keys` by what is quickly told apart. */
  readonly #places = new Map<unknown, number[]>();

  /** Whether such an id stands for an odd key. */
  isOdd(id: string): boolean {
    return !ID.test(id);
  }

  /** The key itself, or what stands for it. */
  idOf(key: IDBValidKey): string {
    if (typeof key === 'string' && ID.test(key)) return key;
    const rough = typeof key === 'object' ? 'object' : key;
    const places = this.#places.get(rough) ?? [];
    const known = places.find((place) => indexedDB.cmp(this.#keys[place], key) === 0);
    if (known !== undefined) return wordOf(known);
    const place = this.#keys.push(key) - 1;
    this.#places.set(rough, [...places, place]);
    return wordOf(place);
  }

  keyOf(id: string): IDBValidKey {
    const [, place] = /^damaged:(\d+)$/.exec(id) ?? [];
    return (place === undefined ? undefined : this.#keys[Number(place)]) ?? id;
  }
}

/** No id has a colon. */
function wordOf(place: number): string {
  return `damaged:${place}`;
}
