/**
 * Descriptor of `assembly/kernels/nbody.ts`: sizes, input and checks. Item i is the published system seen from a frame of its
 * own, turned by the quaternion 32 + b·i + c·j + d·k whose b, c and d are the digits of i in base 32. So every item has the published energy,
 * no two look alike, and what comes out is what item 0 becomes, turned.
 */
import type { Kernel } from './index.ts';

/** Doubles of an item, and where among them the energy and the number of steps are; before them x y z vx vy vz of five bodies. */
const ITEM = 32;
const ENERGY = 30;
const STEPS_SO_FAR = 31;
const STEPS = 1000;
const TIME_STEP = 0.01;
const TINY = 40;
const MAX = 16_384;
const BASE = 32;

/** Half of the last digit that was published. */
const PRINTED = 5e-10;
export const ENERGY_AT_START = -0.169075164;
export const ENERGY_AFTER_1000 = -0.169087605;

/** What turning a frame and another order of roundings may change within 1000 steps, in astronomical units (and those a year). */
const TOLERANCE = 1e-10;

const SOLAR_MASS = 4 * Math.PI * Math.PI;
const DAYS_A_YEAR = 365.24;
/** Masses of the Sun. */
const MASSES = [
  1, 9.54791938424326609e-4, 2.85885980666130812e-4, 4.36624404335156298e-5, 5.15138902046611451e-5,
] as const;
/** Jupiter, Saturn, Uranus, Neptune: x y z in astronomical units, then their change a day. */
const PLANETS = [
  [
    4.8414314424647209, -1.16032004402742839, -1.03622044471123109e-1, 1.66007664274403694e-3, 7.69901118419740425e-3,
    -6.90460016972063023e-5,
  ],
  [
    8.34336671824457987, 4.12479856412430479, -4.03523417114321381e-1, -2.76742510726411904e-3, 4.99852801234917238e-3,
    2.30417297573763929e-5,
  ],
  [
    1.2894369562139131e1, -1.51111514016986312e1, -2.23307578892655734e-1, 2.96460137564761618e-3,
    2.3784717395948095e-3, -2.96589568540237556e-5,
  ],
  [
    1.53796971148509165e1, -2.59193146099879641e1, 1.79258772950371181e-1, 2.68067772490389322e-3,
    1.62824170038242295e-3, -9.5159225451951587e-5,
  ],
] as const;

const doubles = (bytes: Uint8Array): Float64Array =>
  new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8);

type Vector = readonly [x: number, y: number, z: number];

const vectorAt = (numbers: Float64Array, at: number): Vector => [
  numbers[at] ?? NaN,
  numbers[at + 1] ?? NaN,
  numbers[at + 2] ?? NaN,
];

const minus = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** The published system: 30 doubles, the Sun's velocity such that the whole does not drift. */
function published(): Float64Array {
  const system = new Float64Array(ITEM - 2);
  PLANETS.forEach((planet, index) => {
    planet.forEach((value, part) => {
      system[(index + 1) * 6 + part] = part < 3 ? value : value * DAYS_A_YEAR;
      if (part >= 3) system[part] = (system[part] ?? NaN) - value * DAYS_A_YEAR * (MASSES[index + 1] ?? NaN);
    });
  });
  return system;
}

const massOf = (body: number): number => (MASSES[body] ?? NaN) * SOLAR_MASS;

function energyOf(system: Float64Array): number {
  let energy = 0;
  for (let body = 0; body < MASSES.length; body++) {
    const velocity = vectorAt(system, body * 6 + 3);
    energy += (massOf(body) * dot(velocity, velocity)) / 2;
    for (let other = body + 1; other < MASSES.length; other++) {
      const between = minus(vectorAt(system, body * 6), vectorAt(system, other * 6));
      energy -= (massOf(body) * massOf(other)) / Math.sqrt(dot(between, between));
    }
  }
  return energy;
}

/** Adds `factor` times a vector to the three numbers at `at`. */
function shift(system: Float64Array, at: number, by: Vector, factor: number): void {
  by.forEach((value, axis) => (system[at + axis] = (system[at + axis] ?? NaN) + value * factor));
}

/** The task's step as it is defined, for one system. */
function step(system: Float64Array): void {
  for (let body = 0; body < MASSES.length; body++) {
    for (let other = body + 1; other < MASSES.length; other++) {
      const between = minus(vectorAt(system, body * 6), vectorAt(system, other * 6));
      const pull = TIME_STEP / Math.sqrt(dot(between, between)) ** 3;
      shift(system, body * 6 + 3, between, -massOf(other) * pull);
      shift(system, other * 6 + 3, between, massOf(body) * pull);
    }
  }
  for (let body = 0; body < MASSES.length; body++) {
    shift(system, body * 6, vectorAt(system, body * 6 + 3), TIME_STEP);
  }
}

let reached: Float64Array | undefined;

/** What the published system is after 1000 steps. */
function afterwards(): Float64Array {
  if (reached) return reached;
  reached = published();
  for (let made = 0; made < STEPS; made++) step(reached);
  return reached;
}

