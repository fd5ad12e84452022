/** Threads at a condition. */
export {};
