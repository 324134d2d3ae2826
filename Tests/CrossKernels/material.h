// material.h: numbers, weights and memory for compare.c, and how two results are held to each other. Part of
// compare.c.
//
// Memory is of exactly the size that the kernel is promised, so that a sanitizer sees what is read behind it.

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CKernels.h"

static uint64_t state = 20261124;

static uint64_t next(void) {  // xorshift64*, enough for test data
  state ^= state >> 12, state ^= state << 25, state ^= state >> 27;
  return state * 2685821657736338717u;
}

static float number(void) { return (float)(next() >> 40) / 8388608.0f - 1.0f; }

/// Exactly so many bytes, all of them `byte`.
static void *memory_of(size_t bytes, int byte) {
  void *block = NULL;
  if (posix_memalign(&block, 64, bytes) != 0) abort();
  memset(block, byte, bytes);
  return block;
}

static void *memory(size_t bytes) { return memory_of(bytes, 0); }

static float *zeros(long count) { return memory((size_t)count * sizeof(float)); }

static float *numbers(long count) {
  float *out = zeros(count);
  for (long i = 0; i < count; i++) out[i] = number();
  return out;
}

static float *copy_of(const float *x, long count) {
  return memcpy(zeros(count), x, (size_t)count * sizeof *x);
}

/// Elements of a matrix whose rows lie `stride` apart: behind the last row there is nothing.
static long strided(long rows, long columns, long stride) { return (rows - 1) * stride + columns; }

static int cases, failures;
static ck_isa tested;  // what is compared with the scalar kernels

/// The scalar kernels for set 0, the tested ones for set 1.
static void use(int set) { ck_select_isa(set ? tested : ck_isa_scalar); }

static void expect_close(const char *what, int detail, const float *expected, const float *actual, long count,
                         float tolerance) {
  float largest = 1e-30f, worst = 0;
  for (long i = 0; i < count; i++) largest = fmaxf(largest, fabsf(expected[i]));
  for (long i = 0; i < count; i++) {
    float error = fabsf(expected[i] - actual[i]) / largest;
    if (!(error <= worst)) worst = isnan(error) ? INFINITY : error;
  }
  cases++;
  if (worst <= tolerance) return;
  failures++;
  printf("%s (%d): off by %g of the largest\n", what, detail, (double)worst);
}

/// For what no order of additions can change: the same bits.
static void expect_equal(const char *what, int detail, const void *expected, const void *actual,
                         size_t bytes) {
  cases++;
  if (memcmp(expected, actual, bytes) == 0) return;
  failures++;
  printf("%s (%d): other bits\n", what, detail);
}

static const ck_type every_type[] = {ck_f32, ck_f16, ck_bf16, ck_q4_0, ck_q4_1, ck_q5_0, ck_q5_1,
                                     ck_q8_0, ck_iq4_nl, ck_q2_k, ck_q3_k, ck_q4_k, ck_q5_k, ck_q6_k};
enum { type_count = sizeof every_type / sizeof *every_type };

static int is_float(ck_type type) { return ck_block_elements(type) == 1; }

static long row_bytes(ck_type type, long columns) {
  return columns / ck_block_elements(type) * ck_block_bytes(type);
}

/// A finite number in half precision: of either sign, with one of `count` exponents from `lowest` on.
static uint16_t half(unsigned lowest, unsigned count) {
  return (uint16_t)((next() & 0x83ff) | (lowest + next() % count) << 10);
}

static void float_weights(ck_type type, long count, uint8_t *bytes) {
  for (long i = 0; i < count; i++) {
    float value = number();
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    uint16_t short_bits = type == ck_bf16 ? (uint16_t)(bits >> 16) : half(0, 16);  // 0: subnormal
    if (type == ck_f32) memcpy(bytes + 4 * i, &bits, 4);
    else memcpy(bytes + 2 * i, &short_bits, 2);
  }
}

/// Random rows. Blocks have scales in half precision that are small and finite.
static uint8_t *weights(ck_type type, long rows, long columns) {
  long block = ck_block_bytes(type), count = rows * columns / ck_block_elements(type);
  uint8_t *bytes = memory((size_t)(count * block));
  if (is_float(type)) {
    float_weights(type, count, bytes);
    return bytes;
  }
  for (long i = 0; i < count * block; i++) bytes[i] = (uint8_t)next();
  long first = type == ck_q2_k ? 80 : type == ck_q3_k ? 108 : type == ck_q6_k ? 208 : 0;
  int two = type == ck_q4_1 || type == ck_q5_1 || type == ck_q4_k || type == ck_q5_k || type == ck_q2_k;
  for (long b = 0; b < count; b++)
    for (int i = 0; i <= two; i++) {
      uint16_t scale = half(8, 4);
      memcpy(bytes + b * block + first + 2 * i, &scale, 2);
    }
  return bytes;
}
