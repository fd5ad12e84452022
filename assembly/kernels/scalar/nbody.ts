/**
 * `../nbody.ts` without vectors, for the scalar build: one system at a time, the operations and their order the same, so the same
 * bytes as vectors give without fused multiply-add. Item and source are described there. Cost: 44 µs an item.
 * Scratch: the masses.
 */
const BODIES: usize = 5;
const BODY: usize = 6 * 8;
const SYSTEM: usize = BODIES * BODY;
const STEPS: u32 = 1000;
const DT: f64 = 0.01;
const SOLAR_MASS: f64 = 39.47841760435743;

export function nbody(start: u32, end: u32, out: usize, input: usize, scratch: usize, size: u32): void {
  weigh(scratch);
  for (let item = start; item < end; ++item) {
    const from = input + ((<usize>item) << 8);
    const to = out + ((<usize>item) << 8);
    memory.copy(to, from, SYSTEM);
    advance(to, scratch);
    store<f64>(to, energy(to, scratch), 240);
    store<f64>(to, load<f64>(from, 248) + <f64>STEPS, 248);
  }
}

function weigh(masses: usize): void {
  store<f64>(masses, SOLAR_MASS);
  store<f64>(masses, 9.54791938424326609e-4 * SOLAR_MASS, 8);
  store<f64>(masses, 2.85885980666130812e-4 * SOLAR_MASS, 16);
  store<f64>(masses, 4.36624404335156298e-5 * SOLAR_MASS, 24);
  store<f64>(masses, 5.15138902046611451e-5 * SOLAR_MASS, 32);
}

function mass(masses: usize, body: usize): f64 {
  return load<f64>(masses + (body << 3));
}

function squares(x: f64, y: f64, z: f64): f64 {
  return x * x + (y * y + z * z);
}

function advance(bodies: usize, masses: usize): void {
  for (let step: u32 = 0; step < STEPS; ++step) {
    for (let i: usize = 0; i < BODIES; ++i) meetOthers(bodies, masses, i);
  }
}

/** Of two bodies, each changes the other's velocity; having met those after it, a body moves. */
function meetOthers(bodies: usize, masses: usize, i: usize): void {
  const p = bodies + i * BODY;
  const x = load<f64>(p);
  const y = load<f64>(p, 8);
  const z = load<f64>(p, 16);
  let vx = load<f64>(p, 24);
  let vy = load<f64>(p, 32);
  let vz = load<f64>(p, 40);
  for (let j = i + 1; j < BODIES; ++j) {
    const q = bodies + j * BODY;
    const dx = x - load<f64>(q);
    const dy = y - load<f64>(q, 8);
    const dz = z - load<f64>(q, 16);
    const d2 = squares(dx, dy, dz);
    const pull = DT / (d2 * Math.sqrt(d2));
    const own = pull * mass(masses, j);
    const its = pull * mass(masses, i);
    vx -= dx * own;
    vy -= dy * own;
    vz -= dz * own;
    store<f64>(q, load<f64>(q, 24) + dx * its, 24);
    store<f64>(q, load<f64>(q, 32) + dy * its, 32);
    store<f64>(q, load<f64>(q, 40) + dz * its, 40);
  }
  store<f64>(p, vx, 24);
  store<f64>(p, vy, 32);
  store<f64>(p, vz, 40);
  store<f64>(p, x + vx * DT);
  store<f64>(p, y + vy * DT, 8);
  store<f64>(p, z + vz * DT, 16);
}

function energy(bodies: usize, masses: usize): f64 {
  let total = 0.0;
  for (let i: usize = 0; i < BODIES; ++i) {
    const p = bodies + i * BODY;
    total += mass(masses, i) * 0.5 * squares(load<f64>(p, 24), load<f64>(p, 32), load<f64>(p, 40));
    for (let j = i + 1; j < BODIES; ++j) {
      const q = bodies + j * BODY;
      const dx = load<f64>(p) - load<f64>(q);
      const dy = load<f64>(p, 8) - load<f64>(q, 8);
      const dz = load<f64>(p, 16) - load<f64>(q, 16);
      total -= (mass(masses, i) * mass(masses, j)) / Math.sqrt(squares(dx, dy, dz));
    }
  }
  return total;
}
