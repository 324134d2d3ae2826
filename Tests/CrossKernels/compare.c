// compare.c: holds this machine's kernels to the scalar ones, without Swift.
//
// For instruction sets that the development machine lacks: scripts/test-arm64 compiles it for arm64 and runs it in an
// emulator. And for what a sanitizer finds, which would slow down everything else: scripts/test-kernels. The Swift tests
// check the same and more on the machine's own sets.

#define _POSIX_C_SOURCE 200112L  // posix_memalign

#include <math.h>
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

/// Exactly so many bytes: a sanitizer sees what is read behind them.
static void *memory(size_t bytes) {
  void *block = NULL;
  if (posix_memalign(&block, 64, bytes) != 0) abort();
  memset(block, 0, bytes);
  return block;
}

static float *numbers(size_t count) {
  float *out = memory(count * sizeof *out);
  for (size_t i = 0; i < count; i++) out[i] = number();
  return out;
}

static int cases, compared, failures;
static ck_isa tested;  // what is compared with the scalar kernels

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

/// Random blocks whose half-precision scales are small and finite.
static uint8_t *weights(ck_type type, long rows, long columns) {
  long block = ck_block_bytes(type), count = rows * columns / ck_block_elements(type);
  uint8_t *bytes = memory((size_t)(count * block));
  for (long i = 0; i < count * block; i++) bytes[i] = (uint8_t)next();
  long first = type == ck_q2_k ? 80 : type == ck_q3_k ? 108 : type == ck_q6_k ? 208 : 0;
  int two = type == ck_q4_1 || type == ck_q5_1 || type == ck_q4_k || type == ck_q5_k || type == ck_q2_k;
  for (long b = 0; b < count; b++)
    for (int i = 0; i <= two; i++) {
      uint16_t half = (uint16_t)((next() & 0x83ff) | (8 + next() % 4) << 10);
      memcpy(bytes + b * block + first + 2 * i, &half, 2);
    }
  return bytes;
}

static void compare_products(ck_type type, long rows, long columns, long n) {
  uint8_t *w = weights(type, rows, columns);
  long row_bytes = columns / ck_block_elements(type) * ck_block_bytes(type), panels = (rows + 15) / 16;
  long panel_bytes = ck_panel_bytes(type, columns);
  uint8_t *packed = memory((size_t)(panels * panel_bytes));
  for (long p = 0; p < panels; p++) {
    long left = rows - p * 16;
    ck_pack_panel(type, w + p * 16 * row_bytes, row_bytes, left < 16 ? left : 16, columns, packed + p * panel_bytes);
  }
  float *x = numbers((size_t)(n * columns)), *scratch = memory((size_t)(ck_row_tile * columns) * 4);
  float *tile = memory((size_t)ck_turned_scratch(columns) * 4), *y[2][3];
  for (int set = 0; set < 2; set++) {
    ck_select_isa(set ? tested : ck_isa_scalar);
    ck_activations a = {memory((size_t)(n * columns)), memory((size_t)(n * columns / 8)),
                        memory((size_t)(n * columns / 4))};
    ck_quantize_activations(x, n, columns, a);
    for (int k = 0; k < 3; k++) y[set][k] = memory((size_t)(n * rows) * 4);
    ck_matmul_panels(type, packed, 0, panels, rows, columns, a, n, y[set][0], rows);
    ck_matmul_rows(type, w, 0, rows, columns, x, columns, n, y[set][1], rows, scratch);
    ck_matmul_turned(type, w, 0, rows, columns, x, columns, n, y[set][2], rows, tile);
  }
  expect_close("panels", type, y[0][0], y[1][0], n * rows, 1e-5f);
  expect_close("rows", type, y[0][1], y[1][1], n * rows, 1e-4f);
  expect_close("turned", type, y[0][2], y[1][2], n * rows, 1e-4f);
}

static void compare_transposed(ck_type type, long rows, long columns, long n) {
  uint8_t *w = weights(type, rows, columns);
  float *x = numbers((size_t)(n * rows)), *y[2];
  float *scratch = memory(ck_transposed_depth * ck_transposed_columns * sizeof *scratch);
  for (int set = 0; set < 2; set++) {
    ck_select_isa(set ? tested : ck_isa_scalar);
    y[set] = memory((size_t)(n * columns) * 4);
    for (int adds = 0; adds < 2; adds++)
      ck_matmul_transposed(type, w, rows, columns, 0, columns, x, rows, n, adds, y[set], columns, scratch);
  }
  expect_close("transposed", type, y[0], y[1], n * columns, 1e-4f);
}

