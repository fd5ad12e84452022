/** Messages that are there whole, brought to where they go. Shared by the transports; moves nothing between threads. */
import { bytesOf, elementBytes, elementsAt, kindOf } from './elements.ts';
import { combineElements } from './operations.ts';
import type { Arrival, Envelope, Incoming, Landing } from './transport.ts';

/** Lets a receive have a message. Throws what its `accept` throws; nothing has been moved then. */
export function deliver(incoming: Incoming, envelope: Envelope, bytes: Uint8Array<ArrayBuffer>): Arrival {
  const landing = incoming.accept(envelope);
  if (!landing) return { envelope, bytes };
  land(landing, bytes);
  return { envelope, bytes: null };
}

function land({ parts, operation }: Landing, bytes: Uint8Array): void {
  let at = 0;
  for (const part of parts) {
    if (at === bytes.length) return;
    const here = Math.min(part.byteLength, bytes.length - at);
    if (operation === null) {
      bytesOf(part).set(bytes.subarray(at, at + here));
    } else {
      const kind = kindOf(part);
      const from = elementsAt(kind, bytes.buffer, bytes.byteOffset + at, here / elementBytes(kind));
      combineElements(operation, part, from);
    }
    at += here;
  }
}
