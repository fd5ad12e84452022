/**
 * The page's side of assembly/sync/handshake.ts: make the barrier ready, and close it from outside.
 */
import type { Region } from '../memory/layout.ts';

const ARRIVED = 0;
const ROUND = 16;
const CLOSED = 32;

export interface HandshakeWords {
  /** Makes the barrier ready; no thread may be at it. */
  open(): void;
  /** Lets everyone leave who still spins. */
  close(): void;
}

export function handshakeWords(memory: WebAssembly.Memory, at: Region): HandshakeWords {
  const words = new Int32Array(memory.buffer, at.at, at.bytes / 4);
  return {
    open() {
      Atomics.store(words, ARRIVED, 0);
      Atomics.store(words, ROUND, 0);
      Atomics.store(words, CLOSED, 0);
    },
    close() {
      // Atomic: spinners fetch it anew in every turn.
      Atomics.store(words, CLOSED, 1);
    },
  };
}
