/**
 * Whether it is worth trying to share memory here. Only a reason to try: a page without isolation may have the
 * constructor, an isolated one may lack it, and the worker's mark in the memory decides.
 */
export const WORTH_SHARING = globalThis.crossOriginIsolated === true && typeof SharedArrayBuffer !== 'undefined';
