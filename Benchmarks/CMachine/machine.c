// machine.c: the two ceilings that a language model on a processor meets: reading memory, which bounds
// decoding, and multiplying 8-bit integers, which bounds prefill.

#include "CMachine.h"

#include <string.h>

typedef uint64_t wide __attribute__((vector_size(64)));

uint64_t cm_read(const uint8_t *bytes, ptrdiff_t count) {
  wide sums[8] = {};
  for (ptrdiff_t i = 0; i < count; i += 512)
    for (int k = 0; k < 8; k++) {
      wide v;
      memcpy(&v, bytes + i + k * 64, sizeof v);
      sums[k] ^= v;
    }
  uint64_t all = 0;
  for (int k = 0; k < 8; k++)
    for (int lane = 0; lane < 8; lane++) all ^= sums[k][lane];
  return all;
}

#if defined(__x86_64__)
#include <immintrin.h>

// As many sums as hide the latency of the instruction: none waits for the one before.
enum { SUMS = 16 };

__attribute__((target("avx512f,avx512bw,avx512vnni"))) static int32_t multiply(ptrdiff_t rounds) {
  __m512i sums[SUMS], a = _mm512_set1_epi32(0x01020301), b = _mm512_set1_epi32(0x02010102);
  for (int k = 0; k < SUMS; k++) sums[k] = _mm512_set1_epi32(k);
  for (ptrdiff_t i = 0; i < rounds; i++) {
    _Pragma("clang loop unroll(full)") for (int k = 0; k < SUMS; k++) {
      sums[k] = _mm512_dpbusd_epi32(sums[k], a, b);
      __asm__("" : "+v"(sums[k]));  // or the compiler would multiply once for all rounds
    }
  }
  for (int k = 1; k < SUMS; k++) sums[0] = _mm512_add_epi32(sums[0], sums[k]);
  return _mm512_reduce_add_epi32(sums[0]);
}

ptrdiff_t cm_operations_a_round(void) {
  return __builtin_cpu_supports("avx512vnni") ? (ptrdiff_t)SUMS * 64 * 2 : 0;
}

int32_t cm_multiply(ptrdiff_t rounds) { return cm_operations_a_round() ? multiply(rounds) : 0; }
#else
ptrdiff_t cm_operations_a_round(void) { return 0; }
int32_t cm_multiply(ptrdiff_t rounds) { return (int32_t)(rounds * 0); }
#endif
