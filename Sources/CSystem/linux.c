// linux.c: confinement on Linux, by a seccomp filter, Landlock, prctl and rlimits; and its state.
//
// The filter is raw BPF, a deny-list: an allow-list breaks with every new C library, and then people
// turn it off. Its numbers are those of the architecture that it is compiled for.

#if defined(__linux__)
#define _GNU_SOURCE
#include "children.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__) && !defined(__ILP32__)
#define OWN_ARCHITECTURE AUDIT_ARCH_X86_64
#define X32_BIT 0x40000000u  // set in the call numbers of the x32 ABI
#elif defined(__aarch64__) && defined(__AARCH64EL__)
#define OWN_ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "the filter was never tried on this architecture"
#endif

// Numbers that headers older than the call lack; since 2019 new calls have one number everywhere.
#ifndef __NR_io_uring_setup
#define __NR_io_uring_setup 425
#define __NR_io_uring_enter 426
#define __NR_io_uring_register 427
#endif
#ifndef __NR_pidfd_getfd
#define __NR_pidfd_getfd 438
#endif
#ifndef __NR_landlock_create_ruleset
#define __NR_landlock_create_ruleset 444
#define __NR_landlock_restrict_self 446
#endif

int csys_forbid_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 ? 0 : errno; }

int csys_forbid_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? 0 : errno; }

// --- seccomp

static const uint32_t denied_calls[] = {
    // Sockets: making them, and using one that was inherited in any way but read and write.
    __NR_socket, __NR_socketpair, __NR_connect, __NR_accept, __NR_accept4, __NR_bind, __NR_listen,
    __NR_sendto, __NR_sendmsg, __NR_sendmmsg, __NR_recvfrom, __NR_recvmsg, __NR_recvmmsg,
    __NR_getsockopt, __NR_setsockopt, __NR_getpeername, __NR_getsockname, __NR_shutdown,
    // Rings: IORING_OP_SOCKET and IORING_OP_CONNECT are no system calls, so no filter sees them.
    __NR_io_uring_setup, __NR_io_uring_enter, __NR_io_uring_register,
    // Other processes: making them do it, or taking a descriptor of theirs.
    __NR_ptrace, __NR_process_vm_readv, __NR_process_vm_writev, __NR_pidfd_getfd,
};

enum { denied_count = sizeof denied_calls / sizeof denied_calls[0], longest_filter = denied_count + 9 };
_Static_assert(denied_count < 255, "a BPF jump goes over 255 instructions at most");

/// Writes the filter, and returns how many instructions it has.
static unsigned short write_filter(struct sock_filter *filter) {
  struct sock_filter *next = filter;
  // Numbers mean nothing before the architecture is known: 41 is socket in x86-64, and dup in i386.
  *next++ = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch));
  *next++ = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OWN_ARCHITECTURE, 1, 0);
  *next++ = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
  *next++ = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
#if defined(X32_BIT)
  // -1 is how a tracer skips a call; it has the bit too, and does nothing.
  *next++ = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, X32_BIT, 0, 2);
  *next++ = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, UINT32_MAX, 1, 0);
  *next++ = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
#endif
  for (unsigned i = 0; i < denied_count; i++) {
    unsigned char to_refusal = (unsigned char)(denied_count - i);
    *next++ = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, denied_calls[i], to_refusal, 0);
  }
  *next++ = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  *next++ = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
  return (unsigned short)(next - filter);
}

int csys_deny_network(void) {
  struct sock_filter filter[longest_filter];
  struct sock_fprog program = {write_filter(filter), filter};
  // Kernels before 5.16 would also switch off speculation, which slows inference down and guards
  // against hostile code in this process, which there is none of. Kernels before 4.17 do not know it.
  unsigned flags = SECCOMP_FILTER_FLAG_TSYNC | SECCOMP_FILTER_FLAG_SPEC_ALLOW;
  long result = syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program);
  if (result < 0 && errno == EINVAL)
    result = syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program);
  if (result > 0) return ESRCH;  // the id of the thread that could not follow
  return result == 0 ? 0 : errno;
}

// --- Landlock. The structures and constants are spelled out: the headers of Debian 12 end at version 2.

struct ruleset_attributes {
  uint64_t handled_access_fs;
  uint64_t handled_access_net;  // from version 4
  uint64_t scoped;              // from version 6
};