/** Rotation by an item's quaternion, row by row (J. B. Kuipers, "Quaternions and Rotation Sequences"): quotients of whole numbers, alike everywhere. */
function frameOf(item: number): Float64Array {
  const [a, b, c, d] = [BASE, item % BASE, Math.floor(item / BASE) % BASE, Math.floor(item / BASE ** 2)];
  const length = a * a + b * b + c * c + d * d;
  return Float64Array.of(
    (a * a + b * b - c * c - d * d) / length,
    (2 * (b * c - a * d)) / length,
    (2 * (b * d + a * c)) / length,
    (2 * (b * c + a * d)) / length,
    (a * a - b * b + c * c - d * d) / length,
    (2 * (c * d - a * b)) / length,
    (2 * (b * d - a * c)) / length,
    (2 * (c * d + a * b)) / length,
    (a * a - b * b - c * c + d * d) / length,
  );
}

/** One number of a system as a frame has it. */
function turned(system: Float64Array, frame: Float64Array, index: number): number {
  const row = (index % 3) * 3;
  const at = index - (index % 3);
  return (
    (frame[row] ?? NaN) * (system[at] ?? NaN) +
    (frame[row + 1] ?? NaN) * (system[at + 1] ?? NaN) +
    (frame[row + 2] ?? NaN) * (system[at + 2] ?? NaN)
  );
}

function itemFault(numbers: Float64Array, item: number, reference: Float64Array): string | undefined {
  const at = item * ITEM;
  const steps = numbers[at + STEPS_SO_FAR];
  if (steps !== STEPS) return `item ${item} has made ${steps} steps, expected ${STEPS}`;
  const energy = numbers[at + ENERGY] ?? NaN;
  if (!(Math.abs(energy - ENERGY_AFTER_1000) <= PRINTED)) {
    return `item ${item} ends with the energy ${energy}, published is ${ENERGY_AFTER_1000}`;
  }
  const frame = frameOf(item);
  for (let index = 0; index < ENERGY; index++) {
    const got = numbers[at + index] ?? NaN;
    const expected = turned(reference, frame, index);
    if (!(Math.abs(got - expected) <= TOLERANCE)) {
      return `number ${index} of item ${item} is ${got}, expected ${expected} ± ${TOLERANCE}`;
    }
  }
  return undefined;
}

function outputFault(output: Uint8Array): string | undefined {
  const numbers = doubles(output);
  const reference = afterwards();
  for (let item = 0; item < numbers.length / ITEM; item++) {
    const fault = itemFault(numbers, item, reference);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** Two builds' outputs number by number. */
function buildFault(output: Uint8Array, other: Uint8Array): string | undefined {
  const [ours, theirs] = [doubles(output), doubles(other)];
  const at = ours.findIndex((value, index) => !(Math.abs(value - (theirs[index] ?? NaN)) <= TOLERANCE));
  if (at < 0) return undefined;
  return `number ${at % ITEM} of item ${Math.floor(at / ITEM)} is ${ours[at]} in one build and ${theirs[at]} in the other`;
}

export default {
  id: 'nbody',
  title: 'Planets (n-body)',
  sizeName: 'solar systems',
  computes: 'Moves the Sun and its four giant planets through ten years, in 1000 steps, for many systems at once.',
  teaches: 'Every step needs the one before it: no thread can help inside a system, only with another system.',
  version: 1,
  tinySize: TINY,
  maxSize: MAX,
  naturalItems: 2,
  builds: {
    statement: `Positions, velocities and energies agree within ${TOLERANCE}: a fused multiply-add rounds once.`,
    fault: buildFault,
  },
  published: [
    {
      size: TINY,
      statement: `After 1000 steps the energy is ${ENERGY_AFTER_1000}.`,
      source: 'The Computer Language Benchmarks Game, n-body: the output for N = 1000',
      fault: outputFault,
    },
  ],
  items: (size) => size,
  itemBytes: () => ITEM * 8,
  inputBytes: (size) => size * ITEM * 8,
  /** Seven numbers a body, and the time step, of two systems's. */
  scratchBytes: () => (MASSES.length * 7 + 1) * 16,
  /** Pairs of bodies that attract each other. */
  work: (size) => ({ amount: size * STEPS * 10, unit: 'attractions of two bodies' }),
  fillInput(input, size) {
    const numbers = doubles(input);
    const system = published();
    const energy = energyOf(system);
    for (let item = 0; item < size; item++) {
      const frame = frameOf(item);
      for (let index = 0; index < ENERGY; index++) numbers[item * ITEM + index] = turned(system, frame, index);
      numbers[item * ITEM + ENERGY] = energy;
      numbers[item * ITEM + STEPS_SO_FAR] = 0;
    }
  },
  scale: (size, factor) => Math.min(MAX, Math.max(TINY, Math.round(size * factor))),
  fault: outputFault,
} satisfies Kernel;
