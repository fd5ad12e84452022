/** Workers made by the page under test, so that a test can end one from outside as a crash would. Not a test itself. */
import { vi } from 'vitest';

const RealWorker = globalThis.Worker;

/** From now on, until the test ends its stubs. The newest last. */
export function watchWorkers(): Worker[] {
  const made: Worker[] = [];
  vi.stubGlobal(
    'Worker',
    class extends RealWorker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        made.push(this);
      }
    },
  );
  return made;
}

/** No worker can be started from now on. */
export function breakWorkers(): void {
  vi.stubGlobal(
    'Worker',
    class extends RealWorker {
      constructor() {
        super('data:text/javascript,throw new Error("broken on purpose")');
      }
    },
  );
}
