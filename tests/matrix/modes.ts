/**
 * The modes a page can find itself in, from all that a browser can give to nothing: how the host serves it, how each engine is started for
 * it, or why there is no such cell. Plain data; run.ts brings them about.
 */
import { networkInterfaces } from 'node:os';
import type { EngineName } from '../engines/find-engine.ts';
import type { LaunchOptions } from '../engines/launch.ts';
import { type HostOptions, ISOLATION } from './mode-host.ts';
import * as standIns from './stand-ins.ts';

/** The page around the site, where it stands in a frame. */
export interface Frame {
  /** Attributes of the frame besides its address. */
  readonly attributes: string;
  /** Of the page around it. */
  readonly headers: Readonly<Record<string, string>>;
  /** Another origin than the site's. */
  readonly foreign: boolean;
}

export interface Mode {
  readonly id: string;
  readonly title: string;
  readonly host: HostOptions;
  readonly frame?: Frame;
  /** How the engine is started; where nothing is said, as always. */
  readonly launch?: Partial<Record<EngineName, LaunchOptions>>;
  /** Instead of a flag that an engine does not have: a script before the page's own. */
  readonly standIn?: Partial<Record<EngineName, string>>;
  /** Why an engine has no such cell. */
  readonly inapplicable?: Partial<Record<EngineName, string>>;
  /** The page comes back by itself once. */
  readonly reloads?: true;
}

/** Without a service worker, which would make up for headers. */
const PLAIN: HostOptions = { without: /^service-worker\.js$/ };
const FULL: HostOptions = { headers: ISOLATION };
const ENGINE_DEFAULT = 'its automation session is one already';

/** An address of this machine that is not its own only, so that the page is not a secure context; null where there is none. */
export function lanAddress(): string | null {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? null;
}

const LAN = lanAddress();
const NO_LAN = 'this machine has no other address';
const everywhere = <Value>(value: Value): Record<EngineName, Value> => ({
  chromium: value,
  firefox: value,
  webkit: value,
});

export const MODES: readonly Mode[] = [
  { id: 'headers', title: 'the host sends the headers', host: FULL },
  { id: 'service-worker', title: 'no headers, a service worker', host: {}, reloads: true },
  { id: 'no-isolation', title: 'no headers, no service worker', host: PLAIN },
  {
    id: 'plain-http',
    title: 'plain http on a network',
    host: { address: LAN ?? '127.0.0.1' },
    ...(LAN === null && { inapplicable: everywhere(NO_LAN) }),
  },
  {
    id: 'no-simd',
    title: 'no SIMD',
    host: FULL,
    launch: {
      chromium: { flags: ['--js-flags=--no-enable-sse4-1 --no-enable-ssse3 --no-enable-sse3'] },
      webkit: { env: { JSC_useWasmSIMD: '0' } },
    },
    standIn: { firefox: standIns.NO_SIMD },
  },
  {
    id: 'no-webassembly',
    title: 'no WebAssembly',
    host: FULL,
    launch: {
      chromium: { flags: ['--js-flags=--jitless'] },
      firefox: { prefs: { 'javascript.options.wasm': false } },
      webkit: { env: { JSC_useWasm: '0' } },
    },
  },
  {
    id: 'one-core',
    title: 'one core',
    host: FULL,
    launch: everywhere({ wrapper: ['taskset', '-c', '0'] }),
  },
  { id: 'no-shared-memory', title: 'shared memory refused', host: { ...FULL, before: standIns.NO_SHARED_MEMORY } },
  {
    id: 'no-memory',
    title: 'all memory refused, in page and workers',
    host: { ...FULL, before: standIns.NO_MEMORY, inWorkers: standIns.NO_MEMORY },
  },
  {
    id: 'no-worker-memory',
    title: 'memory refused in workers',
    host: { ...FULL, before: standIns.NO_SHARED_MEMORY, inWorkers: standIns.NO_MEMORY },
  },
  {
    id: 'no-storage',
    title: 'storage refused',
    host: FULL,
    launch: { firefox: { prefs: { 'network.cookie.cookieBehavior': 2 } } },
    standIn: { chromium: standIns.NO_STORAGE, webkit: standIns.NO_STORAGE },
  },
  {
    id: 'private',
    title: 'a private window',
    host: {},
    launch: { firefox: { prefs: { 'browser.privatebrowsing.autostart': true } } },
    inapplicable: { chromium: ENGINE_DEFAULT, webkit: ENGINE_DEFAULT },
  },
  {
    id: 'frame',
    title: 'in a frame of an isolated page of its own site',
    host: FULL,
    frame: { attributes: '', headers: ISOLATION, foreign: false },
  },
  {
    id: 'foreign-frame',
    title: 'in a frame of another site',
    host: FULL,
    frame: { attributes: '', headers: {}, foreign: true },
  },
  {
    id: 'undelegated-frame',
    title: 'in a frame of another, isolated site that passes nothing on',
    host: { headers: { ...ISOLATION, 'cross-origin-resource-policy': 'cross-origin' } },
    frame: { attributes: '', headers: ISOLATION, foreign: true },
  },
  {
    id: 'sandbox',
    title: 'in a sandboxed frame (no origin)',
    host: { headers: { 'access-control-allow-origin': '*' } },
    frame: { attributes: 'sandbox="allow-scripts"', headers: {}, foreign: false },
  },
  {
    id: 'sandbox-refused',
    title: 'in a sandboxed frame, from a host that lets no other origin read its scripts',
    host: {},
    frame: { attributes: 'sandbox="allow-scripts"', headers: {}, foreign: false },
  },
  {
    id: 'worker-policy',
    title: 'workers forbidden by the host’s policy',
    host: { headers: { ...ISOLATION, 'content-security-policy': "worker-src 'none'" } },
  },
  { id: 'no-workers', title: 'workers refused', host: { ...FULL, before: standIns.NO_WORKERS } },
  {
    id: 'no-shared-array-buffer',
    title: 'isolated, yet no SharedArrayBuffer',
    host: FULL,
    launch: {
      firefox: { prefs: { 'javascript.options.shared_memory': false } },
      webkit: { env: { JSC_useSharedArrayBuffer: '' } },
    },
    standIn: { chromium: standIns.NO_SHARED_ARRAY_BUFFER },
  },
];
