// kernel_table.h: what an instruction set provides. One const table a file, joined in dispatch.c.
//
// Shapes, and what may be null, short or the same memory, stand at the function of the same name with ck_
// before it in include/CKernels.h; here only for those that it lacks.
#ifndef KERNEL_TABLE_H
#define KERNEL_TABLE_H

#include "include/CKernels.h"

typedef struct {
  /// ck_dequantize_row of ck_f16; other types are the same code for all sets (unpack.c).
  void (*dequantize_halves)(const uint16_t *row, ptrdiff_t columns, float *out);
  void (*quantize_activations)(const float *x, ptrdiff_t n, ptrdiff_t columns, ck_activations out);
  void (*matmul_panels)(ck_type type, const void *panels, ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows,
                        ptrdiff_t columns, ck_activations x, ptrdiff_t n, float *y, ptrdiff_t y_stride);
  void (*matmul_rows)(ck_type type, const void *weights, ptrdiff_t first, ptrdiff_t last, ptrdiff_t columns,
                      const float *x, ptrdiff_t x_stride, ptrdiff_t n, float *y, ptrdiff_t y_stride,
                      float *scratch);
  void (*matmul_turned)(ck_type type, const void *weights, ptrdiff_t first, ptrdiff_t last, ptrdiff_t columns,
                        const float *x, ptrdiff_t x_stride, ptrdiff_t n, float *y, ptrdiff_t y_stride,
                        float *scratch);
  /// One tile of ck_matmul_transposed: y[t, c] = Σ_r tile[r, c] · x[t, r] for c < `width` ≤ 32, added to what
  /// is there where `accumulate`. `tile` is (depth, 32), x is (n, depth), y is (n, width).
  void (*transposed_tile)(const float *tile, ptrdiff_t depth, const float *x, ptrdiff_t x_stride, ptrdiff_t n,
                          int accumulate, ptrdiff_t width, float *y, ptrdiff_t y_stride);
  /// The same of ck_matmul_transposed_codes, where x is rounded and the tile is to be: depth is a multiple of
  /// 32, and x has `x_columns` columns a token.
  void (*transposed_codes)(const float *tile, ptrdiff_t depth, ck_activations x, ptrdiff_t x_columns,
                           ptrdiff_t n, int accumulate, ptrdiff_t width, float *y, ptrdiff_t y_stride);
  void (*round_to_bfloat)(const float *x, ptrdiff_t count, uint16_t *out);
  void (*attention_backward)(const ck_attention_gradient *g, float *scratch);
  void (*silu_multiply_backward)(const float *gate, const float *up, const float *d_out, float *d_gate,
                                 float *d_up, ptrdiff_t count);
  void (*gelu_tanh_multiply_backward)(const float *gate, const float *up, const float *d_out, float *d_gate,
                                      float *d_up, ptrdiff_t count);
  void (*rms_norm_backward)(const float *x, const float *weight, const float *d_out, ptrdiff_t columns,
                            float epsilon, float *d_x);
  void (*cache_store)(ck_head_cache cache, ptrdiff_t position, const float *key, const float *value);
  void (*attention)(ck_head_cache cache, const float *const *queries, float *const *outputs, ptrdiff_t n,
                    const int32_t *starts, const int32_t *limits, const float *const *biases, float scale,
                    float *scores);
  void (*rms_norm)(const float *x, const float *weight, ptrdiff_t columns, float epsilon, float *out);
  void (*layer_norm)(const float *x, const float *weight, const float *bias, ptrdiff_t columns, float epsilon,
                     float *out);
  void (*silu_multiply)(float *gate, const float *up, ptrdiff_t count);
  void (*gelu_tanh_multiply)(float *gate, const float *up, ptrdiff_t count);
  void (*gelu_erf)(float *x, ptrdiff_t count);
  void (*add)(float *x, const float *y, ptrdiff_t count);
  void (*softmax)(float *x, ptrdiff_t count);
  float (*cross_entropy)(float *x, ptrdiff_t count, ptrdiff_t target, float weight);
  float (*dot)(const float *a, const float *b, ptrdiff_t count);
} ck_table;

extern const ck_table ck_scalar_table;
#if defined(__x86_64__)
extern const ck_table ck_avx2_table;
extern const ck_table ck_avx512_table;
#elif defined(__aarch64__)
extern const ck_table ck_neon_table;
#endif

#endif
