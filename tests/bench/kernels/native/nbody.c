/*
 * assembly/kernels/nbody.ts in C, for the bench: the same items, layout and operations. A vector holds the same number of
 * as many systems as it has lanes; where fewer items are left, the last is computed in the lanes to spare. Measures nothing.
 */
#include <stdint.h>

#ifndef VECTOR_BYTES
#define VECTOR_BYTES 16
#endif
#define LANES (VECTOR_BYTES / 8)
#define BODIES 5
#define STEPS 1000
#define SOLAR_MASS 39.47841760435743

typedef double vector __attribute__((vector_size(VECTOR_BYTES)));

typedef struct {
  vector x[3], v[3], mass;
} body;

typedef struct {
  double bodies[BODIES][6], energy, steps;
} item;

static const double masses[BODIES] = {
    SOLAR_MASS,
    9.54791938424326609e-4 * SOLAR_MASS,
    2.85885980666130812e-4 * SOLAR_MASS,
    4.36624404335156298e-5 * SOLAR_MASS,
    5.15138902046611451e-5 * SOLAR_MASS,
};

/* Lane by lane, a root would have to ask each time whether errno is due. */
static inline vector root(vector a) {
#if defined(__wasm_simd128__)
  return (vector)__builtin_wasm_sqrt_f64x2(a);
#elif defined(__AVX__) && VECTOR_BYTES == 32
  return __builtin_ia32_sqrtpd256(a);
#elif defined(__SSE2__) && VECTOR_BYTES == 16
  return __builtin_ia32_sqrtpd(a);
#else
  for (int lane = 0; lane < LANES; lane++) a[lane] = __builtin_sqrt(a[lane]);
  return a;
#endif
}

/* a·b + c and c − a·b: a compiler for x86 fuses the plain form, that for WebAssembly must be asked. */
static inline vector madd(vector a, vector b, vector c) {
#if defined(__wasm_relaxed_simd__)
  return (vector)__builtin_wasm_relaxed_madd_f64x2(a, b, c);
#else
  return a * b + c;
#endif
}

static inline vector nmadd(vector a, vector b, vector c) {
#if defined(__wasm_relaxed_simd__)
  return (vector)__builtin_wasm_relaxed_nmadd_f64x2(a, b, c);
#else
  return c - a * b;
#endif
}

static inline vector splat(double value) {
  return value - (vector){0};
}

static inline vector squares(const vector d[3]) {
  return madd(d[0], d[0], madd(d[1], d[1], d[2] * d[2]));
}

static void advance(body *bodies) {
  const vector dt = splat(0.01);
  for (int step = 0; step < STEPS; step++) {
    for (int i = 0; i < BODIES; i++) {
      body p = bodies[i];
      for (int j = i + 1; j < BODIES; j++) {
        body *q = &bodies[j];
        vector d[3];
        for (int axis = 0; axis < 3; axis++) d[axis] = p.x[axis] - q->x[axis];
        const vector d2 = squares(d);
        const vector pull = dt / (d2 * root(d2));
        const vector own = pull * q->mass, its = pull * p.mass;
        for (int axis = 0; axis < 3; axis++) {
          p.v[axis] = nmadd(d[axis], own, p.v[axis]);
          q->v[axis] = madd(d[axis], its, q->v[axis]);
        }
      }
      for (int axis = 0; axis < 3; axis++) {
        bodies[i].v[axis] = p.v[axis];
        bodies[i].x[axis] = madd(p.v[axis], dt, p.x[axis]);
      }
    }
  }
}

static vector energy(const body *bodies) {
  vector total = splat(0);
  for (int i = 0; i < BODIES; i++) {
    const body *p = &bodies[i];
    total = madd(p->mass * 0.5, squares(p->v), total);
    for (int j = i + 1; j < BODIES; j++) {
      const body *q = &bodies[j];
      vector d[3];
      for (int axis = 0; axis < 3; axis++) d[axis] = p->x[axis] - q->x[axis];
      total -= p->mass * q->mass / root(squares(d));
    }
  }
  return total;
}

void nbody(uint32_t start, uint32_t end, uint8_t *out, const uint8_t *input, uint8_t *scratch, uint32_t size) {
  const item *from = (const item *)input;
  item *to = (item *)out;
  body bodies[BODIES];
  (void)scratch, (void)size;
  for (uint32_t first = start; first < end; first += LANES) {
    uint32_t own[LANES];
    for (uint32_t lane = 0; lane < LANES; lane++) own[lane] = first + lane < end ? first + lane : end - 1;
    for (int i = 0; i < BODIES; i++) {
      bodies[i].mass = splat(masses[i]);
      for (int lane = 0; lane < LANES; lane++) {
        for (int axis = 0; axis < 3; axis++) {
          bodies[i].x[axis][lane] = from[own[lane]].bodies[i][axis];
          bodies[i].v[axis][lane] = from[own[lane]].bodies[i][axis + 3];
        }
      }
    }
    advance(bodies);
    const vector total = energy(bodies);
    for (int lane = 0; lane < LANES; lane++) {
      for (int i = 0; i < BODIES; i++) {
        for (int axis = 0; axis < 3; axis++) {
          to[own[lane]].bodies[i][axis] = bodies[i].x[axis][lane];
          to[own[lane]].bodies[i][axis + 3] = bodies[i].v[axis][lane];
        }
      }
      to[own[lane]].energy = total[lane];
      to[own[lane]].steps = from[own[lane]].steps + STEPS;
    }
  }
}