enum {
  ruleset_version = 1 << 0,
  net_bind_tcp = 1 << 0,
  net_connect_tcp = 1 << 1,
  scope_abstract_unix_socket = 1 << 0,
};

int csys_landlock_version(void) {
  long version = syscall(__NR_landlock_create_ruleset, NULL, 0, ruleset_version);
  return version > 0 ? (int)version : 0;
}

int csys_fence_tcp(void) {
  int version = csys_landlock_version();
  if (version < 4) return ENOTSUP;
  struct ruleset_attributes attributes = {.handled_access_net = net_bind_tcp | net_connect_tcp};
  if (version >= 6) attributes.scoped = scope_abstract_unix_socket;
  int ruleset = (int)syscall(__NR_landlock_create_ruleset, &attributes, sizeof attributes, 0);
  if (ruleset < 0) return errno;
  // No rule allows anything, so all that is handled is refused.
  int error = syscall(__NR_landlock_restrict_self, ruleset, 0) == 0 ? 0 : errno;
  close(ruleset);
  return error;
}

// --- State

bool csys_is_filtered(void) { return prctl(PR_GET_SECCOMP, 0, 0, 0, 0) == SECCOMP_MODE_FILTER; }

bool csys_has_no_new_privileges(void) { return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1; }

bool csys_is_dumpable(void) { return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0; }

/// The mode that a status file of a thread shows; -1 where it cannot be read.
static int seccomp_mode(const char *thread) {
  char path[64];
  if (snprintf(path, sizeof path, "/proc/self/task/%s/status", thread) >= (int)sizeof path) return -1;
  FILE *file = fopen(path, "re");
  if (!file) return -1;
  char line[256];
  int mode = -1;
  while (mode < 0 && fgets(line, sizeof line, file))
    if (strncmp(line, "Seccomp:", 8) == 0) mode = (int)strtol(line + 8, NULL, 10);
  fclose(file);
  return mode;
}

/// Counts the threads, or those under a filter; -1 where they cannot be listed.
static int count_threads(bool only_filtered) {
  DIR *threads = opendir("/proc/self/task");
  if (!threads) return -1;
  int count = 0;
  for (struct dirent *entry; (entry = readdir(threads));) {
    if (entry->d_name[0] == '.') continue;
    if (!only_filtered || seccomp_mode(entry->d_name) == SECCOMP_MODE_FILTER) count++;
  }
  closedir(threads);
  return count;
}

int csys_thread_count(void) { return count_threads(false); }

int csys_filtered_thread_count(void) { return count_threads(true); }

int csys_swap_is_on(void) {
  FILE *file = fopen("/proc/swaps", "re");
  if (!file) return -1;
  int line_count = 0;
  for (int byte; (byte = fgetc(file)) != EOF;) line_count += byte == '\n';
  fclose(file);
  return line_count > 1;  // The first line is a heading.
}

// --- Attempts that only Linux has a way to make.

int csys_try_io_uring(void) {
  char parameters[120] = {0};  // struct io_uring_params
  long ring = syscall(__NR_io_uring_setup, 1, parameters);
  if (ring < 0) return errno;
  close((int)ring);
  return 0;
}

#if defined(__x86_64__)
static int call_as_i386(void) {
  long result;
  __asm__ volatile("int $0x80" : "=a"(result) : "a"(20L /* getpid */) : "memory", "r8", "r9", "r10", "r11");
  return result > 0 ? 0 : (int)-result;
}

static int call_as_x32(void) { return syscall((long)(X32_BIT | __NR_getpid)) > 0 ? 0 : errno; }

csys_ending csys_try_foreign_call(void) { return csys_in_child(call_as_i386); }

csys_ending csys_try_x32_call(void) { return csys_in_child(call_as_x32); }
#else
// A 64-bit process has no instruction for it: another program would, and the filter is inherited.
csys_ending csys_try_foreign_call(void) { return (csys_ending){.error = ENOTSUP}; }

csys_ending csys_try_x32_call(void) { return (csys_ending){.error = ENOTSUP}; }
#endif

/// Reads the line "Seccomp: 2" of its own status, which no program can change.
const char *const csys_inheritance_script =
    "while read -r key value; do"
    "  if [ \"$key\" = Seccomp: ]; then [ \"$value\" = 2 ]; exit; fi;"
    "done </proc/self/status; exit 2";

#endif
