// posix.c: limits, and the attempts to break the confinement, as all systems make them.

#if defined(__linux__)
#define _GNU_SOURCE
#endif
#include "children.h"

#include <dirent.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

// --- Limits

int csys_limit_core_files(void) {
  struct rlimit none = {0, 0};
  return setrlimit(RLIMIT_CORE, &none) == 0 ? 0 : errno;
}

static int64_t soft_limit(int resource) {
  struct rlimit limit;
  if (getrlimit(resource, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return -1;
  return (int64_t)limit.rlim_cur;
}

int64_t csys_core_file_limit(void) { return soft_limit(RLIMIT_CORE); }

int64_t csys_locked_memory_limit(void) { return soft_limit(RLIMIT_MEMLOCK); }

int csys_try_lock_memory(int64_t byte_count) {
  size_t size = (size_t)byte_count;
  void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
  if (memory == MAP_FAILED) return errno;
  int error = mlock(memory, size) == 0 ? 0 : errno;
  munmap(memory, size);  // unlocks as well
  return error;
}

// --- Sockets

int csys_try_socket(int family) {
#if defined(AF_NETLINK)
  int type = family == AF_NETLINK ? SOCK_DGRAM : SOCK_STREAM;
#else
  int type = SOCK_STREAM;
#endif
  int descriptor = socket(family, type, 0);
  if (descriptor < 0) return errno;
  close(descriptor);
  return 0;
}

int csys_inherited_socket_count(void) {
  DIR *descriptors = opendir("/dev/fd");
  if (!descriptors) return 0;
  int count = 0;
  for (struct dirent *entry; (entry = readdir(descriptors));) {
    struct stat status;
    if (entry->d_name[0] == '.') continue;
    if (fstat(atoi(entry->d_name), &status) == 0 && S_ISSOCK(status.st_mode)) count++;
  }
  closedir(descriptors);
  return count;
}

// --- The witness

static pthread_mutex_t witness_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t witness_woken = PTHREAD_COND_INITIALIZER;
static struct {
  bool exists, is_asked;
  int family, answer;
} witness;

static void *witness_body(void *unused) {
  (void)unused;
  pthread_mutex_lock(&witness_lock);
  for (;;) {
    while (!witness.is_asked) pthread_cond_wait(&witness_woken, &witness_lock);
    witness.answer = csys_try_socket(witness.family);
    witness.is_asked = false;
    pthread_cond_broadcast(&witness_woken);
  }
  return NULL;
}

/// Makes the thread: detached, with the smallest stack, and deaf to signals, which are the main thread's.
static int make_witness(void) {
  pthread_attr_t attributes;
  pthread_t thread;
  sigset_t all, before;
  int error = pthread_attr_init(&attributes);
  if (error) return error;
  pthread_attr_setstacksize(&attributes, 64 << 10);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  error = pthread_create(&thread, &attributes, witness_body, NULL);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  pthread_attr_destroy(&attributes);
  return error;
}

int csys_start_witness(void) {
  pthread_mutex_lock(&witness_lock);
  int error = witness.exists ? 0 : make_witness();
  if (!error) witness.exists = true;
  pthread_mutex_unlock(&witness_lock);
  return error;
}

int csys_try_socket_in_witness(int family) {
  pthread_mutex_lock(&witness_lock);
  int answer = EAGAIN;
  if (witness.exists) {
    witness.family = family;
    witness.is_asked = true;
    pthread_cond_broadcast(&witness_woken);
    while (witness.is_asked) pthread_cond_wait(&witness_woken, &witness_lock);
    answer = witness.answer;
  }
  pthread_mutex_unlock(&witness_lock);
  return answer;
}

// --- Children

static csys_ending wait_for(pid_t child) {
  if (child < 0) return (csys_ending){.error = errno};
  int status;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return (csys_ending){.error = errno};
  if (WIFSIGNALED(status)) return (csys_ending){.signal = WTERMSIG(status)};
  return (csys_ending){.status = WEXITSTATUS(status)};
}

csys_ending csys_in_child(int (*attempt)(void)) {
  pid_t child = fork();
  if (child == 0) _exit(attempt());
  return wait_for(child);
}

static int try_internet_socket(void) { return csys_try_socket(AF_INET); }

csys_ending csys_try_socket_in_child(void) { return csys_in_child(try_internet_socket); }

static int run_inheritance_script(void) {
  char *const environment[] = {NULL};
  execle("/bin/sh", "sh", "-c", csys_inheritance_script, (char *)NULL, environment);
  return 2;
}

csys_ending csys_try_program(void) { return csys_in_child(run_inheritance_script); }
