/*
 * A peer for the bench: what the machine's own pthread_mutex_t (default attributes) costs where nobody else wants it,
 * and what it yields and makes wait where two threads want it all the time. Compiled and run by ../native-mutex.ts.
 * Takes no statistics: it prints every sample, as one JSON document.
 *
 *   mutex uncontended <samples>       {"uncontendedNs": [<nanoseconds per lock, increment and unlock>, ...]}
 *   mutex contended <ms> <repeats>    {"contended": [{"perSecond": <operations of both>, "longestMs": <wait>}, ...]}
 */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <sched.h>
#include <stdalign.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { WAITING, RUNNING, OVER };

static const double SAMPLE_NS = 5e6;
/* So many operations between two looks at the clock that the look costs nothing beside them. */
static const int BLOCK = 10000;

/* On cache lines of their own, as in the lab. The counter is not even volatile: the lock alone keeps it right. */
static struct {
  alignas(64) pthread_mutex_t lock;
  alignas(64) unsigned long counter;
  alignas(64) atomic_int phase;
  atomic_int ready;
} shared = {.lock = PTHREAD_MUTEX_INITIALIZER};

struct contender {
  alignas(64) pthread_t thread;
  unsigned long made;
  double longest_ns;
};

static void fail(const char *reason) {
  fprintf(stderr, "%s\n", reason);
  exit(1);
}

static double now_ns(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static void start(pthread_t *thread, void *(*body)(void *), void *argument) {
  if (pthread_create(thread, NULL, body, argument) != 0) fail("a thread could not be started");
}

static void *sleep_on(void *gate) {
  pthread_mutex_lock(gate);
  pthread_mutex_unlock(gate);
  return NULL;
}

static double sample_ns(void) {
  const double from = now_ns();
  double spent = 0;
  long made = 0;
  do {
    for (int i = 0; i < BLOCK; i++) {
      pthread_mutex_lock(&shared.lock);
      shared.counter++;
      pthread_mutex_unlock(&shared.lock);
    }
    made += BLOCK;
    spent = now_ns() - from;
  } while (spent < SAMPLE_NS);
  return spent / (double)made;
}

static void uncontended(int samples) {
  /* Second thread, asleep: in a process of one thread glibc leaves the atomic instructions out of its mutex. */
  pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
  pthread_t sleeper;
  pthread_mutex_lock(&gate);
  start(&sleeper, sleep_on, &gate);
  sample_ns(); /* warms up */
  printf("{\"uncontendedNs\": [");
  for (int i = 0; i < samples; i++) printf("%s%.3f", i > 0 ? ", " : "", sample_ns());
  printf("]}\n");
  pthread_mutex_unlock(&gate);
  pthread_join(sleeper, NULL);
}

/* The clock is read only where the lock was held, so that the fast path stays as fast as it is. */
static void lock_and_time(struct contender *me) {
  if (pthread_mutex_trylock(&shared.lock) == 0) return;
  const double from = now_ns();
  pthread_mutex_lock(&shared.lock);
  const double waited = now_ns() - from;
  if (waited > me->longest_ns) me->longest_ns = waited;
}

static void *contend(void *argument) {
  struct contender *me = argument;
  unsigned long made = 0;
  atomic_fetch_add(&shared.ready, 1);
  while (atomic_load(&shared.phase) == WAITING) sched_yield();
  /* Relaxed: says only when to end; what was counted is read after the join. */
  while (atomic_load_explicit(&shared.phase, memory_order_relaxed) == RUNNING) {
    lock_and_time(me);
    shared.counter++;
    pthread_mutex_unlock(&shared.lock);
    made++;
  }
  me->made = made;
  return NULL;
}

static void sleep_ms(int ms) {
  struct timespec rest = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L};
  while (nanosleep(&rest, &rest) != 0) {
  }
}

/* The nanoseconds in which both ran. */
static double run_both(struct contender both[2], int ms) {
  shared.counter = 0;
  atomic_store(&shared.ready, 0);
  atomic_store(&shared.phase, WAITING);
  for (int i = 0; i < 2; i++) start(&both[i].thread, contend, &both[i]);
  while (atomic_load(&shared.ready) < 2) sched_yield();
  const double from = now_ns();
  atomic_store(&shared.phase, RUNNING);
  sleep_ms(ms);
  atomic_store(&shared.phase, OVER);
  const double spent = now_ns() - from;
  for (int i = 0; i < 2; i++) pthread_join(both[i].thread, NULL);
  return spent;
}

static void contended(int ms, int repeats) {
  printf("{\"contended\": [");
  for (int i = 0; i < repeats; i++) {
    struct contender both[2] = {0};
    const double spent = run_both(both, ms);
    const unsigned long made = both[0].made + both[1].made;
    if (made != shared.counter) fail("the mutex lost increments");
    const double longest = both[0].longest_ns > both[1].longest_ns ? both[0].longest_ns : both[1].longest_ns;
    const char *comma = i > 0 ? ", " : "";
    printf("%s{\"perSecond\": %.0f, \"longestMs\": %.6f}", comma, (double)made / spent * 1e9, longest / 1e6);
  }
  printf("]}\n");
}

int main(int count, char **words) {
  const int first = count > 2 ? atoi(words[2]) : 0;
  const int second = count > 3 ? atoi(words[3]) : 0;
  if (count == 3 && first > 0 && strcmp(words[1], "uncontended") == 0) uncontended(first);
  else if (count == 4 && first > 0 && second > 0 && strcmp(words[1], "contended") == 0) contended(first, second);
  else fail("usage: mutex uncontended <samples> | mutex contended <ms> <repeats>");
  return 0;
}
