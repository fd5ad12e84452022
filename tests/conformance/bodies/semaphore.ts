/** Threads at a semaphore. */
export {};
