// dispatch.c: chooses the instruction set once, before main, and forwards every kernel to it.
//
// `active` is a plain pointer: select before threads that run kernels start.

#include "half.h"
#include "kernel_table.h"
#include "panel.h"

#if defined(__aarch64__) && defined(__linux__)
#include <sys/auxv.h>
#elif defined(__aarch64__) && defined(__APPLE__)
#include <sys/sysctl.h>
#endif

static const ck_table *active = &ck_scalar_table;
static ck_isa current = ck_isa_scalar;

__attribute__((constructor)) static void select_best(void) { (void)ck_select_isa(ck_best_isa()); }

#if defined(__aarch64__)
static int has_dot_product(void) {
#if defined(__linux__)
  enum { hwcap_asimddp = 1 << 20, hwcap_asimdhp = 1 << 10 };
  unsigned long capabilities = getauxval(AT_HWCAP);
  return (capabilities & hwcap_asimddp) && (capabilities & hwcap_asimdhp);
#elif defined(__APPLE__)
  int value = 0;
  size_t size = sizeof value;
  return sysctlbyname("hw.optional.arm.FEAT_DotProd", &value, &size, 0, 0) == 0 && value;
#else
  return 0;
#endif
}
#endif

ck_isa ck_best_isa(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512vnni"))
    return ck_isa_avx512;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("f16c"))
    return ck_isa_avx2;
#elif defined(__aarch64__)
  if (has_dot_product()) return ck_isa_neon;
#endif
  return ck_isa_scalar;
}

static int runs_here(ck_isa isa) {
  ck_isa best = ck_best_isa();
  if (isa == ck_isa_scalar || isa == best) return 1;
  return isa == ck_isa_avx2 && best == ck_isa_avx512;
}

ck_isa ck_select_isa(ck_isa isa) {
  if (!runs_here(isa)) isa = ck_best_isa();
  switch (isa) {
#if defined(__x86_64__)
  case ck_isa_avx512: active = &ck_avx512_table; break;
  case ck_isa_avx2: active = &ck_avx2_table; break;
#elif defined(__aarch64__)
  case ck_isa_neon: active = &ck_neon_table; break;
#endif
  default: active = &ck_scalar_table; break;
  }
  return current = isa;
}

ck_isa ck_current_isa(void) { return current; }

void ck_dequantize_row(ck_type type, const void *row, ptrdiff_t columns, float *out) {
  if (type == ck_f16) active->dequantize_halves(row, columns, out);
  else ck_dequantize_blocks(type, row, columns, out);
}

void ck_quantize_activations(const float *x, ptrdiff_t n, ptrdiff_t columns, ck_activations out) {
  active->quantize_activations(x, n, columns, out);
}

void ck_matmul_panels(ck_type type, const void *panels, ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows,
                      ptrdiff_t columns, ck_activations x, ptrdiff_t n, float *y, ptrdiff_t y_stride) {
  active->matmul_panels(type, panels, first, last, rows, columns, x, n, y, y_stride);
}

void ck_matmul_rows(ck_type type, const void *weights, ptrdiff_t first, ptrdiff_t last, ptrdiff_t columns,
                    const float *x, ptrdiff_t x_stride, ptrdiff_t n, float *y, ptrdiff_t y_stride,
                    float *scratch) {
  active->matmul_rows(type, weights, first, last, columns, x, x_stride, n, y, y_stride, scratch);
}

/// A turned tile, and up to 16 rows that it is made of; the scalar kernel takes one whole row instead.
ptrdiff_t ck_turned_scratch(ptrdiff_t columns) {
  ptrdiff_t tile = (ck_transposed_columns + 16) * ck_transposed_depth;
  return tile > columns ? tile : columns;
}

void ck_matmul_turned(ck_type type, const void *weights, ptrdiff_t first, ptrdiff_t last, ptrdiff_t columns,
                      const float *x, ptrdiff_t x_stride, ptrdiff_t n, float *y, ptrdiff_t y_stride,
                      float *scratch) {
  active->matmul_turned(type, weights, first, last, columns, x, x_stride, n, y, y_stride, scratch);
}

