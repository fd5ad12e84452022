/** A landing that is filled from the segment, stretch by stretch; a stretch may end in the middle of a part. */
import type { Segment } from './segment.ts';
import type { Landing } from './transport.ts';

export class LandingFiller {
  readonly #segment: Segment;
  readonly #landing: Landing;
  #part = 0;
  #inPart = 0;

  constructor(segment: Segment, landing: Landing) {
    this.#segment = segment;
    this.#landing = landing;
  }

  /** The next `bytes`, from an address. Throws RangeError where the landing is full. */
  fill(from: number, bytes: number): void {
    for (let done = 0; done < bytes;) done += this.#fillPart(from + done, bytes - done);
  }

  #fillPart(from: number, most: number): number {
    const { parts, operation } = this.#landing;
    const part = parts[this.#part];
    if (!part) throw new RangeError('a message is longer than what it was accepted for');
    const at = this.#inPart;
    const bytes = Math.min(most, part.byteLength - at);
    if (bytes > 0 && operation) this.#segment.combine(operation, part, at, from, bytes);
    else if (bytes > 0) this.#segment.copyOut(part, at, from, bytes);
    const isFull = at + bytes === part.byteLength;
    this.#part += isFull ? 1 : 0;
    this.#inPart = isFull ? 0 : at + bytes;
    return bytes;
  }
}
