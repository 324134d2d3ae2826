// scalar.c: every kernel in plain C, with scalar_attention.h. This is the specification that the tests hold
// the others to.

#include <math.h>

#include "cache_codes.h"
#include "half.h"
#include "kernel_table.h"
#include "panel.h"

static void dequantize_halves(const uint16_t *row, ptrdiff_t columns, float *out) {
  ck_dequantize_blocks(ck_f16, row, columns, out);
}

static void quantize_block(const float *x, int8_t *codes, float *scale, int32_t sums[2]) {
  float largest = 0;
  for (int i = 0; i < 32; i++) largest = fmaxf(largest, fabsf(x[i]));
  float inverse = largest > 0 ? 127.0f / largest : 0;
  *scale = largest / 127.0f;
  sums[0] = sums[1] = 0;
  for (int i = 0; i < 32; i++) {
    codes[i] = (int8_t)nearbyintf(x[i] * inverse);
    sums[i / 16] += codes[i];
  }
}

static void quantize_activations(const float *x, ptrdiff_t n, ptrdiff_t columns, ck_activations out) {
  for (ptrdiff_t block = 0; block < n * columns / 32; block++)
    quantize_block(x + block * 32, out.codes + block * 32, out.scales + block, out.sums + block * 2);
}

static float number_at(ck_panel_format f, const void *array, ptrdiff_t at) {
  return f.wide ? ((const float *)array)[at] : float_of_half(((const uint16_t *)array)[at]);
}

static int code_at(ck_panel_format f, const uint8_t *codes, ptrdiff_t r, ptrdiff_t column) {
  if (f.bits == 8) return codes[column / 4 * 64 + r * 4 + column % 4];
  uint8_t both = codes[column / 8 * 64 + r * 4 + column % 4];
  return column % 8 < 4 ? both & 15 : both >> 4;
}

/// One row of a panel times one token.
static float panel_row_dot(ck_panel_format f, ck_panel p, ptrdiff_t r, ptrdiff_t columns, const int8_t *x,
                           const float *x_scales, const int32_t *x_sums) {
  ptrdiff_t block_columns = f.fine ? 16 : 32;
  float total = 0;
  for (ptrdiff_t block = 0; block < columns / block_columns; block++) {
    int32_t sum = 0, codes_sum = 0;
    for (ptrdiff_t c = block * block_columns; c < (block + 1) * block_columns; c++)
      sum += code_at(f, p.codes, r, c) * x[c];
    for (ptrdiff_t part = block * block_columns / 16; part < (block + 1) * block_columns / 16; part++)
      codes_sum += x_sums[part];
    ptrdiff_t at = block * ck_panel_rows + r;
    float x_scale = x_scales[block * block_columns / 32];
    total += number_at(f, p.scales, at) * x_scale * (float)(sum - f.zero * codes_sum);
    if (f.has_minima) total += number_at(f, p.minima, at) * (x_scale * (float)codes_sum);
  }
  return total;
}

static void matmul_panels(ck_type type, const void *panels, ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows,
                          ptrdiff_t columns, ck_activations x, ptrdiff_t n, float *y, ptrdiff_t y_stride) {
  ck_panel_format f = ck_panel_format_of(type);
  for (ptrdiff_t index = first; index < last; index++) {
    ck_panel panel = ck_panel_at(f, panels, index, columns);
    for (ptrdiff_t t = 0; t < n; t++)
      for (ptrdiff_t r = 0; r < ck_panel_rows && index * ck_panel_rows + r < rows; r++)
        y[t * y_stride + index * ck_panel_rows + r] =
            panel_row_dot(f, panel, r, columns, x.codes + t * columns, x.scales + t * columns / 32,
                          x.sums + t * columns / 16);
  }
}

static float dot(const float *a, const float *b, ptrdiff_t count) {
  float sum = 0;
  for (ptrdiff_t i = 0; i < count; i++) sum += a[i] * b[i];
  return sum;
}

