/** Threads at a queue. */
export {};