enum { ROWS_AHEAD = 16, CACHE_LINE = 64 };

/// Asks for memory that is read soon. Only a hint: it may lie behind the last row.
static void fetch(const uint8_t *from, ptrdiff_t bytes) {
  for (ptrdiff_t at = 0; at < bytes; at += CACHE_LINE) __builtin_prefetch(from + at);
  __builtin_prefetch(from + bytes - 1);
}

/// A tile of (depth, 32) weights as floats; columns past the last become 0. Its rows lie so far apart that no
/// processor foresees the next one: without asking, every row waits for memory.
static void dequantize_tile(ck_type type, const void *weights, ptrdiff_t columns, ptrdiff_t row,
                            ptrdiff_t depth, ptrdiff_t column, float *tile) {
  ptrdiff_t elements = ck_block_elements(type), block_bytes = ck_block_bytes(type);
  ptrdiff_t row_bytes = columns / elements * block_bytes;
  ptrdiff_t part_columns = elements > ck_transposed_columns ? elements : ck_transposed_columns;
  ptrdiff_t part_bytes = part_columns / elements * block_bytes;
  const uint8_t *first = (const uint8_t *)weights + row * row_bytes;
  for (ptrdiff_t r = 0; r < depth; r++) {
    fetch(first + (r + ROWS_AHEAD) * row_bytes + column / part_columns * part_bytes, part_bytes);
    ck_dequantize_block(type, first + r * row_bytes, columns, column / ck_transposed_columns,
                        tile + r * ck_transposed_columns);
  }
}

static ptrdiff_t smaller(ptrdiff_t a, ptrdiff_t b) { return a < b ? a : b; }

void ck_matmul_transposed(ck_type type, const void *weights, ptrdiff_t rows, ptrdiff_t columns,
                          ptrdiff_t first, ptrdiff_t last, const float *x, ptrdiff_t x_stride, ptrdiff_t n,
                          int accumulate, float *y, ptrdiff_t y_stride, float *scratch) {
  for (ptrdiff_t column = first; column < last; column += ck_transposed_columns)
    for (ptrdiff_t row = 0; row < rows; row += ck_transposed_depth) {
      ptrdiff_t depth = smaller(rows - row, ck_transposed_depth);
      dequantize_tile(type, weights, columns, row, depth, column, scratch);
      active->transposed_tile(scratch, depth, x + row, x_stride, n, accumulate || row > 0,
                              smaller(last - column, ck_transposed_columns), y + column, y_stride);
    }
}

void ck_matmul_transposed_codes(ck_type type, const void *weights, ptrdiff_t rows, ptrdiff_t columns,
                                ptrdiff_t first, ptrdiff_t last, ck_activations x, ptrdiff_t n,
                                int accumulate, float *y, ptrdiff_t y_stride, float *scratch) {
  for (ptrdiff_t column = first; column < last; column += ck_transposed_columns)
    for (ptrdiff_t row = 0; row < rows; row += ck_transposed_depth) {
      ptrdiff_t depth = smaller(rows - row, ck_transposed_depth);
      ck_activations part = {x.codes + row, x.scales + row / 32, x.sums + row / 16};
      dequantize_tile(type, weights, columns, row, depth, column, scratch);
      active->transposed_codes(scratch, depth, part, rows, n, accumulate || row > 0,
                               smaller(last - column, ck_transposed_columns), y + column, y_stride);
    }
}

void ck_round_to_bfloat(const float *x, ptrdiff_t count, uint16_t *out) {
  active->round_to_bfloat(x, count, out);
}

void ck_widen_bfloat(const uint16_t *x, ptrdiff_t count, float *out) {
  for (ptrdiff_t i = 0; i < count; i++) out[i] = float_of_bfloat(x[i]);
}

