/** `assembly/kernels/nbody.ts` in plain JavaScript, for the bench: the same items and layout. Measures nothing. */

const BODIES = 5;
const NUMBERS = 32;
const STEPS = 1000;
const TIME_STEP = 0.01;
const SOLAR_MASS = 4 * Math.PI * Math.PI;
const MASSES = Float64Array.of(
  SOLAR_MASS,
  9.54791938424326609e-4 * SOLAR_MASS,
  2.85885980666130812e-4 * SOLAR_MASS,
  4.36624404335156298e-5 * SOLAR_MASS,
  5.15138902046611451e-5 * SOLAR_MASS,
);

class Body {
  constructor(
    readonly mass: number,
    public x = 0,
    public y = 0,
    public z = 0,
    public vx = 0,
    public vy = 0,
    public vz = 0,
  ) {}
}

const doubles = (bytes: Uint8Array): Float64Array =>
  new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8);

function advance(bodies: readonly Body[]): void {
  for (let i = 0; i < BODIES; i++) {
    const p = bodies[i]!;
    for (let j = i + 1; j < BODIES; j++) {
      const q = bodies[j]!;
      const dx = p.x - q.x;
      const dy = p.y - q.y;
      const dz = p.z - q.z;
      const d2 = dx * dx + dy * dy + dz * dz;
      const pull = TIME_STEP / (d2 * Math.sqrt(d2));
      p.vx -= dx * q.mass * pull;
      p.vy -= dy * q.mass * pull;
      p.vz -= dz * q.mass * pull;
      q.vx += dx * p.mass * pull;
      q.vy += dy * p.mass * pull;
      q.vz += dz * p.mass * pull;
    }
  }
  for (const body of bodies) {
    body.x += TIME_STEP * body.vx;
    body.y += TIME_STEP * body.vy;
    body.z += TIME_STEP * body.vz;
  }
}

function energy(bodies: readonly Body[]): number {
  let total = 0;
  for (let i = 0; i < BODIES; i++) {
    const p = bodies[i]!;
    total += 0.5 * p.mass * (p.vx * p.vx + p.vy * p.vy + p.vz * p.vz);
    for (let j = i + 1; j < BODIES; j++) {
      const q = bodies[j]!;
      total -= (p.mass * q.mass) / Math.sqrt((p.x - q.x) ** 2 + (p.y - q.y) ** 2 + (p.z - q.z) ** 2);
    }
  }
  return total;
}

export default function nbody(start: number, end: number, out: Uint8Array, input: Uint8Array): void {
  const [to, from] = [doubles(out), doubles(input)];
  const bodies = Array.from(MASSES, (mass) => new Body(mass));
  for (let item = start; item < end; item++) {
    const at = item * NUMBERS;
    bodies.forEach((body, index) => {
      const own = from.subarray(at + index * 6, at + index * 6 + 6);
      [body.x, body.y, body.z, body.vx, body.vy, body.vz] = own as unknown as [
        number,
        number,
        number,
        number,
        number,
        number,
      ];
    });
    for (let step = 0; step < STEPS; step++) advance(bodies);
    bodies.forEach((body, index) => {
      to.set([body.x, body.y, body.z, body.vx, body.vy, body.vz], at + index * 6);
    });
    to[at + 30] = energy(bodies);
    to[at + 31] = from[at + 31]! + STEPS;
  }
}
