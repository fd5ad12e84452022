/**
 * The three builds of the kernels' module, and which of them this engine runs. All export the same functions; they
 * differ in the instructions they may use, so in speed, and where a multiplication is fused with an addition in the last bits.
 * Loads and compiles none of them: src/runtime/module.ts does.
 */
/** Best first. */
export const BUILDS = ['relaxed-simd', 'simd', 'scalar'] as const;
export type Build = (typeof BUILDS)[number];

/** What a visitor reads. */
export const BUILD_TITLES: Readonly<Record<Build, string>> = {
  'relaxed-simd': 'kernels with relaxed SIMD',
  simd: 'kernels with SIMD',
  scalar: 'kernels without SIMD',
};

/**
 * The smallest modules that use what a build needs (WebAssembly core specification 3.0, binary format): a function that returns
 * a v128, made by `i32.const 0; i8x16.splat; i8x16.popcnt`, and by `v128.const`-free `i8x16.relaxed_swizzle` of two splats.
 */
const START = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5, 1, 0x60, 0, 1, 0x7b, 3, 2, 1, 0];
const SPLAT = [0x41, 0, 0xfd, 0x0f];
const PROBES: Readonly<Record<Build, Uint8Array<ArrayBuffer> | null>> = {
  'relaxed-simd': probe([...SPLAT, ...SPLAT, 0xfd, 0x80, 0x02]),
  simd: probe([...SPLAT, 0xfd, 0x62]),
  scalar: null,
};

function probe(code: readonly number[]): Uint8Array<ArrayBuffer> {
  const body = [0, ...code, 0x0b];
  return new Uint8Array([...START, 10, body.length + 2, 1, body.length, ...body]);
}

/** Asks the engine, by a probe of a few bytes. */
export function runsHere(build: Build): boolean {
  const bytes = PROBES[build];
  return bytes === null || WebAssembly.validate(bytes);
}

/** Every build that this engine runs, best first; without WebAssembly none. */
export function buildsHere(): readonly Build[] {
  return typeof WebAssembly === 'undefined' ? [] : BUILDS.filter(runsHere);
}

/** The build that is measured with. */
export function bestBuild(): Build {
  return buildsHere()[0] ?? 'scalar';
}