ptrdiff_t ck_attention_backward_scratch(ptrdiff_t n, ptrdiff_t dim) {
  ptrdiff_t rounded = (n + 31) / 32 * 32;
  return 2 * rounded * (dim + 3);
}

void ck_attention_backward(const ck_attention_gradient *g, float *scratch) {
  active->attention_backward(g, scratch);
}

void ck_cache_store(ck_head_cache cache, ptrdiff_t position, const float *key, const float *value) {
  active->cache_store(cache, position, key, value);
}

void ck_attention(ck_head_cache cache, const float *const *queries, float *const *outputs, ptrdiff_t n,
                  const int32_t *starts, const int32_t *limits, const float *const *biases, float scale,
                  float *scores) {
  active->attention(cache, queries, outputs, n, starts, limits, biases, scale, scores);
}

void ck_rms_norm(const float *x, const float *weight, ptrdiff_t columns, float epsilon, float *out) {
  active->rms_norm(x, weight, columns, epsilon, out);
}

void ck_layer_norm(const float *x, const float *weight, const float *bias, ptrdiff_t columns, float epsilon,
                   float *out) {
  active->layer_norm(x, weight, bias, columns, epsilon, out);
}

void ck_silu_multiply(float *gate, const float *up, ptrdiff_t count) {
  active->silu_multiply(gate, up, count);
}

void ck_silu_multiply_backward(const float *gate, const float *up, const float *d_out, float *d_gate,
                               float *d_up, ptrdiff_t count) {
  active->silu_multiply_backward(gate, up, d_out, d_gate, d_up, count);
}

void ck_gelu_tanh_multiply_backward(const float *gate, const float *up, const float *d_out, float *d_gate,
                                    float *d_up, ptrdiff_t count) {
  active->gelu_tanh_multiply_backward(gate, up, d_out, d_gate, d_up, count);
}

void ck_rms_norm_backward(const float *x, const float *weight, const float *d_out, ptrdiff_t columns,
                          float epsilon, float *d_x) {
  active->rms_norm_backward(x, weight, d_out, columns, epsilon, d_x);
}

void ck_gelu_tanh_multiply(float *gate, const float *up, ptrdiff_t count) {
  active->gelu_tanh_multiply(gate, up, count);
}

void ck_gelu_erf(float *x, ptrdiff_t count) { active->gelu_erf(x, count); }

void ck_add(float *x, const float *y, ptrdiff_t count) { active->add(x, y, count); }

void ck_softmax(float *x, ptrdiff_t count) { active->softmax(x, count); }

float ck_cross_entropy(float *x, ptrdiff_t count, ptrdiff_t target, float weight) {
  return active->cross_entropy(x, count, target, weight);
}

float ck_dot(const float *a, const float *b, ptrdiff_t count) { return active->dot(a, b, count); }

/// Turns each pair by its angle, or back where `direction` is −1.
static void rotate(float *head, const float *cosines, const float *sines, ptrdiff_t pairs, int interleaved,
                   float direction) {
  ptrdiff_t step = interleaved ? 2 : 1, apart = interleaved ? 1 : pairs;
  for (ptrdiff_t i = 0; i < pairs; i++) {
    float a = head[i * step], b = head[i * step + apart], sine = direction * sines[i];
    head[i * step] = a * cosines[i] - b * sine;
    head[i * step + apart] = a * sine + b * cosines[i];
  }
}

void ck_rope(float *head, const float *cosines, const float *sines, ptrdiff_t pairs, int interleaved) {
  rotate(head, cosines, sines, pairs, interleaved, 1);
}

void ck_rope_backward(float *head, const float *cosines, const float *sines, ptrdiff_t pairs,
                      int interleaved) {
  rotate(head, cosines, sines, pairs, interleaved, -1);
}

ptrdiff_t ck_argmax(const float *x, ptrdiff_t count) {
  ptrdiff_t best = 0;
  for (ptrdiff_t i = 1; i < count; i++)
    if (x[i] > x[best]) best = i;
  return best;
}

void ck_spin_hint(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}
