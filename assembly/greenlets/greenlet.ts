/**
 * What a greenlet's body asks of whoever instantiates the module: to be left here until an operation is done, for as long as
 * that takes. Only where the browser can suspend WebAssembly, and only under a greenlet; see src/greenlets/wasm-strand.ts.
 */

/** Asks for `operation` with a number of its own and the latest value; the operation's value. May be a switch, in any depth of calls. */
export declare function suspend(operation: u32, operand: f64, value: f64): f64;