static void compare_transposed_codes(ck_type type, long rows, long columns, long n) {
  uint8_t *w = weights(type, rows, columns);
  float *x = numbers((size_t)(n * rows)), *y[2];
  float *scratch = memory(ck_transposed_depth * ck_transposed_columns * sizeof *scratch);
  ck_activations a = {memory((size_t)(n * rows)), memory((size_t)(n * rows / 32) * 4),
                      memory((size_t)(n * rows / 16) * 4)};
  for (int set = 0; set < 2; set++) {
    ck_select_isa(set ? tested : ck_isa_scalar);
    y[set] = memory((size_t)(n * columns) * 4);
    ck_quantize_activations(x, n, rows, a);
    for (int adds = 0; adds < 2; adds++)
      ck_matmul_transposed_codes(type, w, rows, columns, 0, columns, a, n, adds, y[set], columns, scratch);
  }
  expect_close("transposed, rounded", type, y[0], y[1], n * columns, 1e-4f);
}

static void compare_bfloat(long count) {
  float *x = numbers((size_t)count), *back[2];
  for (int set = 0; set < 2; set++) {
    ck_select_isa(set ? tested : ck_isa_scalar);
    uint16_t *halves = memory((size_t)count * 2);
    back[set] = memory((size_t)count * 4);
    ck_round_to_bfloat(x, count, halves);
    ck_widen_bfloat(halves, count, back[set]);
  }
  expect_close("bfloat16", 0, back[0], back[1], count, 0);
}

static void compare_attention_backward(long n, long dim, long heads) {
  float *q = numbers((size_t)(n * heads * dim)), *k = numbers((size_t)(n * dim)), *v = numbers((size_t)(n * dim));
  float *d_out = numbers((size_t)(n * heads * dim)), *out[2][3];
  float *scratch = memory((size_t)ck_attention_backward_scratch(n, dim) * 4);
  for (int set = 0; set < 2; set++) {
    ck_select_isa(set ? tested : ck_isa_scalar);
    out[set][0] = memory((size_t)(n * heads * dim) * 4);
    for (int i = 1; i < 3; i++) out[set][i] = memory((size_t)(n * dim) * 4);
    ck_attention_gradient g = {q, k, v, d_out, out[set][0], out[set][1], out[set][2], heads * dim, dim, n, dim, heads,
                               0.3f};
    ck_attention_backward(&g, scratch);
  }
  for (int i = 0; i < 3; i++)
    expect_close("attention backward", i, out[0][i], out[1][i], n * dim * (i == 0 ? heads : 1), 1e-4f);
}

static void compare_attention(long dim, long positions, long n, int form, int biased) {
  long capacity = (positions + 15) / 16 * 16;
  float *keys = numbers((size_t)(positions * dim)), *values = numbers((size_t)(positions * dim));
  float *queries = numbers((size_t)(n * dim)), *out[2], *scores = memory((size_t)(8 * capacity) * 4);
  float *table = numbers((size_t)(positions + n));
  const float *sources[64], *biases[64];
  float *targets[64];
  int32_t starts[64], limits[64];
  for (int set = 0; set < 2; set++) {
    ck_select_isa(set ? tested : ck_isa_scalar);
    size_t bytes = (size_t)(capacity * dim) * 4;
    ck_head_cache cache = {memory(bytes), memory(bytes), memory(bytes), memory(bytes), dim, form};
    for (long p = 0; p < positions; p++) ck_cache_store(cache, p, keys + p * dim, values + p * dim);
    out[set] = memory((size_t)(n * dim) * 4);
    for (long i = 0; i < n; i++) {
      sources[i] = queries + i * dim, targets[i] = out[set] + i * dim, biases[i] = table + (n - 1 - i);
      starts[i] = 0, limits[i] = (int32_t)(i % 2 ? positions : (positions + 1) / 2);
    }
    ck_attention(cache, sources, targets, n, starts, limits, biased ? biases : 0, 0.2f, scores);
  }
  expect_close("attention", (int)dim, out[0], out[1], n * dim, 1e-4f);
}

