// plain_secrets.c: memory for secrets from malloc, only while fuzzing.
//
// sodium_malloc locks pages and fences them, five system calls for each secret: two thirds of the time of a target
// that makes keys. What is fuzzed are parsers; a step beyond a secret is seen here by AddressSanitizer, and the
// fences themselves are for the tests of SecretBytes. The linker takes these functions before those of the library.

#include "plain_secrets.h"

#include <stdlib.h>
#include <string.h>

void *sodium_malloc(size_t size);
void sodium_free(void *memory);
int sodium_mprotect_readonly(void *memory);

// Filled, as libsodium fills it, so that a secret that is read before it is written is no zero by chance.
void *sodium_malloc(size_t size) {
  void *memory = malloc(size > 0 ? size : 1);
  if (memory != NULL) memset(memory, 0xDB, size);
  return memory;
}

void sodium_free(void *memory) { free(memory); }

int sodium_mprotect_readonly(void *memory) {
  (void)memory;
  return 0;
}