static void matmul_rows(ck_type type, const void *weights, ptrdiff_t first, ptrdiff_t last, ptrdiff_t columns,
                        const float *x, ptrdiff_t x_stride, ptrdiff_t n, float *y, ptrdiff_t y_stride,
                        float *scratch) {
  ptrdiff_t row_bytes = columns / ck_block_elements(type) * ck_block_bytes(type);
  for (ptrdiff_t r = first; r < last; r++) {
    ck_dequantize_blocks(type, (const uint8_t *)weights + r * row_bytes, columns, scratch);
    for (ptrdiff_t t = 0; t < n; t++) y[t * y_stride + r] = dot(scratch, x + t * x_stride, columns);
  }
}

static void transposed_tile(const float *tile, ptrdiff_t depth, const float *x, ptrdiff_t x_stride,
                            ptrdiff_t n, int accumulate, ptrdiff_t width, float *y, ptrdiff_t y_stride) {
  for (ptrdiff_t t = 0; t < n; t++)
    for (ptrdiff_t c = 0; c < width; c++) {
      float sum = accumulate ? y[t * y_stride + c] : 0;
      for (ptrdiff_t r = 0; r < depth; r++) sum += tile[r * ck_transposed_columns + c] * x[t * x_stride + r];
      y[t * y_stride + c] = sum;
    }
}

/// One token times one column of a tile, whose numbers are rounded to 8 bits in blocks of 32.
static float transposed_dot(const float *column, ptrdiff_t depth, const int8_t *x, const float *scales) {
  float total = 0;
  for (ptrdiff_t block = 0; block < depth / 32; block++) {
    const float *w = column + block * 32 * ck_transposed_columns;
    float largest = 1e-30f;
    for (int r = 0; r < 32; r++) largest = fmaxf(largest, fabsf(w[r * ck_transposed_columns]));
    float inverse = 127.0f / largest;
    int32_t sum = 0;
    for (int r = 0; r < 32; r++)
      sum += (int32_t)nearbyintf(w[r * ck_transposed_columns] * inverse) * x[block * 32 + r];
    total += (float)sum * (largest / 127.0f * scales[block]);
  }
  return total;
}

static void transposed_codes(const float *tile, ptrdiff_t depth, ck_activations x, ptrdiff_t x_columns,
                             ptrdiff_t n, int accumulate, ptrdiff_t width, float *y, ptrdiff_t y_stride) {
  for (ptrdiff_t t = 0; t < n; t++)
    for (ptrdiff_t c = 0; c < width; c++) {
      float sum = transposed_dot(tile + c, depth, x.codes + t * x_columns, x.scales + t * x_columns / 32);
      y[t * y_stride + c] = accumulate ? y[t * y_stride + c] + sum : sum;
    }
}

static void round_to_bfloat(const float *x, ptrdiff_t count, uint16_t *out) {
  for (ptrdiff_t i = 0; i < count; i++) {
    uint32_t bits = bits_of_float(x[i]), rounded = (bits + 0x7fff + (bits >> 16 & 1)) >> 16;
    uint32_t quiet = bits >> 16 | 0x40;
    out[i] = (uint16_t)((bits & 0x7fffffff) > 0x7f800000 ? quiet : rounded);
  }
}

static void softmax(float *x, ptrdiff_t count) {
  float largest = -INFINITY, sum = 0;
  for (ptrdiff_t i = 0; i < count; i++) largest = fmaxf(largest, x[i]);
  for (ptrdiff_t i = 0; i < count; i++) sum += x[i] = expf(x[i] - largest);
  for (ptrdiff_t i = 0; i < count; i++) x[i] /= sum;
}

static float cross_entropy(float *x, ptrdiff_t count, ptrdiff_t target, float weight) {
  float largest = -INFINITY, sum = 0;
  for (ptrdiff_t i = 0; i < count; i++) largest = fmaxf(largest, x[i]);
  float logit = x[target] - largest;
  for (ptrdiff_t i = 0; i < count; i++) sum += x[i] = expf(x[i] - largest);
  for (ptrdiff_t i = 0; i < count; i++) x[i] *= weight / sum;
  x[target] -= weight;
  return logf(sum) - logit;
}

#include "scalar_attention.h"

