/**
 * Tells where a payload that was broken into lines is whole: it takes one piece after the other, and says after each whether the envelope
 * (frame.ts) closes here, at the cost of the piece. Reads nothing of what the payload holds.
 */
import { BITS, valueOf } from './base64url.ts';
import { AROUND, type Form, nextChecksum } from './frame.ts';

export class WholePayload {
  private characters = 0;
  /** No continuation can be a payload. */
  private broken = false;
  private held = 0;
  private bits = 0;
  private bytes = 0;
  /** Of all bytes but the last two, which may be the checksum itself. */
  private sum: number;
  private last: readonly [number, number] = [0, 0];

  constructor(private readonly form: Form) {
    this.sum = form.mark;
  }

  /** Whether the payload is whole with this piece. Of a newer version of the form it may be, too. */
  add(piece: string): boolean {
    this.characters += piece.length;
    if (this.characters > this.form.longest) this.broken = true;
    for (const character of piece) {
      if (this.broken) return false;
      const value = valueOf(character);
      if (value === null) this.broken = true;
      else this.take(value);
    }
    return this.isWhole;
  }

  private get isWhole(): boolean {
    const isEnd = this.bits < BITS && (this.held & ((1 << this.bits) - 1)) === 0;
    const [first, second] = this.last;
    return !this.broken && isEnd && this.bytes > AROUND && this.sum === ((first << 8) | second);
  }

  private take(value: number): void {
    this.held = ((this.held << BITS) | value) & 0xfff;
    this.bits += BITS;
    if (this.bits < 8) return;
    this.bits -= 8;
    const [first, second] = this.last;
    if (this.bytes >= 2) this.sum = nextChecksum(this.sum, first);
    this.last = [second, (this.held >> this.bits) & 0xff];
    this.bytes++;
  }
}
