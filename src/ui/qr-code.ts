/**
 * A text as a QR code (ISO/IEC 18004), as the path of an SVG: one square a dark module, in units of modules. Black on white whatever the
 * page's colours are, since many readers do not take the inverse. Made by uqr; loaded with the panel that shows it.
 */
import { encode } from 'uqr';

/** Modules of white around the code that the standard demands (6.3.8). */
const QUIET = 4;

export interface QrCode {
  /** Modules of a side, with the quiet zone. */
  readonly size: number;
  /** Dark modules, as a path. */
  readonly d: string;
}

/** Level M: 15 % may be lost to a finger or a glare. 200 bytes then are 57 modules, 65 with the quiet zone. */
export function qrCode(text: string): QrCode {
  const { size, data } = encode(text, { ecc: 'M', border: QUIET });
  const rows = data.map((row, y) => {
    let d = '';
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue;
      let until = x + 1;
      while (row[until]) until++;
      d += `M${x} ${y}h${until - x}v1h${x - until}z`;
      x = until;
    }
    return d;
  });
  return { size, d: rows.join('') };
}
