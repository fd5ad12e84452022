/**
 * Scripts that take from a page or a worker what a browser may refuse, for modes that no flag brings about: text, since they run before
 * the page's own code. Each refuses as browsers do, with the errors that specifications name.
 */

/** Memory: the constructors throw, as where there is no room (WebAssembly JavaScript Interface, "new Memory"). */
export const NO_MEMORY = `{
  const refuse = (what) => { throw new RangeError(what + ': could not allocate memory'); };
  WebAssembly.Memory = new Proxy(WebAssembly.Memory, { construct: () => refuse('WebAssembly.Memory()') });
  if (globalThis.SharedArrayBuffer) globalThis.SharedArrayBuffer = new Proxy(SharedArrayBuffer, { construct: () => refuse('SharedArrayBuffer') });
}`;

/** Only that which threads share. */
export const NO_SHARED_MEMORY = `{
  WebAssembly.Memory = new Proxy(WebAssembly.Memory, {
    construct(target, [descriptor]) {
      if (descriptor.shared) throw new RangeError('WebAssembly.Memory(): could not allocate memory');
      return new target(descriptor);
    },
  });
}`;

/** Storage: the very words throw (Storage Standard; Indexed Database API 3.0, §4.1). */
export const NO_STORAGE = `for (const name of ['indexedDB', 'caches', 'localStorage', 'sessionStorage'])
  Object.defineProperty(globalThis, name, { get() { throw new DOMException('The operation is insecure.', 'SecurityError'); } });
Object.defineProperty(navigator, 'storage', { value: undefined });`;

/** Workers: as a policy or an extension refuses them. */
export const NO_WORKERS = `globalThis.Worker = class { constructor() { throw new DOMException('workers are not allowed', 'SecurityError'); } };`;

/** No SIMD: the engine says that it does not know the instructions. */
export const NO_SIMD = `WebAssembly.validate = () => false;`;

export const NO_WEBASSEMBLY = `delete globalThis.WebAssembly;`;

/** An isolated page whose browser hands out no shared memory all the same. */
export const NO_SHARED_ARRAY_BUFFER = `delete globalThis.SharedArrayBuffer;`;
