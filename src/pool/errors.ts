/** What can go wrong with a pool's workers; each says what to do. */
export class WorkerNeverStarted extends Error {
  override readonly name = 'WorkerNeverStarted';
  constructor(
    readonly lane: number,
    reason: string,
  ) {
    super(`worker ${lane + 1} did not start: ${reason}`);
  }
}

export class WorkerLost extends Error {
  override readonly name = 'WorkerLost';
  constructor(
    readonly lane: number,
    readonly reason: string,
  ) {
    super(`worker ${lane + 1} was lost: ${reason}`);
  }
}

export class TaskFailed extends Error {
  override readonly name = 'TaskFailed';
  constructor(lane: number, task: number, reason: string) {
    super(`task ${task} failed on worker ${lane + 1}: ${reason}`);
  }
}

/** The pool was closed while somebody still waited for it. */
export class PoolClosed extends Error {
  override readonly name = 'PoolClosed';
  constructor() {
    super('the pool was closed: open another for more work');
  }
}

/** The visitor or the caller has ended the run. Not a fault. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
  constructor() {
    super('the run was stopped');
  }
}

export class Overdue extends Error {
  override readonly name = 'Overdue';
  constructor(what: string, ms: number) {
    super(`${what} did not end within ${ms / 1000} s`);
  }
}
