// avx2.c: what AVX2 does in its own way; the loops are in vector_kernels.h.

#if defined(__x86_64__)
#include <immintrin.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "../half.h"
#include "../kernel_table.h"
#include "../panel.h"

#pragma clang attribute push(__attribute__((target("avx2,fma,f16c"))), apply_to = function)

#define LANES 8
#define CODE_BIAS 0
#define TILE_PANELS 1
#define MATMUL_TOKENS 2
#define ROWS 3
#define TOKENS 4
#define FLOAT_TOKENS 3
#define SCORE_TOKENS 4
#define SCORE_GROUPS 1
#define VALUE_VECTORS 2
#define NAME ck_avx2_table

typedef float vf __attribute__((vector_size(32)));
typedef int32_t vi __attribute__((vector_size(32)));

static inline __attribute__((always_inline)) float v_sum(vf v) {
  __m128 four = _mm_add_ps(_mm256_castps256_ps128((__m256)v), _mm256_extractf128_ps((__m256)v, 1));
  __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
  return _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)));
}

static inline __attribute__((always_inline)) float v_largest(vf v) {
  __m128 four = _mm_max_ps(_mm256_castps256_ps128((__m256)v), _mm256_extractf128_ps((__m256)v, 1));
  __m128 two = _mm_max_ps(four, _mm_movehl_ps(four, four));
  return _mm_cvtss_f32(_mm_max_ss(two, _mm_movehdup_ps(two)));
}

static inline __attribute__((always_inline)) vf v_load_half(const uint16_t *p) {
  return (vf)_mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)p));
}

static inline __attribute__((always_inline)) void v_store_half(uint16_t *p, vf v) {
  _mm_storeu_si128((__m128i *)p, _mm256_cvtps_ph((__m256)v, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC));
}

/// Even and odd bytes apart, widened to 16 bits: vpmaddubsw would saturate, for 2 · 255 · 127 > 32767.
static inline __attribute__((always_inline)) vi v_dot4(vi sum, vi codes, vi x) {
  __m256i c = (__m256i)codes, a = (__m256i)x;
  __m256i even = _mm256_madd_epi16(_mm256_and_si256(c, _mm256_set1_epi16(0xff)),
                                   _mm256_srai_epi16(_mm256_slli_epi16(a, 8), 8));
  __m256i odd = _mm256_madd_epi16(_mm256_srli_epi16(c, 8), _mm256_srai_epi16(a, 8));
  return sum + (vi)even + (vi)odd;
}

/// 2 · 15 · 127 fits in 16 bits.
static inline __attribute__((always_inline)) vi v_dot4_nibble(vi sum, vi codes, vi x) {
  __m256i pairs = _mm256_maddubs_epi16((__m256i)codes, (__m256i)x);
  return sum + (vi)_mm256_madd_epi16(pairs, _mm256_set1_epi16(1));
}

#include "../vector_kernels.h"

#pragma clang attribute pop
#endif
