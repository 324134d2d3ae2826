// keyring.c: a key that the Linux kernel keeps for the programs of a login session, for a while.
//
// Raw system calls: libkeyutils would be one more library to trust, for five calls. A session without
// a keyring of its own has that of its user; none is made here, because one that is made for a process
// ends with it.

#if defined(__linux__)
#define _GNU_SOURCE
#include "CSystem.h"

#include <errno.h>
#include <linux/keyctl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum {
  // Those who hold the keyring may find, see, read and end a key; its owner elsewhere, group and others
  // may nothing. Nobody may change this, or the timeout, or pass the key on.
  holders_only = 0x0f << 24,
  longest_description = 256,
};

static const char key_type[] = "user";

static long control(int operation, long a, long b, long c, long d) {
  return syscall(SYS_keyctl, (long)operation, a, b, c, d);
}

/// Whose a keyring is; -1 where that cannot be told.
static long owner(long keyring) {
  char text[longest_description];
  long size = control(KEYCTL_DESCRIBE, keyring, (long)text, sizeof text, 0);
  if (size <= 0 || size > (long)sizeof text) return -1;
  const char *user = strchr(text, ';');  // type;user;group;permissions;description
  return user ? strtol(user + 1, NULL, 10) : -1;
}

/// The keyring of this session; -1 with errno where there is none to use.
///
/// After sudo or su it may still be that of the user who came: a key of ours does not belong there.
static long session_keyring(void) {
  long keyring = control(KEYCTL_GET_KEYRING_ID, KEY_SPEC_SESSION_KEYRING, 0, 0, 0);
  if (keyring < 0 || owner(keyring) == (long)geteuid()) return keyring;
  errno = EACCES;
  return -1;
}

int csys_session_scope(int *scope) {
  long keyring = session_keyring();
  if (keyring < 0) return errno;
  long shared = control(KEYCTL_GET_KEYRING_ID, KEY_SPEC_USER_SESSION_KEYRING, 0, 0, 0);
  *scope = keyring == shared ? csys_scope_user : csys_scope_session;
  return 0;
}

int csys_session_store(const char *name, const void *bytes, int64_t byte_count, int64_t seconds) {
  long keyring = session_keyring();
  if (keyring < 0) return errno;
  // First where it ends with this process: killed before the next line, it leaves no key without a timeout.
  long key = syscall(SYS_add_key, key_type, name, bytes, (size_t)byte_count, (long)KEY_SPEC_PROCESS_KEYRING);
  if (key < 0) return errno;
  int error = 0;
  // The link takes the place of a key of this name. The permissions come last: they forbid all of this.
  if (control(KEYCTL_SET_TIMEOUT, key, (long)seconds, 0, 0) != 0 ||
      control(KEYCTL_LINK, key, keyring, 0, 0) != 0 ||
      control(KEYCTL_SETPERM, key, holders_only, 0, 0) != 0) {
    error = errno;
    control(KEYCTL_REVOKE, key, 0, 0, 0);
    control(KEYCTL_UNLINK, key, keyring, 0, 0);
  }
  control(KEYCTL_UNLINK, key, KEY_SPEC_PROCESS_KEYRING, 0, 0);
  return error;
}

int csys_session_read(const char *name, void *bytes, int64_t byte_count) {
  long keyring = session_keyring();
  if (keyring < 0) return errno;
  long key = control(KEYCTL_SEARCH, keyring, (long)key_type, (long)name, 0);
  if (key < 0) return errno == EKEYEXPIRED || errno == EKEYREVOKED ? ENOKEY : errno;
  long size = control(KEYCTL_READ, key, (long)bytes, (long)byte_count, 0);
  if (size < 0) return errno;
  return size == byte_count ? 0 : EMSGSIZE;
}

/// Whether a key is one of ours, whose name begins so. Not where it has expired: it goes by itself.
static bool begins_with(long key, const char *prefix) {
  char text[longest_description];
  long size = control(KEYCTL_DESCRIBE, key, (long)text, sizeof text, 0);
  if (size <= 0 || size > (long)sizeof text) return false;
  const char *field = text;
  if (strncmp(field, key_type, sizeof key_type - 1) != 0 || field[sizeof key_type - 1] != ';') return false;
  for (int i = 0; field && i < 4; i++) {
    field = strchr(field, ';');
    if (field) field++;
  }
  return field && strncmp(field, prefix, strlen(prefix)) == 0;
}

int csys_session_forget(const char *prefix) {
  long keyring = session_keyring();
  if (keyring < 0) return errno;
  long size = control(KEYCTL_READ, keyring, 0, 0, 0);
  if (size < 0) return errno;
  int32_t *keys = calloc((size_t)size + 1, 1);
  if (!keys) return ENOMEM;
  long filled = control(KEYCTL_READ, keyring, (long)keys, size, 0);
  int error = filled < 0 ? errno : 0;
  long count = (filled < size ? filled : size) / (long)sizeof *keys;
  for (long i = 0; i < count; i++) {
    if (!begins_with(keys[i], prefix)) continue;
    // Revoking wipes it, also where somebody else has linked it somewhere.
    if (control(KEYCTL_REVOKE, keys[i], 0, 0, 0) != 0 && errno != EKEYREVOKED && errno != EKEYEXPIRED)
      error = errno;
    control(KEYCTL_UNLINK, keys[i], keyring, 0, 0);
  }
  free(keys);
  return error;
}

#endif
