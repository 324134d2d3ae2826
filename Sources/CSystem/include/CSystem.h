// CSystem.h: what a process does to itself so that it cannot reach the network or leave a core
// dump, and the attempts that prove it; a key that the system keeps for a while; the clock; and the
// converters of texts.
//
// One interface, one file per system: linux.c (seccomp, prctl, Landlock), macos.c (sandbox), and
// what both share in posix.c; keyring.c and macos_keychain.c for the key. Functions that can fail
// return 0, or an error number as in errno.h. ENOTSUP: this system has no such thing. No function
// reads input or keeps a descriptor open.
// Not a general face of the system: files belong to the vault's own layer.

#ifndef CSYSTEM_H
#define CSYSTEM_H

#include <stdbool.h>
#include <stdint.h>

// --- Confinement. None of it can be undone, and child processes inherit it where the comment says so.

/// Sets the greatest size of a core file to zero, soft and hard. Inherited.
int csys_limit_core_files(void);

/// Forbids core dumps, also those that a pipe in core_pattern would take regardless of their size,
/// and attaching debuggers of other unprivileged processes. Ends with execve (Linux).
int csys_forbid_dumps(void);

/// Gives up gaining privileges through set-user-ID programs; the filter needs it. Inherited.
int csys_forbid_new_privileges(void);

/// Takes the network from every thread of this process: no socket of any family, AF_UNIX and
/// AF_NETLINK included, no use of one that was inherited beyond read and write, no io_uring
/// (which makes sockets without system calls), and no taking over of another process that may
/// have sockets. Refused calls fail with EPERM. A call of a foreign architecture or of the x32 ABI,
/// whose numbers mean something else, kills the process. Inherited.
/// ESRCH: a thread has a filter of its own, and could not be given this one.
int csys_deny_network(void);

/// The version of Landlock's interface; 0 where the kernel has none or it is off.
int csys_landlock_version(void);

/// Takes TCP from this thread and those it starts, and from version 6 on abstract UNIX sockets,
/// by Landlock: a second fence behind csys_deny_network. ENOTSUP below version 4. Inherited.
int csys_fence_tcp(void);

// --- State, as the kernel tells it.

/// True where a filter (Linux) or a sandbox (macOS) is in force for the calling thread.
bool csys_is_filtered(void);

/// True where set-user-ID programs give this process no privileges.
bool csys_has_no_new_privileges(void);

/// True where the system may dump or trace this process.
bool csys_is_dumpable(void);

/// The greatest size of a core file in bytes; -1 for no limit.
int64_t csys_core_file_limit(void);

/// The greatest amount of memory that may be locked in bytes; -1 for no limit.
int64_t csys_locked_memory_limit(void);

/// The number of threads of this process, and of those under a filter; -1 where it cannot be told.
int csys_thread_count(void);
int csys_filtered_thread_count(void);

/// 1 where memory may be swapped out, 0 where not, -1 where it cannot be told.
int csys_swap_is_on(void);

/// How many descriptors of this process are sockets that it inherited.
int csys_inherited_socket_count(void);

// --- Attempts. Each leaves nothing behind where it succeeds, against expectation.

/// Tries to make a stream socket (datagram for AF_NETLINK) of a family, which needs no privilege.
/// 0: it was made.
int csys_try_socket(int family);

/// The same from the witness. EAGAIN: there is no witness.
int csys_try_socket_in_witness(int family);

/// Starts the witness: a thread that sleeps until it is asked. Started before csys_deny_network, it
/// proves that threads that were there before are confined too. Further calls do nothing.
int csys_start_witness(void);

/// Tries to make an io_uring.
int csys_try_io_uring(void);

/// Tries to lock and unlock this much memory.
int csys_try_lock_memory(int64_t byte_count);

/// How a child process ended: killed by a signal, or with an exit status.
typedef struct {
  int error;   ///< why no child could be started, or 0
  int signal;  ///< 0 where it exited
  int status;
} csys_ending;

/// Forks a child that tries to make an AF_INET socket. Its status is the error number.
csys_ending csys_try_socket_in_child(void);

/// Runs another program (sh) that reads how it is confined. Status 0: under a filter that it
/// inherited; 1: not; 2: it could not tell.
csys_ending csys_try_program(void);

/// Forks a child that makes a harmless call (getpid) as a 32-bit program would.
/// ENOTSUP: the architecture has no way to. Status 0: the call was answered.
csys_ending csys_try_foreign_call(void);

/// Forks a child that makes a harmless call (getpid) by the x32 ABI. As above.
csys_ending csys_try_x32_call(void);

// --- A key that waits for the next command: in the keyring of the kernel (Linux) or the Keychain (macOS).
// No function makes a keyring, starts a program or asks anybody. Where the system has no keyring, forbids
// its use, or has that of another user, they fail: ENOSYS, EPERM, EACCES and others.

/// Who can read what is kept.
enum {
  csys_scope_session = 0,  ///< the programs of this login session
  csys_scope_user = 1,     ///< all programs of this user: the session has no keyring of its own
  csys_scope_program = 2,  ///< this program
};

/// Tells who could read what is kept, one of csys_scope_….
int csys_session_scope(int *scope);

/// Keeps bytes under a name, instead of what was kept under it. After `seconds` the kernel takes them
/// away; macOS does not. Fails where there is no room (EDQUOT); then nothing is kept.
int csys_session_store(const char *name, const void *bytes, int64_t byte_count, int64_t seconds);

/// Reads exactly `byte_count` bytes. ENOKEY, or ENOENT on macOS: nothing is kept under this name, or not
/// any more. EMSGSIZE: it has another size.
int csys_session_read(const char *name, void *bytes, int64_t byte_count);

/// Wipes and removes everything that is kept under names that begin with `prefix`; 0 also where nothing is.
int csys_session_forget(const char *prefix);

// --- The clock

/// How many seconds local time is ahead of UTC at a moment (seconds since 1970), by TZ or the time zone of the
/// system; 0 where neither can be read.
int64_t csys_seconds_ahead_of_utc(int64_t moment);

// --- Texts in the charsets of East Asia

/// The charsets for which the C library is asked, each as Windows has it where that adds characters.
enum {
  csys_windows_31j = 0,  ///< Shift_JIS
  csys_euc_jp = 1,
  csys_gb18030 = 2,  ///< GB 2312 and GBK too
  csys_big5 = 3,
  csys_big5_hkscs = 4,
  csys_uhc = 5,  ///< EUC-KR too
  csys_charset_count = 6,
};

/// Whether the C library has a converter for a charset. glibc keeps them in files that may not be installed.
bool csys_can_convert(int charset);

/// Turns a text into UTF-8, and bytes that mean nothing into U+FFFD: one for a character that the charset lacks,
/// one for every other byte. `capacity` bytes are writable at `text`, at least three times `byte_count`. What a
/// line means does not depend on the lines around it.
/// Returns how many bytes it wrote; -1: there is no converter, or no memory for it.
int64_t csys_convert_text(
    int charset, const void *bytes, int64_t byte_count, void *text, int64_t capacity);

#endif
