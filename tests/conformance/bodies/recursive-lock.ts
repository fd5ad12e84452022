/** Threads at a recursive lock. */
export {};
