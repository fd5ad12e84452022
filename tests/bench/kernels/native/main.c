/*
 * A kernel in C as a process that answers: it reads a command a line on standard input and prints one line for each, so that
 * whoever asks can take turns with other rivals. Linked with <id>.c of this folder; -DKERNEL=<id>, and -DSTEPPED for a kernel
 * that takes a step. Summarises nothing.
 *
 *   time          all items in slices on this thread; prints "<processor time> <wall time>" in nanoseconds
 *   threads <n>   the same by n threads (1 or 2) that claim slices by an atomic add and meet after each step; prints "<wall time>"
 *   output <file> writes the output there; prints "written"
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifdef STEPPED
void KERNEL(uint32_t, uint32_t, uint8_t *, const uint8_t *, uint8_t *, uint32_t, uint32_t);
#else
void KERNEL(uint32_t, uint32_t, uint8_t *, const uint8_t *, uint8_t *, uint32_t);
#endif

enum { MOST_THREADS = 2, SPINS = 20000, LINE = 4096 };

/* Addresses start at a multiple of WebAssembly's page, as they do there: rivals meet the same conflicts in the caches. */
static const size_t ALIGNMENT = 65536;

static uint32_t size, items, slice, steps;
static size_t output_bytes;
static uint8_t *input, *output, *spare, *scratch[MOST_THREADS];

static uint64_t now(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static void fail(const char *what) {
  fprintf(stderr, "%s\n", what);
  exit(1);
}

/* A slice of a step, the last of which lands in the output. */
static void compute(uint32_t start, uint32_t step, uint8_t *own) {
  uint32_t end = items - start < slice ? items : start + slice;
  int lands = (steps - 1 - step) % 2 == 0;
  uint8_t *to = lands ? output : spare;
#ifdef STEPPED
  const uint8_t *from = step == 0 ? input : lands ? spare : output;
  KERNEL(start, end, to, from, own, size, step);
#else
  KERNEL(start, end, to, input, own, size);
#endif
}

static void alone(void) {
  for (uint32_t step = 0; step < steps; step++)
    for (uint32_t start = 0; start < items; start += slice) compute(start, step, scratch[0]);
}

/* Threads */

static _Atomic uint32_t *claimed; /* slices of each step */
static _Atomic uint32_t arrived, phase;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t begun = PTHREAD_COND_INITIALIZER, ended = PTHREAD_COND_INITIALIZER;
static uint32_t run, wanted, finished;

static void meet(uint32_t threads) {
  uint32_t before = atomic_load(&phase);
  if (atomic_fetch_add(&arrived, 1) + 1 == threads) {
    atomic_store(&arrived, 0);
    atomic_store(&phase, before + 1);
    return;
  }
  for (uint32_t spins = 0; atomic_load_explicit(&phase, memory_order_acquire) == before; spins++)
    if (spins > SPINS) sched_yield();
}

static void share(uint32_t threads, uint8_t *own) {
  uint32_t slices = (items + slice - 1) / slice;
  for (uint32_t step = 0; step < steps; step++) {
    for (uint32_t at; (at = atomic_fetch_add(&claimed[step], 1)) < slices;) compute(at * slice, step, own);
    if (threads > 1) meet(threads);
  }
}

static void *serve(void *argument) {
  uint32_t place = (uint32_t)(uintptr_t)argument;
  for (uint32_t seen = 0;;) {
    pthread_mutex_lock(&lock);
    while (run == seen) pthread_cond_wait(&begun, &lock);
    seen = run;
    uint32_t threads = wanted;
    pthread_mutex_unlock(&lock);
    if (place >= threads) continue;
    share(threads, scratch[place]);
    pthread_mutex_lock(&lock);
    if (++finished == threads) pthread_cond_signal(&ended);
    pthread_mutex_unlock(&lock);
  }
  return NULL;
}

static void start_threads(void) {
  claimed = malloc(steps * sizeof *claimed);
  if (!claimed) fail("no memory for the steps");
  for (uintptr_t place = 0; place < MOST_THREADS; place++) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, serve, (void *)place) != 0) fail("no thread to be had");
  }
}

static void together(uint32_t threads) {
  pthread_mutex_lock(&lock);
  for (uint32_t step = 0; step < steps; step++) atomic_store(&claimed[step], 0);
  finished = 0;
  wanted = threads;
  run++;
  pthread_cond_broadcast(&begun);
  while (finished < threads) pthread_cond_wait(&ended, &lock);
  pthread_mutex_unlock(&lock);
}

/* Commands */

static void answer_time(void) {
  uint64_t wall = now(CLOCK_MONOTONIC), own = now(CLOCK_THREAD_CPUTIME_ID);
  alone();
  own = now(CLOCK_THREAD_CPUTIME_ID) - own;
  wall = now(CLOCK_MONOTONIC) - wall;
  printf("%llu %llu\n", (unsigned long long)own, (unsigned long long)wall);
}

static void answer_threads(uint32_t threads) {
  if (threads < 1 || threads > MOST_THREADS) fail("threads: give 1 or 2");
  if (!claimed) start_threads();
  uint64_t wall = now(CLOCK_MONOTONIC);
  together(threads);
  printf("%llu\n", (unsigned long long)(now(CLOCK_MONOTONIC) - wall));
}

static void answer_output(const char *path) {
  FILE *file = fopen(path, "wb");
  if (!file || fwrite(output, 1, output_bytes, file) != output_bytes || fclose(file) != 0) fail("the output cannot be written");
  printf("written\n");
}

static void read_input(const char *path, size_t bytes) {
  FILE *file = fopen(path, "rb");
  if (!file || fread(input, 1, bytes, file) != bytes) fail("the input cannot be read");
  fclose(file);
}

/* The memory: regions at the given places of one block, all of it touched. */
static void lay_out(char **places, size_t total) {
  uint8_t *memory = aligned_alloc(ALIGNMENT, (total + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
  if (!memory) fail("no memory");
  memset(memory, 0xa5, total);
  input = memory + strtoull(places[0], NULL, 10);
  output = memory + strtoull(places[1], NULL, 10);
  spare = memory + strtoull(places[2], NULL, 10);
  for (int thread = 0; thread < MOST_THREADS; thread++) scratch[thread] = memory + strtoull(places[3 + thread], NULL, 10);
}

int main(int count, char **words) {
  if (count != 14) fail("usage: input-file input-bytes size items slice steps output-bytes  at: input output spare scratch scratch total");
  size_t input_bytes = strtoull(words[2], NULL, 10);
  size = (uint32_t)strtoul(words[3], NULL, 10);
  items = (uint32_t)strtoul(words[4], NULL, 10);
  slice = (uint32_t)strtoul(words[5], NULL, 10);
  steps = (uint32_t)strtoul(words[6], NULL, 10);
  output_bytes = strtoull(words[7], NULL, 10);
  lay_out(words + 8, strtoull(words[13], NULL, 10));
  read_input(words[1], input_bytes);
  for (char line[LINE]; fgets(line, sizeof line, stdin); fflush(stdout)) {
    line[strcspn(line, "\n")] = 0;
    if (!strcmp(line, "time")) answer_time();
    else if (!strncmp(line, "threads ", 8)) answer_threads((uint32_t)strtoul(line + 8, NULL, 10));
    else if (!strncmp(line, "output ", 7)) answer_output(line + 7);
    else fail("unknown command");
  }
  return 0;
}
