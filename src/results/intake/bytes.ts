/**
 * The bytes of a file from elsewhere, slice by slice, unpacked where they are gzipped: told by the first two bytes (RFC 1952), not by the name. Never
 * holds more than two slices; knows nothing of what they mean.
 */
import { INTAKE } from './intake-limits.ts';

/** A file that could not be read to its end. The message is the sentence to show. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

const GONE =
  'it could not be read: it is a folder, or was moved, changed or locked since. Drop the files themselves once more.';
const CUT_OFF =
  'its gzip is damaged, cut off, or several in a row: what could be unpacked was read. Unpack it first, or fetch it anew.';

/** Reads one slice ahead, beginning when it is made. */
export class Slices {
  private offset = 0;
  private pending: Promise<ArrayBuffer>;

  constructor(private readonly file: Blob) {
    this.pending = this.read();
  }

  /** Empty at the end. @throws Unreadable */
  async next(): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = await this.pending.catch(() => {
      throw new Unreadable(GONE);
    });
    this.pending = this.read();
    return new Uint8Array(bytes);
  }

  private read(): Promise<ArrayBuffer> {
    const from = this.offset;
    this.offset += INTAKE.slice;
    const reading =
      from > 0 && from >= this.file.size
        ? Promise.resolve(new ArrayBuffer(0))
        : this.file.slice(from, from + INTAKE.slice).arrayBuffer();
    // Whoever asks for it hears of a failure; nobody may ask.
    reading.catch(() => undefined);
    return reading;
  }
}

async function* plain(first: Uint8Array<ArrayBuffer>, slices: Slices): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let slice = first; slice.length > 0; slice = await slices.next()) yield slice;
}

/** By the spoonful: Chromium unpacks what it is given in one go, whether or not anybody takes it, and a slice may stand for half a gigabyte. */
function* spoonfuls(slice: Uint8Array<ArrayBuffer>): Generator<Uint8Array<ArrayBuffer>> {
  for (let from = 0; from < slice.length; from += INTAKE.packed) yield slice.subarray(from, from + INTAKE.packed);
}

/** Fails as the stream or the file does. */
async function feed(writer: WritableStreamDefaultWriter<BufferSource>, first: Uint8Array<ArrayBuffer>, slices: Slices) {
  try {
    for await (const slice of plain(first, slices)) for (const piece of spoonfuls(slice)) await writer.write(piece);
    await writer.close();
  } catch (failed) {
    await writer.abort(failed).catch(() => undefined);
    throw failed;
  }
}

async function* unpacked(first: Uint8Array<ArrayBuffer>, slices: Slices): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const gzip = new DecompressionStream('gzip');
  const reader = gzip.readable.getReader();
  const feeding = feed(gzip.writable.getWriter(), first, slices);
  feeding.catch(() => undefined);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (failed) {
    throw failed instanceof Unreadable ? failed : new Unreadable(CUT_OFF);
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** @throws Unreadable */
export async function* bytesOf(slices: Slices): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const first = await slices.next();
  yield* first[0] === 0x1f && first[1] === 0x8b ? unpacked(first, slices) : plain(first, slices);
}
