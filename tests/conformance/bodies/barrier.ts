/** Threads at a barrier. */
export {};
