// neon.c: what NEON with the dot product does in its own way; the loops are in vector_kernels.h.

#if defined(__aarch64__)
#include <arm_neon.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "../half.h"
#include "../kernel_table.h"
#include "../panel.h"

#pragma clang attribute push(__attribute__((target("dotprod,fp16"))), apply_to = function)

#define LANES 4
#define CODE_BIAS 128
#define TILE_PANELS 1
#define MATMUL_TOKENS 2
#define ROWS 4
#define TOKENS 4
#define FLOAT_TOKENS 2
#define SCORE_TOKENS 4
#define SCORE_GROUPS 1
#define VALUE_VECTORS 4
#define NAME ck_neon_table

typedef float vf __attribute__((vector_size(16)));
typedef int32_t vi __attribute__((vector_size(16)));

static inline __attribute__((always_inline)) float v_sum(vf v) { return vaddvq_f32((float32x4_t)v); }

static inline __attribute__((always_inline)) float v_largest(vf v) { return vmaxvq_f32((float32x4_t)v); }

static inline __attribute__((always_inline)) vf v_load_half(const uint16_t *p) {
  return (vf)vcvt_f32_f16(vreinterpret_f16_u16(vld1_u16(p)));
}

static inline __attribute__((always_inline)) void v_store_half(uint16_t *p, vf v) {
  vst1_u16(p, vreinterpret_u16_f16(vcvt_f16_f32((float32x4_t)v)));
}

/// Signed times signed: the caller accounts for the 128 that is taken off the codes.
static inline __attribute__((always_inline)) vi v_dot4(vi sum, vi codes, vi x) {
  int8x16_t biased = vreinterpretq_s8_u8(veorq_u8((uint8x16_t)codes, vdupq_n_u8(128)));
  return (vi)vdotq_s32((int32x4_t)sum, biased, (int8x16_t)x);
}

static inline __attribute__((always_inline)) vi v_dot4_nibble(vi sum, vi codes, vi x) {
  return (vi)vdotq_s32((int32x4_t)sum, (int8x16_t)codes, (int8x16_t)x);
}

#include "../vector_kernels.h"

#pragma clang attribute pop
#endif
