// avx512.c: what AVX-512 with VNNI does in its own way; the loops are in vector_kernels.h.

#if defined(__x86_64__)
#include <immintrin.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "../half.h"
#include "../kernel_table.h"
#include "../panel.h"

#define FEATURES "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,avx2,fma,f16c"
#pragma clang attribute push(__attribute__((target(FEATURES))), apply_to = function)

#define LANES 16
#define CODE_BIAS 0
#define TILE_PANELS 2
#define MATMUL_TOKENS 4
#define ROWS 6
#define TOKENS 4
#define FLOAT_TOKENS 12
#define SCORE_TOKENS 8
#define SCORE_GROUPS 2
#define VALUE_VECTORS 4
#define NAME ck_avx512_table

typedef float vf __attribute__((vector_size(64)));
typedef int32_t vi __attribute__((vector_size(64)));

static inline __attribute__((always_inline)) float v_sum(vf v) { return _mm512_reduce_add_ps((__m512)v); }

static inline __attribute__((always_inline)) float v_largest(vf v) { return _mm512_reduce_max_ps((__m512)v); }

static inline __attribute__((always_inline)) vf v_load_half(const uint16_t *p) {
  return (vf)_mm512_cvtph_ps(_mm256_loadu_si256((const __m256i *)p));
}

static inline __attribute__((always_inline)) void v_store_half(uint16_t *p, vf v) {
  __m256i halves = _mm512_cvtps_ph((__m512)v, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
  _mm256_storeu_si256((__m256i *)p, halves);
}

static inline __attribute__((always_inline)) vi v_dot4(vi sum, vi codes, vi x) {
  return (vi)_mm512_dpbusd_epi32((__m512i)sum, (__m512i)codes, (__m512i)x);
}

static inline __attribute__((always_inline)) vi v_dot4_nibble(vi sum, vi codes, vi x) {
  return v_dot4(sum, codes, x);
}

#include "../vector_kernels.h"

#pragma clang attribute pop
#endif
