/** What can go wrong with an executor and its calls; each says what to do. Who throws what: executor.ts. */

/** The executor can carry out no call any more; `cause` is why. Every call that was not finished fails with it. */
export class BrokenExecutor extends Error {
  override readonly name: string = 'BrokenExecutor';
  constructor(why: string, options?: ErrorOptions) {
    super(`the executor is broken and takes no call any more: ${why}; open another for more work`, options);
  }
}

export class BrokenThreadPool extends BrokenExecutor {
  override readonly name = 'BrokenThreadPool';
}

export class BrokenProcessPool extends BrokenExecutor {
  override readonly name = 'BrokenProcessPool';
}

/** A call was submitted after the executor was told to shut down. */
export class ExecutorShutDown extends Error {
  override readonly name = 'ExecutorShutDown';
  constructor() {
    super('the executor was shut down and takes no new calls: submit before, or open another');
  }
}

/** What was to be called in each worker before its first call has thrown; `cause` is what. */
export class InitializerFailed extends Error {
  override readonly name = 'InitializerFailed';
}

/** An error of a class that this page does not know, thrown in a worker. Has its message and its own properties. */
export class RemoteError extends Error {
  override readonly name = 'RemoteError';
  constructor(
    /** The name of its class, as the worker knows it. */
    readonly className: string,
    message: string,
  ) {
    super(message);
  }
}

/** The cause of every error that comes from a worker: its stack is the worker's, where the page's own would say nothing. */
export class RemoteTraceback extends Error {
  override readonly name = 'RemoteTraceback';
  constructor(workerStack: string, options?: ErrorOptions) {
    super('it was thrown in a worker, where the stack was', options);
    this.stack = `${this.name}: ${this.message}\n${workerStack}`;
  }
}
