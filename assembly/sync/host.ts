/**
 * What the synchronisation asks of whoever instantiates the module: the time, and a word to the page where the page cannot
 * watch a word of memory itself. Kernels use neither.
 */

/** Milliseconds on the clock of src/base/clock. Called on slow paths only: a call out of wasm costs some 30 ns. */
export declare function now(): f64;

/** A thread that may not block, the one with this record, has been signalled. */
export declare function announce(thread: usize): void;
