/**
 * Messages that came before anybody asked for them, in the order in which they came: MPI's unexpected queue. A receive looks
 * here first, which keeps the messages of one sender in order.
 */
import { deliver } from './landing.ts';
import { matches, type Arrival, type Envelope, type Incoming } from './transport.ts';

export class Unexpected {
  readonly #kept: { readonly envelope: Envelope; readonly bytes: Uint8Array<ArrayBuffer> }[] = [];

  keep(envelope: Envelope, bytes: Uint8Array<ArrayBuffer>): void {
    this.#kept.push({ envelope, bytes });
  }

  /** The first message that `incoming` asks for, or null. Throws what its `accept` throws; then the message stays. */
  take(incoming: Incoming): Arrival | null {
    const place = this.#kept.findIndex(({ envelope }) => matches(incoming, envelope));
    const found = this.#kept[place];
    if (!found) return null;
    const arrival = deliver(incoming, found.envelope, found.bytes);
    this.#kept.splice(place, 1);
    return arrival;
  }
}
