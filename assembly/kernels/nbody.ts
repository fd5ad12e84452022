/**
 * The Sun and the four giant planets over ten years, 1000 steps of 0.01: every pair changes the velocities of both, then all move.
 * Source: the Benchmarks Game's task "n-body" (its masses and its symplectic Euler step), masses in units of 4π², years and astronomical units.
 * Item: one system, 32 f64: five bodies as x y z vx vy vz, then its energy and the steps made so far. The input's items look the same.
 * Cost: 27 µs an item in pairs, all the same; the divider is busy all the time, the memory never.
 * Teaches: a step needs the step before, so nothing inside a system runs in parallel, only systems beside each other.
 * A vector holds the same number of two systems: one alone would wait for its own square roots (42 µs). The last of an odd
 * number of items is computed in both lanes.
 * Scratch: a body as x y z vx vy vz and mass, each of two systems; five bodies, then the time step.
 */
import { madd2, nmadd2 } from './lib/madd';

const SYSTEMS: u32 = 2;
const NUMBER: usize = SYSTEMS * 8;
const MASS: usize = 6 * NUMBER;
const BODY: usize = 7 * NUMBER;
const TIME_STEP: usize = 5 * BODY;
const STEPS: u32 = 1000;
const SOLAR_MASS: f64 = 39.47841760435743;

export function nbody(start: u32, end: u32, out: usize, input: usize, scratch: usize, size: u32): void {
  weigh(scratch);
  for (let first = start; first < end; first += SYSTEMS) {
    for (let lane: u32 = 0; lane < SYSTEMS; ++lane) {
      gather(scratch + (lane << 3), input + (min(first + lane, end - 1) << 8));
    }
    advance(scratch);
    for (let lane: u32 = 0; lane < min(SYSTEMS, end - first); ++lane) {
      const item = (first + lane) << 8;
      scatter(scratch + (lane << 3), out + item);
      store<f64>(out + item, energy(scratch + (lane << 3)), 240);
      store<f64>(out + item, load<f64>(input + item, 248) + <f64>STEPS, 248);
    }
  }
}

function weigh(bodies: usize): void {
  for (let at = bodies; at < bodies + NUMBER; at += 8) {
    store<f64>(at, SOLAR_MASS, MASS);
    store<f64>(at, 9.54791938424326609e-4 * SOLAR_MASS, BODY + MASS);
    store<f64>(at, 2.85885980666130812e-4 * SOLAR_MASS, 2 * BODY + MASS);
    store<f64>(at, 4.36624404335156298e-5 * SOLAR_MASS, 3 * BODY + MASS);
    store<f64>(at, 5.15138902046611451e-5 * SOLAR_MASS, 4 * BODY + MASS);
    store<f64>(at, 0.01, TIME_STEP);
  }
}

/** An item into its lane; a mass, the seventh number of a body, stays. */
function gather(lane: usize, item: usize): void {
  for (let body = lane; body < lane + TIME_STEP; body += BODY) {
    for (let at = body; at < body + MASS; at += NUMBER, item += 8) store<f64>(at, load<f64>(item));
  }
}

function scatter(lane: usize, item: usize): void {
  for (let body = lane; body < lane + TIME_STEP; body += BODY) {
    for (let at = body; at < body + MASS; at += NUMBER, item += 8) store<f64>(item, load<f64>(at));
  }
}

/** A body moves as soon as it has met all others: who comes later needs it no more, and the next step can begin with it. */
function advance(bodies: usize): void {
  const dt = v128.load(bodies, TIME_STEP);
  const end = bodies + TIME_STEP;
  let steps = STEPS;
  do {
    let p = bodies;
    do {
      const x = v128.load(p);
      const y = v128.load(p, NUMBER);
      const z = v128.load(p, 2 * NUMBER);
      let vx = v128.load(p, 3 * NUMBER);
      let vy = v128.load(p, 4 * NUMBER);
      let vz = v128.load(p, 5 * NUMBER);
      const mass = v128.load(p, MASS);
      for (let q = p + BODY; q < end; q += BODY) {
        const dx = f64x2.sub(x, v128.load(q));
        const dy = f64x2.sub(y, v128.load(q, NUMBER));
        const dz = f64x2.sub(z, v128.load(q, 2 * NUMBER));
        const d2 = madd2(dx, dx, madd2(dy, dy, f64x2.mul(dz, dz)));
        const pull = f64x2.div(dt, f64x2.mul(d2, f64x2.sqrt(d2)));
        const own = f64x2.mul(pull, v128.load(q, MASS));
        const its = f64x2.mul(pull, mass);
        vx = nmadd2(dx, own, vx);
        vy = nmadd2(dy, own, vy);
        vz = nmadd2(dz, own, vz);
        v128.store(q, madd2(dx, its, v128.load(q, 3 * NUMBER)), 3 * NUMBER);
        v128.store(q, madd2(dy, its, v128.load(q, 4 * NUMBER)), 4 * NUMBER);
        v128.store(q, madd2(dz, its, v128.load(q, 5 * NUMBER)), 5 * NUMBER);
      }
      v128.store(p, vx, 3 * NUMBER);
      v128.store(p, vy, 4 * NUMBER);
      v128.store(p, vz, 5 * NUMBER);
      v128.store(p, madd2(vx, dt, x));
      v128.store(p, madd2(vy, dt, y), NUMBER);
      v128.store(p, madd2(vz, dt, z), 2 * NUMBER);
      p += BODY;
    } while (p < end);
  } while (--steps);
}

function squares(x: f64, y: f64, z: f64): f64 {
  return x * x + (y * y + z * z);
}

/** Kinetic energy less what every pair is bound by. */
function energy(lane: usize): f64 {
  let total = 0.0;
  for (let p = lane; p < lane + TIME_STEP; p += BODY) {
    const mass = load<f64>(p, MASS);
    total += mass * 0.5 * squares(load<f64>(p, 3 * NUMBER), load<f64>(p, 4 * NUMBER), load<f64>(p, 5 * NUMBER));
    for (let q = p + BODY; q < lane + TIME_STEP; q += BODY) {
      const dx = load<f64>(p) - load<f64>(q);
      const dy = load<f64>(p, NUMBER) - load<f64>(q, NUMBER);
      const dz = load<f64>(p, 2 * NUMBER) - load<f64>(q, 2 * NUMBER);
      total -= (mass * load<f64>(q, MASS)) / Math.sqrt(squares(dx, dy, dz));
    }
  }
  return total;
}
