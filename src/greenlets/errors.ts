/** What can go wrong with greenlets. Queues of the hub throw the errors of src/sync, futures those of src/loop. */

/**
 * Asks a greenlet to end. One that lets it through has ended well: its parent gets the exit as a value, not as an error.
 * So whoever catches it should throw it on.
 */
export class GreenletExit extends Error {
  override readonly name = 'GreenletExit';
  constructor(message = 'the greenlet was asked to end') {
    super(message);
  }
}

/** A switch that cannot be made, or a parent that cannot be had. What `greenlet.error` is in Python. */
export class GreenletError extends Error {
  override readonly name = 'GreenletError';
}

/** The browser cannot suspend WebAssembly. */
export class StackSwitchingMissing extends Error {
  override readonly name = 'StackSwitchingMissing';
  constructor() {
    super(
      'this browser cannot suspend WebAssembly (JSPI: Chromium 137, Firefox 153, Safari 27 or newer): use greenlets whose ' +
        'bodies are generators, which run everywhere',
    );
  }
}
