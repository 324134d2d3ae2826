// shim.h: the libsodium calls of Crypto, with every length spelled out, so that Swift imports them
// with bounds-checked spans in place of pointers (SafeInteropWrappers).
//
// Sizes count bytes. Functions that can fail return 0, or -1. `_Nullable` marks inputs that may be
// empty: the wrapper of Swift 6.3 traps on an empty span otherwise. Only calls that libsodium 1.0.18
// has are used, none of them deprecated.
//
// Each pointer has a size parameter of its own, which is checked here, even where only one size is
// right. The wrapper would check literal and shared sizes by itself; but Swift 6.3 makes none for an
// output of literal size, and crashes when it optimises a module of several files that calls one.

#ifndef CSODIUM_SHIM_H
#define CSODIUM_SHIM_H

#include <lifetimebound.h>
#include <ptrcheck.h>
#include <sodium.h>
#include <stdint.h>

#define CS_IN(size) const void *_Nonnull __sized_by(size)
#define CS_IN_OR_EMPTY(size) const void *_Nullable __sized_by(size)
#define CS_OUT(size) void *_Nonnull __sized_by(size)

/// box = fresh random nonce (24) || ciphertext (message_size) || tag (16).
/// Fails where box_size is not message_size + 40, or key_size not 32.
static inline int cs_seal(CS_OUT(box_size) box __noescape, long box_size,
                          CS_IN_OR_EMPTY(message_size) message __noescape, long message_size,
                          CS_IN_OR_EMPTY(context_size) context __noescape, long context_size,
                          CS_IN(key_size) key __noescape, long key_size) {
  unsigned char *nonce = (unsigned char *)box;
  if (box_size - message_size != 40 || key_size != 32) return -1;
  randombytes_buf(nonce, 24);
  return crypto_aead_xchacha20poly1305_ietf_encrypt(
      nonce + 24, 0, (const unsigned char *)message, (unsigned long long)message_size,
      (const unsigned char *)context, (unsigned long long)context_size, 0, nonce, (const unsigned char *)key);
}

/// Reverses cs_seal. Fails where the box is not authentic (the message is then all zero), or
/// where message_size is not box_size - 40, or key_size not 32.
static inline int cs_open(CS_OUT(message_size) message __noescape, long message_size,
                          CS_IN(box_size) box __noescape, long box_size,
                          CS_IN_OR_EMPTY(context_size) context __noescape, long context_size,
                          CS_IN(key_size) key __noescape, long key_size) {
  const unsigned char *nonce = (const unsigned char *)box;
  if (box_size - message_size != 40 || key_size != 32) return -1;
  return crypto_aead_xchacha20poly1305_ietf_decrypt(
      (unsigned char *)message, 0, 0, nonce + 24, (unsigned long long)(box_size - 24),
      (const unsigned char *)context, (unsigned long long)context_size, nonce, (const unsigned char *)key);
}

/// key = Argon2id v1.3 (one lane) of the passphrase. Fails where the memory cannot be had,
/// salt_size is not 16 or key_size is below 16.
/// The algorithm is named, not left to a default that a later libsodium may change.
static inline int cs_argon2id(CS_OUT(key_size) key __noescape, long key_size,
                              CS_IN_OR_EMPTY(passphrase_size) passphrase __noescape, long passphrase_size,
                              CS_IN(salt_size) salt __noescape, long salt_size, uint64_t operations,
                              uint64_t memory_size) {
  if (salt_size != 16) return -1;
  return crypto_pwhash((unsigned char *)key, (unsigned long long)key_size, (const char *)passphrase,
                       (unsigned long long)passphrase_size, (const unsigned char *)salt, operations,
                       (size_t)memory_size, crypto_pwhash_ALG_ARGON2ID13);
}

/// subkey = keyed BLAKE2b of nothing, with `identifier` as its salt and `context` as its
/// personalisation, as crypto_kdf defines it. Fails where subkey_size is outside 16 ... 64,
/// context_size is not 8 or key_size not 32.
static inline int cs_derive(CS_OUT(subkey_size) subkey __noescape, long subkey_size, uint64_t identifier,
                            CS_IN(context_size) context __noescape, long context_size,
                            CS_IN(key_size) key __noescape, long key_size) {
  if (context_size != 8 || key_size != 32) return -1;
  return crypto_kdf_derive_from_key((unsigned char *)subkey, (size_t)subkey_size, identifier,
                                    (const char *)context, (const unsigned char *)key);
}

/// digest = keyed BLAKE2b. Fails where digest_size or key_size is outside 16 ... 64.
static inline int cs_keyed_hash(CS_OUT(digest_size) digest __noescape, long digest_size,
                                CS_IN_OR_EMPTY(message_size) message __noescape, long message_size,
                                CS_IN(key_size) key __noescape, long key_size) {
  if (digest_size < 16 || digest_size > 64 || key_size < 16 || key_size > 64) return -1;
  return crypto_generichash((unsigned char *)digest, (size_t)digest_size, (const unsigned char *)message,
                            (unsigned long long)message_size, (const unsigned char *)key, (size_t)key_size);
}

/// digest = SHA-256 of the message, which may be secret: libsodium wipes what it computed with. Fails where
/// digest_size is not 32.
static inline int cs_sha256(CS_OUT(digest_size) digest __noescape, long digest_size,
                            CS_IN_OR_EMPTY(message_size) message __noescape, long message_size) {
  if (digest_size != 32) return -1;
  return crypto_hash_sha256((unsigned char *)digest, (const unsigned char *)message,
                            (unsigned long long)message_size);
}

/// The state of a SHA-256 computation; plain memory that may be copied.
typedef crypto_hash_sha256_state cs_sha256_state;

/// A computation over no bytes yet.
static inline cs_sha256_state cs_sha256_start(void) {
  cs_sha256_state state;
  crypto_hash_sha256_init(&state);
  return state;
}

/// `state` with the message added to it.
static inline cs_sha256_state cs_sha256_add(cs_sha256_state state, CS_IN(message_size) message __noescape,
                                            long message_size) {
  crypto_hash_sha256_update(&state, (const unsigned char *)message, (unsigned long long)message_size);
  return state;
}

/// digest = SHA-256 of what was added to `state`. Fails where digest_size is not 32.
static inline int cs_sha256_finish(CS_OUT(digest_size) digest __noescape, long digest_size,
                                   cs_sha256_state state) {
  if (digest_size != 32) return -1;
  return crypto_hash_sha256_final(&state, (unsigned char *)digest);
}

/// Fills `bytes` from the random generator of the system.
static inline void cs_random(CS_OUT(size) bytes __noescape, long size) {
  randombytes_buf(bytes, (size_t)size);
}

/// 1 where the two inputs are equal, in time that depends on their sizes only.
static inline int cs_equal(CS_IN(a_size) a __noescape, long a_size, CS_IN(b_size) b __noescape, long b_size) {
  return a_size == b_size && sodium_memcmp(a, b, (size_t)a_size) == 0;
}

#undef CS_IN
#undef CS_IN_OR_EMPTY
#undef CS_OUT
#endif
