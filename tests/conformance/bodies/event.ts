/** Threads at an event. */
export {};
