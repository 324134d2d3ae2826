// mapping.c: the handler of SIGBUS, and the table that it looks into.
//
// The handler runs in the thread that read, in the middle of whatever it did. It takes no lock and calls nothing
// but mmap, which is a plain system call here, and sigaction.

#define _GNU_SOURCE
#include "CMapping.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

enum { mapping_limit = 256 };

/// A place in the table: free while `start` is 0, being filled while it is `reserved`.
static struct {
  _Atomic uintptr_t start;
  _Atomic uintptr_t end;
  atomic_bool is_lost;
} mappings[mapping_limit];

static const uintptr_t reserved = 1;  // no address of a page
static struct sigaction previous;
static uintptr_t page_byte_count;
static bool is_installed;
static pthread_once_t once = PTHREAD_ONCE_INIT;

/// Puts zeros where the file was, from the page of `address` to the end of its mapping.
static bool replace(uintptr_t address) {
  for (int index = 0; index < mapping_limit; index++) {
    uintptr_t start = atomic_load(&mappings[index].start), end = atomic_load(&mappings[index].end);
    if (start <= reserved || address < start || address >= end) continue;
    // Both are of one mapping only if the place was not given to another between the two reads.
    if (atomic_load(&mappings[index].start) != start) continue;
    uintptr_t page = address & ~(page_byte_count - 1);
    void *zeros = mmap((void *)page, end - page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    atomic_store(&mappings[index].is_lost, true);
    return zeros != MAP_FAILED;
  }
  return false;
}

static void handle(int number, siginfo_t *info, void *context) {
  (void)context;
  int error = errno;
  // Not ours: whoever was there before us deals with it. A failed access fails once more; a signal that somebody
  // sent has to be sent again.
  bool is_sent = info->si_code <= 0;
  if (is_sent || !replace((uintptr_t)info->si_addr)) {
    sigaction(number, &previous, NULL);
    if (is_sent) raise(number);
  }
  errno = error;
}

static void install(void) {
  page_byte_count = (uintptr_t)sysconf(_SC_PAGESIZE);
  struct sigaction action = {.sa_sigaction = handle, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigemptyset(&action.sa_mask);
  is_installed = sigaction(SIGBUS, &action, &previous) == 0;
}

int cmap_watch(const void *start, size_t byte_count) {
  pthread_once(&once, install);
  if (!is_installed) return -1;
  for (int index = 0; index < mapping_limit; index++) {
    uintptr_t expected = 0;
    if (!atomic_compare_exchange_strong(&mappings[index].start, &expected, reserved)) continue;
    atomic_store(&mappings[index].is_lost, false);
    atomic_store(&mappings[index].end, (uintptr_t)start + byte_count);
    atomic_store(&mappings[index].start, (uintptr_t)start);
    return index;
  }
  return -1;
}

bool cmap_is_lost(int mapping) { return atomic_load(&mappings[mapping].is_lost); }

void cmap_unwatch(int mapping) { atomic_store(&mappings[mapping].start, 0); }
