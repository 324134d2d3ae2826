// macos.c: confinement on macOS, by a sandbox profile, ptrace and rlimits; and its state.
//
// The sandbox functions have no public header any more, though every browser lives by them: they are
// looked up at run time, and without them confinement fails.

#if defined(__APPLE__)
#include "children.h"

#include <dlfcn.h>
#include <errno.h>
#include <sys/ptrace.h>
#include <sys/sysctl.h>
#include <sys/types.h>
#include <unistd.h>

static void *sandbox_function(const char *name) {
  void *library = dlopen("/usr/lib/libsandbox.1.dylib", RTLD_LAZY | RTLD_LOCAL);
  void *function = library ? dlsym(library, name) : NULL;
  return function ? function : dlsym(RTLD_DEFAULT, name);
}

static bool refuses_tracers = false;  // macOS does not tell; it is set once, by the main thread

int csys_forbid_dumps(void) {
  if (ptrace(PT_DENY_ATTACH, 0, 0, 0) != 0) return errno;
  refuses_tracers = true;
  return 0;
}

int csys_forbid_new_privileges(void) { return 0; }  // A sandbox forbids set-user-ID programs by itself.

int csys_deny_network(void) {
  static const char profile[] = "(version 1)(allow default)(deny network*)(deny system-socket)";
  int (*init)(const char *, uint64_t, char **) =
      (int (*)(const char *, uint64_t, char **))sandbox_function("sandbox_init");
  if (!init) return ENOTSUP;
  char *message = NULL;  // never freed: the process ends where there is one
  return init(profile, 0, &message) == 0 ? 0 : EPERM;
}

int csys_landlock_version(void) { return 0; }

int csys_fence_tcp(void) { return ENOTSUP; }

bool csys_is_filtered(void) {
  int (*check)(pid_t, const char *, int, ...) =
      (int (*)(pid_t, const char *, int, ...))sandbox_function("sandbox_check");
  return check && check(getpid(), NULL, 0) == 1;
}

bool csys_has_no_new_privileges(void) { return csys_is_filtered(); }

bool csys_is_dumpable(void) { return !refuses_tracers; }

int csys_thread_count(void) { return -1; }

int csys_filtered_thread_count(void) { return -1; }

int csys_swap_is_on(void) {
  struct xsw_usage usage;
  size_t size = sizeof usage;
  if (sysctlbyname("vm.swapusage", &usage, &size, NULL, 0) != 0) return -1;
  return usage.xsu_total > 0;
}

int csys_try_io_uring(void) { return ENOTSUP; }

csys_ending csys_try_foreign_call(void) { return (csys_ending){.error = ENOTSUP}; }

csys_ending csys_try_x32_call(void) { return (csys_ending){.error = ENOTSUP}; }

/// Tries to connect to a port of this machine: bash has /dev/tcp, and says why it failed.
const char *const csys_inheritance_script =
    "case $(/bin/bash -c ': </dev/tcp/127.0.0.1/9' 2>&1) in"
    "  *'not permitted'*) exit 0;;"
    "  *refused*) exit 1;;"
    "esac; exit 2";

#endif
