/**
 * Where in the sources each access to memory of a compiled module stands: walks the instructions of the binary (WebAssembly core
 * specification 2.0, §5.4, with the threads proposal) and looks their offsets up in the compiler's source map (ECMA-426). Knows the
 * instructions that lock code is compiled to, and refuses others. Changes nothing.
 */

export interface Site {
  /** As the compiler was given it, `sync/mutex.ts`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

export interface SourceMap {
  readonly sources: readonly string[];
  readonly mappings: string;
}

const HEADER_BYTES = 8;
const CODE_SECTION = 10;

/** Reads numbers off a binary, one after the other. */
class Reader {
  constructor(
    readonly bytes: Uint8Array,
    public at: number,
  ) {}

  byte(): number {
    return this.bytes[this.at++] ?? 0;
  }

  /** LEB128, as unsigned; of a signed one only the length is of interest here. */
  leb(): number {
    for (let value = 0, shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }

  lebs(count: number): void {
    for (let left = count; left > 0; left--) this.leb();
  }
}

/** Skips the operands of a `0xfc` instruction; whether it touches memory. */
function skipBulk(reader: Reader): boolean {
  const which = reader.leb();
  if (which > 11) throw new Error(`lock code uses instruction 0xfc ${which}: teach assembly/sites.ts its operands`);
  if (which >= 8) reader.lebs(which === 8 || which === 10 ? 2 : 1);
  return which === 10 || which === 11;
}

/** Skips an atomic's operands; a fence touches nothing. */
function skipAtomic(reader: Reader): boolean {
  const isFence = reader.leb() === 3;
  reader.lebs(isFence ? 1 : 2);
  return !isFence;
}

/** Skips one instruction's operands; whether it touches memory. Throws at an instruction that is not known here. */
function skip(opcode: number, reader: Reader): boolean {
  if (opcode === 0xfc) return skipBulk(reader);
  if (opcode === 0xfe) return skipAtomic(reader);
  if (opcode >= 0x28 && opcode <= 0x3e) {
    reader.lebs(2);
    return true;
  }
  if (opcode === 0x0e) reader.lebs(reader.leb() + 1);
  else if (opcode === 0x11) reader.lebs(2);
  else if (opcode === 0x43) reader.at += 4;
  else if (opcode === 0x44) reader.at += 8;
  else if (ONE_OPERAND.has(opcode)) reader.leb();
  else if (opcode > 0x1b && (opcode < 0x45 || opcode > 0xc4))
    throw new Error(`lock code uses instruction 0x${opcode.toString(16)}: teach assembly/sites.ts its operands`);
  return false;
}

/** block, loop, if, br, br_if, call, the five of variables, memory.size and .grow, the integer constants. */
const ONE_OPERAND = new Set([0x02, 0x03, 0x04, 0x0c, 0x0d, 0x10, 0x20, 0x21, 0x22, 0x23, 0x24, 0x3f, 0x40, 0x41, 0x42]);

function codeSection(bytes: Uint8Array): Reader {
  const reader = new Reader(bytes, HEADER_BYTES);
  while (reader.at < bytes.length) {
    const [id, length] = [reader.byte(), reader.leb()];
    if (id === CODE_SECTION) return reader;
    reader.at += length;
  }
  throw new Error('the module has no code');
}

/** The offsets of all accesses to memory, in the order in which the code stands. */
export function accessOffsets(bytes: Uint8Array): number[] {
  const reader = codeSection(bytes);
  const offsets: number[] = [];
  for (let functions = reader.leb(); functions > 0; functions--) {
    const length = reader.leb();
    const end = reader.at + length;
    // Locals: how many, of which type.
    for (let groups = reader.leb(); groups > 0; groups--) reader.lebs(2);
    while (reader.at < end) {
      const at = reader.at;
      if (skip(reader.byte(), reader)) offsets.push(at);
    }
  }
  return offsets;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base-64 VLQ (ECMA-426, §Base64 VLQ). */
function numbersOf(segment: string): number[] {
  const numbers: number[] = [];
  let [value, shift] = [0, 0];
  for (const digit of segment) {
    const bits = DIGITS.indexOf(digit);
    value += (bits & 31) << shift;
    shift += 5;
    if (bits & 32) continue;
    numbers.push(value & 1 ? -(value >> 1) : value >> 1);
    [value, shift] = [0, 0];
  }
  return numbers;
}

interface Mapped {
  readonly offset: number;
  readonly site: Site;
}

/** Everything that a map says. A map of a binary has one line, whose columns are offsets. */
export function mapped({ sources, mappings }: SourceMap): Mapped[] {
  let [column, source, line] = [0, 0, 0];
  const known: Mapped[] = [];
  for (const segment of mappings.split(',')) {
    const [moved = 0, toSource, toLine] = numbersOf(segment);
    column += moved;
    if (toSource === undefined || toLine === undefined) continue;
    source += toSource;
    line += toLine;
    known.push({ offset: column, site: { file: sources[source] ?? '', line: line + 1 } });
  }
  return known;
}

/** The site of an offset into the binary. Throws where the map says nothing of it. */
export function siteAt(offset: number, known: readonly Mapped[]): Site {
  const found = known.findLast((each) => each.offset <= offset);
  if (!found) throw new Error(`the source map says nothing of offset ${offset}`);
  return found.site;
}