static void compare_elementwise(long count) {
  float *a = numbers((size_t)count), *b = numbers((size_t)count), *c = numbers((size_t)count);
  float *y[2][6];
  for (int set = 0; set < 2; set++) {
    ck_select_isa(set ? tested : ck_isa_scalar);
    for (int k = 0; k < 6; k++) {
      y[set][k] = memory((size_t)count * 4);
      memcpy(y[set][k], a, (size_t)count * 4);
    }
    ck_rms_norm(a, b, count, 1e-5f, y[set][0]);
    ck_layer_norm(a, b, c, count, 1e-5f, y[set][1]);
    ck_silu_multiply(y[set][2], b, count);
    ck_gelu_tanh_multiply(y[set][3], b, count);
    ck_gelu_erf(y[set][4], count);
    ck_softmax(y[set][5], count);
  }
  for (int k = 0; k < 6; k++) expect_close("elementwise", k, y[0][k], y[1][k], count, 1e-5f);
}

static void compare_elementwise_backward(long count) {
  float *a = numbers((size_t)count), *b = numbers((size_t)count), *d = numbers((size_t)count), *y[2][6];
  for (int set = 0; set < 2; set++) {
    ck_select_isa(set ? tested : ck_isa_scalar);
    for (int k = 0; k < 6; k++) y[set][k] = memory((size_t)count * 4);
    memcpy(y[set][3], a, (size_t)count * 4);
    ck_silu_multiply_backward(a, b, d, y[set][0], y[set][1], count);
    ck_gelu_tanh_multiply_backward(a, b, d, y[set][4], y[set][5], count);
    ck_rms_norm_backward(a, b, d, count, 1e-5f, y[set][2]);
    ck_cross_entropy(y[set][3], count, count / 2, 0.5f);
  }
  for (int k = 0; k < 6; k++) expect_close("elementwise backward", k, y[0][k], y[1][k], count, count == 1 ? 1e-3f : 1e-5f);
}

static void compare_all(void) {
  static const ck_type types[] = {ck_q4_0, ck_q4_1, ck_q5_0, ck_q5_1, ck_q8_0, ck_iq4_nl,
                                  ck_q2_k, ck_q3_k, ck_q4_k, ck_q5_k, ck_q6_k};
  static const long shapes[][3] = {{1, 256, 1}, {15, 256, 2}, {17, 512, 3}, {33, 256, 9}, {40, 512, 29}};
  for (size_t t = 0; t < sizeof types / sizeof *types; t++)
    for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++) {
      compare_products(types[t], shapes[s][0], shapes[s][1], shapes[s][2]);
      compare_transposed(types[t], shapes[s][0] * 9, shapes[s][1], shapes[s][2]);
      compare_transposed_codes(types[t], shapes[s][0] * 32, shapes[s][1], shapes[s][2]);
    }
  static const long dims[] = {8, 32, 64, 96, 256};
  for (size_t d = 0; d < 5; d++)
    for (int form = 0; form < 3; form++) {
      for (int biased = 0; biased < 2; biased++) {
        compare_attention(dims[d], 1, 1, form, biased);
        compare_attention(dims[d], 37, 9, form, biased);
      }
    }
  static const long counts[] = {1, 7, 15, 16, 17, 64, 577};
  for (size_t i = 0; i < 7; i++) {
    compare_elementwise(counts[i]);
    compare_elementwise_backward(counts[i]);
    compare_bfloat(counts[i]);
  }
  for (size_t d = 0; d < 5; d++) compare_attention_backward(21, dims[d], 3);
}

int main(void) {
  for (int set = ck_isa_scalar + 1; set <= ck_isa_neon; set++) {
    if (ck_select_isa((ck_isa)set) != (ck_isa)set) continue;
    tested = (ck_isa)set;
    cases = 0;
    compare_all();
    compared += cases;
    printf("kernels of set %d: %d comparisons with the scalar ones, %d failed\n", set, cases, failures);
  }
  if (compared == 0) {
    printf("this machine has no kernels beyond the scalar ones: nothing was compared\n");
    return 2;
  }
  return failures != 0;
}