static void rms_norm(const float *x, const float *weight, ptrdiff_t columns, float epsilon, float *out) {
  float factor = 1.0f / sqrtf(dot(x, x, columns) / (float)columns + epsilon);
  for (ptrdiff_t c = 0; c < columns; c++) out[c] = x[c] * factor * weight[c];
}

/// y = w ∘ x / s with s = √(mean(x²) + ε): dx = (w ∘ dy − x · mean(w ∘ dy ∘ x) / s²) / s.
static void rms_norm_backward(const float *x, const float *weight, const float *d_out, ptrdiff_t columns,
                              float epsilon, float *d_x) {
  float factor = 1.0f / sqrtf(dot(x, x, columns) / (float)columns + epsilon), mean = 0;
  for (ptrdiff_t c = 0; c < columns; c++) mean += weight[c] * d_out[c] * x[c];
  mean *= factor * factor / (float)columns;
  for (ptrdiff_t c = 0; c < columns; c++) d_x[c] += factor * (weight[c] * d_out[c] - x[c] * mean);
}

static void layer_norm(const float *x, const float *weight, const float *bias, ptrdiff_t columns,
                       float epsilon, float *out) {
  float mean = 0, variance = 0;
  for (ptrdiff_t c = 0; c < columns; c++) mean += x[c];
  mean /= (float)columns;
  for (ptrdiff_t c = 0; c < columns; c++) variance += (x[c] - mean) * (x[c] - mean);
  float factor = 1.0f / sqrtf(variance / (float)columns + epsilon);
  for (ptrdiff_t c = 0; c < columns; c++) out[c] = (x[c] - mean) * factor * weight[c] + bias[c];
}

static void silu_multiply(float *gate, const float *up, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++) gate[i] = gate[i] / (1.0f + expf(-gate[i])) * up[i];
}

static void silu_multiply_backward(const float *gate, const float *up, const float *d_out, float *d_gate,
                                   float *d_up, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++) {
    float sigmoid = 1.0f / (1.0f + expf(-gate[i])), d = d_out[i];
    d_up[i] = d * gate[i] * sigmoid;
    d_gate[i] = d * up[i] * sigmoid * (1.0f + gate[i] * (1.0f - sigmoid));
  }
}

static void gelu_tanh_multiply(float *gate, const float *up, ptrdiff_t count) {
  const float sqrt_2_over_pi = 0.79788456f;
  for (ptrdiff_t i = 0; i < count; i++) {
    float g = gate[i], inner = sqrt_2_over_pi * (g + 0.044715f * g * g * g);
    gate[i] = 0.5f * g * (1.0f + tanhf(inner)) * up[i];
  }
}

static void gelu_tanh_multiply_backward(const float *gate, const float *up, const float *d_out, float *d_gate,
                                        float *d_up, ptrdiff_t count) {
  const float sqrt_2_over_pi = 0.79788456f;
  for (ptrdiff_t i = 0; i < count; i++) {
    float g = gate[i], d = d_out[i], t = tanhf(sqrt_2_over_pi * (g + 0.044715f * g * g * g));
    float inner_slope = sqrt_2_over_pi * (1.0f + 3 * 0.044715f * g * g);
    d_gate[i] = d * up[i] * 0.5f * (1.0f + t + g * (1.0f - t * t) * inner_slope);
    d_up[i] = d * 0.5f * g * (1.0f + t);
  }
}

static void gelu_erf(float *x, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++) x[i] = 0.5f * x[i] * (1.0f + erff(x[i] * 0.70710678f));
}

static void add(float *x, const float *y, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++) x[i] += y[i];
}

const ck_table ck_scalar_table = {
    dequantize_halves, quantize_activations, matmul_panels, matmul_rows, matmul_rows, transposed_tile,
    transposed_codes, round_to_bfloat, attention_backward,
    silu_multiply_backward, gelu_tanh_multiply_backward, rms_norm_backward, cache_store, attention, rms_norm,
    layer_norm, silu_multiply, gelu_tanh_multiply, gelu_erf, add, softmax, cross_entropy,
    dot,
};
