/**
 * Before each file of unit tests: they run as on a page that may share memory, since modules look once, when they are loaded. Files of one
 * process share their modules (vitest.config.ts), so that a test of a page that may not has to load its own (`vi.resetModules`).
 */
Object.assign(globalThis, { crossOriginIsolated: true });
