// avx512_bfloat.c: transposed products in bfloat16, for machines that have AVX-512 BF16 beside the rest: twice
// the arithmetic of floats an instruction, sums in float.

#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>

#include "../kernel_table.h"

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512bf16"))), apply_to = function)

#define INLINE static inline __attribute__((always_inline))
enum { TOKENS = 12, COLUMNS = ck_transposed_columns };

/// Two rows of a tile become pairs: element c of the result is (row 0, c), (row 1, c).
INLINE void pack_rows(const float *rows, __m512i out[2]) {
  for (int half = 0; half < 2; half++) {
    __m256i even = (__m256i)_mm512_cvtneps_pbh(_mm512_loadu_ps(rows + half * 16));
    __m256i odd = (__m256i)_mm512_cvtneps_pbh(_mm512_loadu_ps(rows + COLUMNS + half * 16));
    out[half] = _mm512_or_si512(_mm512_cvtepu16_epi32(even), _mm512_slli_epi32(_mm512_cvtepu16_epi32(odd), 16));
  }
}

INLINE void bfloat_tokens(int tokens, const __m512i *pairs, ptrdiff_t pair_count, const uint16_t *x,
                          ptrdiff_t x_stride, int accumulate, ptrdiff_t width, float *y, ptrdiff_t y_stride) {
  __mmask16 low = width >= 16 ? 0xffff : (__mmask16)((1u << width) - 1);
  __mmask16 high = width >= 32 ? 0xffff : width > 16 ? (__mmask16)((1u << (width - 16)) - 1) : 0;
  __m512 sum[TOKENS][2];
  for (int t = 0; t < tokens; t++) {
    const float *row = y + t * y_stride;
    sum[t][0] = accumulate ? _mm512_maskz_loadu_ps(low, row) : _mm512_setzero_ps();
    sum[t][1] = accumulate ? _mm512_maskz_loadu_ps(high, row + 16) : _mm512_setzero_ps();
  }
  for (ptrdiff_t p = 0; p < pair_count; p++) {
    __m512bh weights[2] = {(__m512bh)pairs[2 * p], (__m512bh)pairs[2 * p + 1]};
    for (int t = 0; t < tokens; t++) {
      int32_t two;
      memcpy(&two, x + t * x_stride + 2 * p, 4);
      __m512bh in = (__m512bh)_mm512_set1_epi32(two);
      sum[t][0] = _mm512_dpbf16_ps(sum[t][0], weights[0], in);
      sum[t][1] = _mm512_dpbf16_ps(sum[t][1], weights[1], in);
    }
  }
  for (int t = 0; t < tokens; t++) {
    _mm512_mask_storeu_ps(y + t * y_stride, low, sum[t][0]);
    _mm512_mask_storeu_ps(y + t * y_stride + 16, high, sum[t][1]);
  }
}

void ck_avx512_bfloat_tile(const float *tile, ptrdiff_t depth, const uint16_t *x, ptrdiff_t x_stride, ptrdiff_t n,
                           int accumulate, ptrdiff_t width, float *y, ptrdiff_t y_stride) {
  __m512i pairs[ck_transposed_depth];
  for (ptrdiff_t p = 0; p < depth / 2; p++) pack_rows(tile + 2 * p * COLUMNS, pairs + 2 * p);
  ptrdiff_t t = 0;
  for (; t + TOKENS <= n; t += TOKENS)
    bfloat_tokens(TOKENS, pairs, depth / 2, x + t * x_stride, x_stride, accumulate, width, y + t * y_stride,
                  y_stride);
  for (; t + 4 <= n; t += 4)
    bfloat_tokens(4, pairs, depth / 2, x + t * x_stride, x_stride, accumulate, width, y + t * y_stride, y_stride);
  for (; t < n; t++)
    bfloat_tokens(1, pairs, depth / 2, x + t * x_stride, x_stride, accumulate, width, y + t * y_stride, y_stride);
}

void ck_avx512_round_to_bfloat(const float *x, ptrdiff_t count, uint16_t *out) {
  ptrdiff_t i = 0;
  for (; i + 16 <= count; i += 16)
    _mm256_storeu_si256((__m256i *)(out + i), (__m256i)_mm512_cvtneps_pbh(_mm512_loadu_ps(x + i)));
  if (i == count) return;
  __mmask16 rest = (__mmask16)((1u << (count - i)) - 1);
  __m256i last = (__m256i)_mm512_cvtneps_pbh(_mm512_maskz_loadu_ps(rest, x + i));
  _mm256_mask_storeu_epi16(out + i, rest, last);
}

#pragma clang attribute pop
#endif
