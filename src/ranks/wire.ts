/**
 * A transport whose traffic is counted. Rounds are counted by a logical clock: each message carries its sender's round, and a
 * receiver is at least as far. So the largest count of all ranks is the length of the longest chain of messages that had
 * to follow one another, as the formulas of the collectives count it: a rank sends one message and receives one in a round.
 * Source: L. Lamport, "Time, Clocks, and the Ordering of Events in a Distributed System", CACM 21 (1978).
 */
import type { Bytes } from '../base/units.ts';
import type { Script } from '../sync/thread.ts';
import { totalBytes } from './elements.ts';
import type { Arrival, Incoming, Outgoing, Transport } from './transport.ts';

/** What one rank has sent, and its round. */
export interface Traffic {
  readonly rounds: number;
  readonly messages: number;
  /** Of payload, without heads. */
  readonly bytes: Bytes;
}

export class Wire {
  readonly transport: Transport;
  #rounds = 0;
  #messages = 0;
  #bytes: Bytes = 0;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  get traffic(): Traffic {
    return { rounds: this.#rounds, messages: this.#messages, bytes: this.#bytes };
  }

  /** As the transport's. */
  *poll(incoming: Incoming): Script<Arrival | null> {
    const arrival = yield* this.transport.poll(incoming);
    if (arrival) this.#rounds = Math.max(this.#rounds + 1, arrival.envelope.round);
    return arrival;
  }

  /** As the transport's. */
  *exchange(outgoing: Omit<Outgoing, 'round'> | null, incoming: Incoming | null): Script<Arrival | null> {
    const round = this.#rounds + 1;
    if (outgoing) {
      this.#messages += 1;
      this.#bytes += totalBytes(outgoing.parts);
    }
    const arrival = yield* this.transport.exchange(outgoing && { ...outgoing, round }, incoming);
    this.#rounds = Math.max(round, arrival?.envelope.round ?? 0);
    return arrival;
  }
}

/** Of a whole program: messages and bytes of all ranks together, and the longest chain of rounds. */
export function totalTraffic(ranks: readonly Traffic[]): Traffic {
  const sum = (of: (traffic: Traffic) => number): number => ranks.reduce((total, traffic) => total + of(traffic), 0);
  return {
    rounds: Math.max(0, ...ranks.map(({ rounds }) => rounds)),
    messages: sum(({ messages }) => messages),
    bytes: sum(({ bytes }) => bytes),
  };
}
