// vector_kernels.h: every kernel once, over vectors of LANES floats. Each instruction set's file
// defines the few operations that differ and then includes this, so that no loop is written twice.
//
// An including file defines, before:
//   LANES                               floats in a vector: 4, 8 or 16
//   vf, vi                              vectors of LANES float, int32_t
//   v_sum(vf), v_largest(vf) -> float   sum and maximum of the lanes
//   v_load_half(p) -> vf, v_store_half(p, vf)
//   v_dot4(vi sum, vi codes, vi x)      per lane: sum += Σ of 4 products, codes unsigned 8 bits, x signed
//   v_dot4_nibble                       the same where codes are below 16
//   CODE_BIAS                           what v_dot4 subtracts from an 8-bit code (0, or 128 where the
//                                       hardware multiplies signed by signed)
//   TILE_PANELS, MATMUL_TOKENS          panels and tokens in a tile of matmul_panels
//   BACKWARD_TOKENS                     tokens in a tile of matmul_transposed; a tile is 32 columns wide
//   ROWS, TOKENS                        tile of matmul_rows; ROWS ≤ ck_row_tile
//   SCORE_TOKENS, SCORE_GROUPS, VALUE_VECTORS    tiles of attention
//   NAME(x)                             the name of the table

#include <math.h>

#include "cache_codes.h"
#include "half.h"
#include "kernel_table.h"
#include "panel.h"

#define INLINE static inline __attribute__((always_inline))
enum { PARTS = ck_panel_rows / LANES };  // vectors in 16 lanes

typedef int8_t vb __attribute__((vector_size(LANES)));

INLINE vf v_load(const float *p) {
  vf v;
  memcpy(&v, p, sizeof v);
  return v;
}
INLINE void v_store(float *p, vf v) { memcpy(p, &v, sizeof v); }
INLINE vi v_load_bytes(const void *p) {
  vi v;
  memcpy(&v, p, sizeof v);
  return v;
}
INLINE vf v_set(float x) { return x - (vf){}; }  // not + 0, which would change −0 and so cost an addition
INLINE vi v_set_int(int32_t x) { return x - (vi){}; }
INLINE vf v_fma(vf a, vf b, vf c) { return __builtin_elementwise_fma(a, b, c); }
INLINE vf v_max(vf a, vf b) { return __builtin_elementwise_max(a, b); }
INLINE vf v_min(vf a, vf b) { return __builtin_elementwise_min(a, b); }
INLINE vf v_abs(vf a) { return __builtin_elementwise_abs(a); }
INLINE vf v_round(vf a) { return __builtin_elementwise_roundeven(a); }
INLINE vf v_of_int(vi a) { return __builtin_convertvector(a, vf); }

/// The first `count` < LANES floats, the others 0.
INLINE vf v_load_part(const float *p, ptrdiff_t count) {
  float lanes[LANES] = {0};
  memcpy(lanes, p, (size_t)count * sizeof(float));
  return v_load(lanes);
}
INLINE void v_store_part(float *p, vf v, ptrdiff_t count) {
  float lanes[LANES];
  v_store(lanes, v);
  memcpy(p, lanes, (size_t)count * sizeof(float));
}

/// e^x to 2 ulp: 2ⁿ · e^r with |r| ≤ ln 2 / 2, minimax polynomial of degree 6. Saturates at ±87.
INLINE vf v_exp(vf x) {
  x = v_min(v_max(x, v_set(-87.0f)), v_set(88.0f));
  vf n = v_round(x * 1.44269504f);
  vf r = v_fma(n, v_set(-0.693359375f), x);
  r = v_fma(n, v_set(2.12194440e-4f), r);
  vf p = v_set(1.9875691e-4f);
  p = v_fma(p, r, v_set(1.3981999e-3f));
  p = v_fma(p, r, v_set(8.3334519e-3f));
  p = v_fma(p, r, v_set(4.1665796e-2f));
  p = v_fma(p, r, v_set(1.6666666e-1f));
  p = v_fma(p, r, v_set(5.0000000e-1f));
  p = v_fma(p, r * r, r) + 1.0f;
  vi power = (__builtin_convertvector(n, vi) + 127) << 23;
  return p * (vf)power;
}

static float dot(const float *a, const float *b, ptrdiff_t count) {
  vf sum[4] = {};
  ptrdiff_t i = 0;
  for (; i + 4 * LANES <= count; i += 4 * LANES)
    for (int k = 0; k < 4; k++) sum[k] = v_fma(v_load(a + i + k * LANES), v_load(b + i + k * LANES), sum[k]);
  float total = v_sum(sum[0] + sum[1] + sum[2] + sum[3]);
  for (; i < count; i++) total += a[i] * b[i];
  return total;
}

// ---- activations -------------------------------------------------------------------------------------

static void dequantize_halves(const uint16_t *row, ptrdiff_t columns, float *out) {
  ptrdiff_t c = 0;
  for (; c + LANES <= columns; c += LANES) v_store(out + c, v_load_half(row + c));
  for (; c < columns; c++) out[c] = float_of_half(row[c]);
}

INLINE void quantize_block(const float *x, int8_t *codes, float *scale, int32_t *sums) {
  vf in[2 * PARTS], largest = (vf){};
  for (int i = 0; i < 2 * PARTS; i++) {
    in[i] = v_load(x + i * LANES);
    largest = v_max(largest, v_abs(in[i]));
  }
  float top = v_largest(largest), inverse = top > 0 ? 127.0f / top : 0;
  *scale = top / 127.0f;
  vf sum[2] = {};
  for (int i = 0; i < 2 * PARTS; i++) {
    vf rounded = v_round(in[i] * inverse);
    sum[i / PARTS] += rounded;
    vb bytes = __builtin_convertvector(__builtin_convertvector(rounded, vi), vb);
    memcpy(codes + i * LANES, &bytes, sizeof bytes);
  }
  sums[0] = (int32_t)v_sum(sum[0]);
  sums[1] = (int32_t)v_sum(sum[1]);
}

static void quantize_activations(const float *x, ptrdiff_t n, ptrdiff_t columns, ck_activations out) {
  for (ptrdiff_t block = 0; block < n * columns / 32; block++)
    quantize_block(x + block * 32, out.codes + block * 32, out.scales + block, out.sums + block * 2);
}

// ---- packed products -----------------------------------------------------------------------------------

INLINE vf load_number(int wide, const void *array, ptrdiff_t at) {
  return wide ? v_load((const float *)array + at) : v_load_half((const uint16_t *)array + at);
}

/// Vectors of rows and tokens in the largest tile.
enum { TILE_VECTORS = TILE_PANELS * PARTS, TILE_TOKENS = MATMUL_TOKENS };

#define UNROLL _Pragma("clang loop unroll(full)")

/// Integer sums of one block: 16 rows of each of `count` panels × `tokens` tokens. x[t] points at the block's
/// codes, and is read once for all panels.
INLINE void block_products(ck_panel_format f, int count, int tokens, const ck_panel *panels, ptrdiff_t offset,
                           const int8_t *const *x, vi sum[TILE_VECTORS][TILE_TOKENS]) {
  const vi nibbles = v_set_int(0x0f0f0f0f);
  int groups = f.fine ? 4 : 8, step = f.bits == 4 ? 2 : 1;
  UNROLL for (int g = 0; g < groups; g += step) {
    vi bytes[TILE_VECTORS];
    UNROLL for (int v = 0; v < count * PARTS; v++)
      bytes[v] = v_load_bytes(panels[v / PARTS].codes + offset + g / step * 64 + v % PARTS * LANES * 4);
    UNROLL for (int t = 0; t < tokens; t++) {
      UNROLL for (int s = 0; s < step; s++) {
        int32_t four;
        memcpy(&four, x[t] + (g + s) * 4, 4);
        vi activations = v_set_int(four);
        UNROLL for (int v = 0; v < count * PARTS; v++)
          sum[v][t] = f.bits == 8 ? v_dot4(sum[v][t], bytes[v], activations)
                                  : v_dot4_nibble(sum[v][t], (s ? bytes[v] >> 4 : bytes[v]) & nibbles, activations);
      }
    }
  }
}

/// `count` panels side by side × `tokens` tokens, starting at token `at`; x has `x_columns` ≥ `columns` columns.
/// `f`, `count`, `tokens` and `accumulate` are constants once inlined.
INLINE void panel_tile(ck_panel_format f, int count, int tokens, const ck_panel *panels, ptrdiff_t columns,
                       ck_activations x, ptrdiff_t x_columns, ptrdiff_t at, int accumulate, ptrdiff_t row_count,
                       float *y, ptrdiff_t y_stride) {
  vf total[TILE_VECTORS][TILE_TOKENS];
  const int8_t *codes[TILE_TOKENS];
  const float *scales[TILE_TOKENS];
  const int32_t *sums[TILE_TOKENS];
  UNROLL for (int t = 0; t < tokens; t++) {
    codes[t] = x.codes + (at + t) * x_columns;
    scales[t] = x.scales + (at + t) * (x_columns / 32);
    sums[t] = x.sums + (at + t) * (x_columns / 16);
    UNROLL for (int v = 0; v < count * PARTS; v++) total[v][t] = (vf){};
  }
  const int block_columns = f.fine ? 16 : 32, zero = f.zero - (f.bits == 8 ? CODE_BIAS : 0);
  ptrdiff_t block_bytes = ck_panel_rows * block_columns * f.bits / 8;
  for (ptrdiff_t block = 0; block < columns / block_columns; block++) {
    vi sum[TILE_VECTORS][TILE_TOKENS];
    float code_sum[TILE_TOKENS];
    UNROLL for (int t = 0; t < tokens; t++) {
      int32_t s = f.fine ? sums[t][block] : sums[t][2 * block] + sums[t][2 * block + 1];
      code_sum[t] = (float)s;
      UNROLL for (int v = 0; v < count * PARTS; v++) sum[v][t] = v_set_int(-zero * s);
    }
    block_products(f, count, tokens, panels, block * block_bytes, codes, sum);
    UNROLL for (int t = 0; t < tokens; t++) codes[t] += block_columns;
    UNROLL for (int v = 0; v < count * PARTS; v++) {
      ptrdiff_t number = block * ck_panel_rows + v % PARTS * LANES;
      vf scale = load_number(f.wide, panels[v / PARTS].scales, number), minimum;
      if (f.has_minima) minimum = load_number(f.wide, panels[v / PARTS].minima, number);
      UNROLL for (int t = 0; t < tokens; t++) {
        float x_scale = scales[t][f.fine ? block / 2 : block];
        total[v][t] = v_fma(v_of_int(sum[v][t]), scale * x_scale, total[v][t]);
        if (f.has_minima) total[v][t] = v_fma(minimum, v_set(x_scale * code_sum[t]), total[v][t]);
      }
    }
  }
  UNROLL for (int t = 0; t < tokens; t++) {
    UNROLL for (int v = 0; v < count * PARTS; v++) {
      ptrdiff_t left = row_count - v * LANES;
      float *out = y + (at + t) * y_stride + v * LANES;
      if (left >= LANES) v_store(out, accumulate ? v_load(out) + total[v][t] : total[v][t]);
      else if (left > 0) v_store_part(out, accumulate ? v_load_part(out, left) + total[v][t] : total[v][t], left);
    }
  }
}

/// The panels first..<last for `tokens` tokens, whose activations are read while they are in the cache.
INLINE void panel_group(ck_panel_format f, int tokens, const void *panels, ptrdiff_t first, ptrdiff_t last,
                        ptrdiff_t rows, ptrdiff_t columns, ck_activations x, ptrdiff_t at, float *y,
                        ptrdiff_t y_stride) {
  ptrdiff_t index = first;
#define TILE(count)                                                                                              \
  do {                                                                                                           \
    ck_panel side_by_side[count];                                                                                \
    for (int p = 0; p < count; p++) side_by_side[p] = ck_panel_at(f, panels, index + p, columns);                \
    ptrdiff_t row = index * ck_panel_rows;                                                                       \
    panel_tile(f, count, tokens, side_by_side, columns, x, columns, at, 0, rows - row, y + row, y_stride);       \
  } while (0)
  for (; index + TILE_PANELS <= last; index += TILE_PANELS) TILE(TILE_PANELS);
  for (; index < last; index++) TILE(1);
#undef TILE
}

/// Panels go in groups that stay in the first-level cache while all tokens pass by.
INLINE void panels_of_format(ck_panel_format f, const void *panels, ptrdiff_t first, ptrdiff_t last,
                             ptrdiff_t rows, ptrdiff_t columns, ck_activations x, ptrdiff_t n, float *y,
                             ptrdiff_t y_stride) {
  enum { GROUP_BYTES = 24 << 10 };
  ptrdiff_t bytes = ck_panel_code_bytes(f, columns) + ck_panel_scale_bytes(f, columns) * (1 + f.has_minima);
  ptrdiff_t step = bytes * TILE_PANELS < GROUP_BYTES ? GROUP_BYTES / bytes / TILE_PANELS * TILE_PANELS : TILE_PANELS;
  for (ptrdiff_t index = first; index < last; index += step) {
    ptrdiff_t end = index + step < last ? index + step : last, t = 0;
    for (; t + MATMUL_TOKENS <= n; t += MATMUL_TOKENS)
      panel_group(f, MATMUL_TOKENS, panels, index, end, rows, columns, x, t, y, y_stride);
    for (; t + 2 <= n; t += 2) panel_group(f, 2, panels, index, end, rows, columns, x, t, y, y_stride);
    for (; t < n; t++) panel_group(f, 1, panels, index, end, rows, columns, x, t, y, y_stride);
  }
}

static void matmul_panels(ck_type type, const void *panels, ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows,
                          ptrdiff_t columns, ck_activations x, ptrdiff_t n, float *y, ptrdiff_t y_stride) {
#define FORMAT(...) \
  panels_of_format((ck_panel_format){__VA_ARGS__}, panels, first, last, rows, columns, x, n, y, y_stride)
  switch (type) {  // as in ck_panel_format_of, but constant, so that each becomes its own loop
  case ck_q4_0: FORMAT(.bits = 4, .zero = 8); break;
  case ck_q4_1: FORMAT(.bits = 4, .has_minima = 1); break;
  case ck_q5_0: FORMAT(.bits = 8, .zero = 16); break;
  case ck_q5_1: FORMAT(.bits = 8, .has_minima = 1); break;
  case ck_q8_0: case ck_iq4_nl: FORMAT(.bits = 8, .zero = 128); break;
  case ck_q2_k: FORMAT(.bits = 8, .has_minima = 1, .wide = 1, .fine = 1); break;
  case ck_q3_k: FORMAT(.bits = 8, .wide = 1, .fine = 1, .zero = 4); break;
  case ck_q4_k: FORMAT(.bits = 4, .has_minima = 1, .wide = 1); break;
  case ck_q5_k: FORMAT(.bits = 8, .has_minima = 1, .wide = 1); break;
  case ck_q6_k: FORMAT(.bits = 8, .wide = 1, .fine = 1, .zero = 32); break;
  default: break;
  }
#undef FORMAT
}

// ---- float products ----------------------------------------------------------------------------------------

/// rows × tokens dot products of `columns` elements, written to y[t · y_stride + r].
INLINE void row_tile(int rows, int tokens, const float *w, ptrdiff_t columns, const float *x, ptrdiff_t x_stride,
                     float *y, ptrdiff_t y_stride) {
  vf sum[ROWS][TOKENS] = {};
  ptrdiff_t c = 0;
  for (; c + LANES <= columns; c += LANES) {
    vf in[TOKENS];
    for (int t = 0; t < tokens; t++) in[t] = v_load(x + t * x_stride + c);
    for (int r = 0; r < rows; r++) {
      vf row = v_load(w + r * columns + c);
      for (int t = 0; t < tokens; t++) sum[r][t] = v_fma(row, in[t], sum[r][t]);
    }
  }
  for (int r = 0; r < rows; r++)
    for (int t = 0; t < tokens; t++) {
      float total = v_sum(sum[r][t]);
      for (ptrdiff_t tail = c; tail < columns; tail++) total += w[r * columns + tail] * x[t * x_stride + tail];
      y[t * y_stride + r] = total;
    }
}

static void matmul_rows(ck_type type, const void *weights, ptrdiff_t first, ptrdiff_t last, ptrdiff_t columns,
                        const float *x, ptrdiff_t x_stride, ptrdiff_t n, float *y, ptrdiff_t y_stride,
                        float *scratch) {
  ptrdiff_t row_bytes = columns / ck_block_elements(type) * ck_block_bytes(type);
  for (ptrdiff_t r = first; r < last; r += ROWS) {
    ptrdiff_t rows = last - r < ROWS ? last - r : ROWS;
    const float *w = (const float *)((const uint8_t *)weights + r * row_bytes);
    if (type != ck_f32) {
      for (ptrdiff_t i = 0; i < rows; i++) {
        const void *row = (const uint8_t *)weights + (r + i) * row_bytes;
        if (type == ck_f16) dequantize_halves(row, columns, scratch + i * columns);
        else ck_dequantize_blocks(type, row, columns, scratch + i * columns);
      }
      w = scratch;
    }
    ptrdiff_t t = 0;
    for (; t < n; t += TOKENS) {
      const float *in = x + t * x_stride;
      float *out = y + t * y_stride + r;
      ptrdiff_t tokens = n - t < TOKENS ? n - t : TOKENS;
      if (rows == ROWS && tokens == TOKENS) row_tile(ROWS, TOKENS, w, columns, in, x_stride, out, y_stride);
      else
        for (ptrdiff_t k = 0; k < tokens; k++) {
          const float *one = in + k * x_stride;
          float *to = out + k * y_stride;
          if (rows == ROWS) row_tile(ROWS, 1, w, columns, one, x_stride, to, y_stride);
          else
            for (ptrdiff_t i = 0; i < rows; i++)
              row_tile(1, 1, w + i * columns, columns, one, x_stride, to + i, y_stride);
        }
    }
  }
}

#include "vector_transposed.h"
#include "vector_turned.h"

// ---- attention -----------------------------------------------------------------------------------------------

INLINE vf load_cached(int form, const void *array, ptrdiff_t at) {
  if (form == ck_cache_float16) return v_load_half((const uint16_t *)array + at);
  if (form == ck_cache_float32) return v_load((const float *)array + at);
  vb codes;
  memcpy(&codes, (const int8_t *)array + at, sizeof codes);
  return __builtin_convertvector(codes, vf);
}

static void cache_store(ck_head_cache cache, ptrdiff_t position, const float *key, const float *value) {
  ptrdiff_t lane = position % 16, dim = cache.dim, keys = position / 16 * dim * 16 + lane, v = position * dim;
  if (cache.form == ck_cache_integer8) {
    cache.key_scales[position] = codes_of_floats(key, dim, (int8_t *)cache.keys + keys, 16);
    cache.value_scales[position] = codes_of_floats(value, dim, (int8_t *)cache.values + v, 1);
    return;
  }
  if (cache.form == ck_cache_float32) {
    for (ptrdiff_t d = 0; d < dim; d++) ((float *)cache.keys)[keys + d * 16] = key[d];
    memcpy((float *)cache.values + v, value, (size_t)dim * sizeof(float));
    return;
  }
  uint16_t *key_out = (uint16_t *)cache.keys + keys, *value_out = (uint16_t *)cache.values + v;
  ptrdiff_t d = 0;
  for (; d + LANES <= dim; d += LANES) {
    uint16_t halves[LANES];
    v_store_half(halves, v_load(key + d));
    for (int i = 0; i < LANES; i++) key_out[(d + i) * 16] = halves[i];
    v_store_half(value_out + d, v_load(value + d));
  }
  for (; d < dim; d++) {
    key_out[d * 16] = half_of_float(key[d]);
    value_out[d] = half_of_float(value[d]);
  }
}

/// Scores of `tokens` queries on the 16 · `groups` positions from `position` on.
INLINE void score_tile(int form, int tokens, int groups, ck_head_cache cache, ptrdiff_t position,
                       const float *const *queries, float scale, float *scores, ptrdiff_t stride) {
  vf sum[4][PARTS][SCORE_TOKENS] = {};
  ptrdiff_t dim = cache.dim, base = position * dim;  // position is a multiple of 16
  for (ptrdiff_t d = 0; d < dim; d++)
    for (int g = 0; g < groups; g++)
      for (int p = 0; p < PARTS; p++) {
        vf keys = load_cached(form, cache.keys, base + (g * dim + d) * 16 + p * LANES);
        for (int t = 0; t < tokens; t++) sum[g][p][t] = v_fma(keys, v_set(queries[t][d]), sum[g][p][t]);
      }
  for (int g = 0; g < groups; g++)
    for (int p = 0; p < PARTS; p++)
      for (int t = 0; t < tokens; t++)
        {
          ptrdiff_t at = position + g * 16 + p * LANES;
          vf scaled = sum[g][p][t] * scale;
          if (form == ck_cache_integer8) scaled *= v_load(cache.key_scales + at);
          v_store(scores + t * stride + at, scaled);
        }
}

INLINE void scores_of_tokens(int form, int tokens, int groups, ck_head_cache cache, const float *const *queries,
                             ptrdiff_t start, ptrdiff_t limit, float scale, float *scores, ptrdiff_t stride) {
  ptrdiff_t position = start / 16 * 16;
  for (; position + 16 * groups <= limit; position += 16 * groups)
    score_tile(form, tokens, groups, cache, position, queries, scale, scores, stride);
  for (; position < limit; position += 16)
    score_tile(form, tokens, 1, cache, position, queries, scale, scores, stride);
}

/// outputs[t][dims from d on] = Σ_p scores[t][p] · values[p], VALUE_VECTORS vectors of dimensions.
INLINE void value_tile(int form, int tokens, int vectors, ck_head_cache cache, ptrdiff_t d, ptrdiff_t start,
                       ptrdiff_t limit, const float *scores, ptrdiff_t stride, float *const *outputs) {
  vf sum[4][VALUE_VECTORS] = {};
  for (ptrdiff_t p = start; p < limit; p++) {
    vf weights[4];
    float unit = form == ck_cache_integer8 ? cache.value_scales[p] : 1;
    for (int t = 0; t < tokens; t++) weights[t] = v_set(scores[t * stride + p] * unit);
    for (int v = 0; v < vectors; v++) {
      vf values = load_cached(form, cache.values, p * cache.dim + d + v * LANES);
      for (int t = 0; t < tokens; t++) sum[t][v] = v_fma(values, weights[t], sum[t][v]);
    }
  }
  for (int t = 0; t < tokens; t++)
    for (int v = 0; v < vectors; v++) v_store(outputs[t] + d + v * LANES, sum[t][v]);
}

static float cached_value(ck_head_cache cache, ptrdiff_t position, ptrdiff_t d) {
  ptrdiff_t at = position * cache.dim + d;
  switch (cache.form) {
    case ck_cache_float16: return float_of_half(((const uint16_t *)cache.values)[at]);
    case ck_cache_integer8: return (float)((const int8_t *)cache.values)[at] * cache.value_scales[position];
    default: return ((const float *)cache.values)[at];
  }
}

INLINE void values_of_tokens(int form, int tokens, ck_head_cache cache, ptrdiff_t start, ptrdiff_t limit,
                             const float *scores, ptrdiff_t stride, float *const *outputs) {
  ptrdiff_t d = 0;
  for (; d + VALUE_VECTORS * LANES <= cache.dim; d += VALUE_VECTORS * LANES)
    value_tile(form, tokens, VALUE_VECTORS, cache, d, start, limit, scores, stride, outputs);
  for (; VALUE_VECTORS > 2 && d + 2 * LANES <= cache.dim; d += 2 * LANES)
    value_tile(form, tokens, 2, cache, d, start, limit, scores, stride, outputs);
  for (; d + LANES <= cache.dim; d += LANES)
    value_tile(form, tokens, 1, cache, d, start, limit, scores, stride, outputs);
  for (; d < cache.dim; d++)
    for (int t = 0; t < tokens; t++) {
      float sum = 0;
      for (ptrdiff_t p = start; p < limit; p++)
        sum += scores[t * stride + p] * cached_value(cache, p, d);
      outputs[t][d] = sum;
    }
}

static void softmax(float *x, ptrdiff_t count) {
  ptrdiff_t i = 0;
  vf largest = v_set(-INFINITY);
  for (; i + LANES <= count; i += LANES) largest = v_max(largest, v_load(x + i));
  float top = v_largest(largest);
  for (; i < count; i++) top = fmaxf(top, x[i]);
  vf sums = (vf){};
  for (i = 0; i + LANES <= count; i += LANES) {
    vf e = v_exp(v_load(x + i) - top);
    v_store(x + i, e);
    sums += e;
  }
  float sum = v_sum(sums);
  if (i < count) {
    float tail[LANES];
    v_store(tail, v_exp(v_load_part(x + i, count - i) - top));
    for (ptrdiff_t k = 0; i + k < count; k++) sum += x[i + k] = tail[k];
  }
  float inverse = 1.0f / sum;
  for (i = 0; i + LANES <= count; i += LANES) v_store(x + i, v_load(x + i) * inverse);
  for (; i < count; i++) x[i] *= inverse;
}

static float cross_entropy(float *x, ptrdiff_t count, ptrdiff_t target, float weight) {
  ptrdiff_t i = 0;
  vf largest = v_set(-INFINITY), sums = (vf){};
  for (; i + LANES <= count; i += LANES) largest = v_max(largest, v_load(x + i));
  float top = v_largest(largest);
  for (; i < count; i++) top = fmaxf(top, x[i]);
  float logit = x[target] - top, sum = 0;
  for (i = 0; i + LANES <= count; i += LANES) {
    vf e = v_exp(v_load(x + i) - top);
    v_store(x + i, e);
    sums += e;
  }
  for (; i < count; i++) sum += x[i] = expf(x[i] - top);
  sum += v_sum(sums);
  float scale = weight / sum;
  for (i = 0; i + LANES <= count; i += LANES) v_store(x + i, v_load(x + i) * scale);
  for (; i < count; i++) x[i] *= scale;
  x[target] -= weight;
  return logf(sum) - logit;
}

/// scores[i] += bias[i]. Reads no bias past `count`: there may be none.
INLINE void add_bias(float *scores, const float *bias, ptrdiff_t count) {
  ptrdiff_t i = 0;
  for (; i + LANES <= count; i += LANES) v_store(scores + i, v_load(scores + i) + v_load(bias + i));
  for (; i < count; i++) scores[i] += bias[i];
}

/// Queries that share keys and values: scores, softmax, weighted values. Scores past a query's own
/// positions are set to 0, so that all of them can run over the same range.
INLINE void attend(int form, int tokens, int groups, ck_head_cache cache, const float *const *queries,
                   float *const *outputs, const int32_t *starts, const int32_t *limits, const float *const *biases,
                   float scale, float *scores) {
  ptrdiff_t start = starts[0], limit = limits[0];
  for (int t = 1; t < tokens; t++) {
    if (starts[t] < start) start = starts[t];
    if (limits[t] > limit) limit = limits[t];
  }
  ptrdiff_t stride = (limit + 15) / 16 * 16;
  scores_of_tokens(form, tokens, groups, cache, queries, start, limit, scale, scores, stride);
  for (int t = 0; t < tokens; t++) {
    float *row = scores + t * stride;
    if (biases) add_bias(row + starts[t], biases[t] + starts[t], limits[t] - starts[t]);
    softmax(row + starts[t], limits[t] - starts[t]);
    for (ptrdiff_t p = start; p < starts[t]; p++) row[p] = 0;
    for (ptrdiff_t p = limits[t]; p < limit; p++) row[p] = 0;
  }
  int t = 0;
  for (; t + 4 <= tokens; t += 4)
    values_of_tokens(form, 4, cache, start, limit, scores + t * stride, stride, outputs + t);
  for (; t < tokens; t++)
    values_of_tokens(form, 1, cache, start, limit, scores + t * stride, stride, outputs + t);
}

INLINE void attention_of(int form, ck_head_cache cache, const float *const *queries, float *const *outputs,
                         ptrdiff_t n, const int32_t *starts, const int32_t *limits, const float *const *biases,
                         float scale, float *scores) {
  ptrdiff_t i = 0;
  for (; i + SCORE_TOKENS <= n; i += SCORE_TOKENS)
    attend(form, SCORE_TOKENS, SCORE_GROUPS, cache, queries + i, outputs + i, starts + i, limits + i, biases ? biases + i : 0,
           scale, scores);
  for (; i < n; i++)
    attend(form, 1, 4, cache, queries + i, outputs + i, starts + i, limits + i, biases ? biases + i : 0, scale, scores);
}

static void attention(ck_head_cache cache, const float *const *queries, float *const *outputs, ptrdiff_t n,
                      const int32_t *starts, const int32_t *limits, const float *const *biases, float scale,
                      float *scores) {
  switch (cache.form) {
    case ck_cache_float32:
      return attention_of(ck_cache_float32, cache, queries, outputs, n, starts, limits, biases, scale, scores);
    case ck_cache_float16:
      return attention_of(ck_cache_float16, cache, queries, outputs, n, starts, limits, biases, scale, scores);
    default:
      return attention_of(ck_cache_integer8, cache, queries, outputs, n, starts, limits, biases, scale, scores);
  }
}

// ---- backward of attention ------------------------------------------------------------------------------------

/// out, (dim, stride), = rows, (n, dim) within rows of `row_stride`, turned; the columns past n are 0.
static void turn(const float *rows, ptrdiff_t row_stride, ptrdiff_t n, ptrdiff_t dim, ptrdiff_t stride, float *out) {
  for (ptrdiff_t d = 0; d < dim; d++) {
    for (ptrdiff_t j = 0; j < n; j++) out[d * stride + j] = rows[j * row_stride + d];
    for (ptrdiff_t j = n; j < stride; j++) out[d * stride + j] = 0;
  }
}

/// Of `heads` heads, with n' = `stride`: scores[h · n' + j] = q_h · k_j · scale and products[…] = d_out_h · v_j, for
/// 2 vectors of positions from `j` on. Heads lie `dim` apart in `q` and `d_out`.
INLINE void backward_scores(int heads, const float *keys, const float *values, ptrdiff_t dim, ptrdiff_t stride,
                            const float *q, const float *d_out, float scale, float *scores, float *products) {
  vf score[3][2] = {}, product[3][2] = {};
  for (ptrdiff_t d = 0; d < dim; d++)
    for (int v = 0; v < 2; v++) {
      vf key = v_load(keys + d * stride + v * LANES), value = v_load(values + d * stride + v * LANES);
      for (int h = 0; h < heads; h++) {
        score[h][v] = v_fma(key, v_set(q[h * dim + d]), score[h][v]);
        product[h][v] = v_fma(value, v_set(d_out[h * dim + d]), product[h][v]);
      }
    }
  for (int h = 0; h < heads; h++)
    for (int v = 0; v < 2; v++) {
      v_store(scores + h * stride + v * LANES, score[h][v] * scale);
      v_store(products + h * stride + v * LANES, product[h][v]);
    }
}

/// Adds one position's share to the gradients of the keys and values it saw, for `vectors` vectors of dimensions at d.
INLINE void backward_rows(int heads, int vectors, const ck_attention_gradient *g, ptrdiff_t d, ptrdiff_t limit,
                          ptrdiff_t stride, const float *p, const float *ds, const float *q, const float *d_out,
                          float *dq) {
  vf sum[3][2] = {}, query[3][2], out[3][2];
  for (int h = 0; h < heads; h++)
    for (int v = 0; v < vectors; v++) {
      query[h][v] = v_load(q + h * g->dim + d + v * LANES);
      out[h][v] = v_load(d_out + h * g->dim + d + v * LANES);
    }
  for (ptrdiff_t j = 0; j < limit; j++)
    for (int v = 0; v < vectors; v++) {
      ptrdiff_t at = j * g->value_stride + d + v * LANES;
      vf key = v_load(g->keys + at), d_key = v_load(g->d_keys + at), d_value = v_load(g->d_values + at);
      for (int h = 0; h < heads; h++) {
        vf s = v_set(ds[h * stride + j]);
        sum[h][v] = v_fma(s, key, sum[h][v]);
        d_key = v_fma(s, query[h][v], d_key);
        d_value = v_fma(v_set(p[h * stride + j]), out[h][v], d_value);
      }
      v_store(g->d_keys + at, d_key);
      v_store(g->d_values + at, d_value);
    }
  for (int h = 0; h < heads; h++)
    for (int v = 0; v < vectors; v++) v_store(dq + h * g->dim + d + v * LANES, sum[h][v]);
}

/// Dimensions past the last whole vector.
INLINE void backward_element(int heads, const ck_attention_gradient *g, ptrdiff_t d, ptrdiff_t limit, ptrdiff_t stride,
                             const float *p, const float *ds, const float *q, const float *d_out, float *dq) {
  for (int h = 0; h < heads; h++) {
    float sum = 0;
    for (ptrdiff_t j = 0; j < limit; j++) {
      ptrdiff_t element = j * g->value_stride + d;
      sum += ds[h * stride + j] * g->keys[element];
      g->d_keys[element] += ds[h * stride + j] * q[h * g->dim + d];
      g->d_values[element] += p[h * stride + j] * d_out[h * g->dim + d];
    }
    dq[h * g->dim + d] = sum;
  }
}

/// One position's queries of `heads` heads, whose first one is at `at`; they share every load of keys and values.
INLINE void backward_heads(int heads, const ck_attention_gradient *g, ptrdiff_t limit, ptrdiff_t at, ptrdiff_t stride,
                           const float *keys, const float *values, float *p, float *ds) {
  ptrdiff_t dim = g->dim;
  const float *q = g->queries + at, *d_out = g->d_outputs + at;
  float *dq = g->d_queries + at;
  for (ptrdiff_t j = 0; j < limit; j += 2 * LANES)
    backward_scores(heads, keys + j, values + j, dim, stride, q, d_out, g->scale, p + j, ds + j);
  for (int h = 0; h < heads; h++) {
    float *share = p + h * stride, *slope = ds + h * stride;
    softmax(share, limit);
    float total = dot(share, slope, limit);
    for (ptrdiff_t j = 0; j < limit; j++) slope[j] = share[j] * (slope[j] - total) * g->scale;
  }
  ptrdiff_t d = 0;
  for (; d + 2 * LANES <= dim; d += 2 * LANES) backward_rows(heads, 2, g, d, limit, stride, p, ds, q, d_out, dq);
  for (; d + LANES <= dim; d += LANES) backward_rows(heads, 1, g, d, limit, stride, p, ds, q, d_out, dq);
  for (; d < dim; d++) backward_element(heads, g, d, limit, stride, p, ds, q, d_out, dq);
}

static void attention_backward(const ck_attention_gradient *g, float *scratch) {
  ptrdiff_t n = g->n, dim = g->dim, stride = (n + 31) / 32 * 32;
  float *keys = scratch, *values = keys + dim * stride, *p = values + dim * stride, *ds = p + 3 * stride;
  turn(g->keys, g->value_stride, n, dim, stride, keys);
  turn(g->values, g->value_stride, n, dim, stride, values);
  for (ptrdiff_t j = 0; j < n; j++)
    for (ptrdiff_t d = 0; d < dim; d++)
      g->d_keys[j * g->value_stride + d] = g->d_values[j * g->value_stride + d] = 0;
  for (ptrdiff_t i = 0; i < n; i++) {
    ptrdiff_t h = 0, at = i * g->query_stride;
    for (; h + 3 <= g->heads; h += 3) backward_heads(3, g, i + 1, at + h * dim, stride, keys, values, p, ds);
    for (; h < g->heads; h++) backward_heads(1, g, i + 1, at + h * dim, stride, keys, values, p, ds);
  }
}

// ---- elementwise -----------------------------------------------------------------------------------------------

static void rms_norm(const float *x, const float *weight, ptrdiff_t columns, float epsilon, float *out) {
  float factor = 1.0f / sqrtf(dot(x, x, columns) / (float)columns + epsilon);
  ptrdiff_t c = 0;
  for (; c + LANES <= columns; c += LANES) v_store(out + c, v_load(x + c) * factor * v_load(weight + c));
  for (; c < columns; c++) out[c] = x[c] * factor * weight[c];
}

static void rms_norm_backward(const float *x, const float *weight, const float *d_out, ptrdiff_t columns,
                              float epsilon, float *d_x) {
  float factor = 1.0f / sqrtf(dot(x, x, columns) / (float)columns + epsilon);
  vf sums = (vf){};
  ptrdiff_t c = 0;
  for (; c + LANES <= columns; c += LANES)
    sums = v_fma(v_load(weight + c) * v_load(d_out + c), v_load(x + c), sums);
  float mean = v_sum(sums);
  for (; c < columns; c++) mean += weight[c] * d_out[c] * x[c];
  mean *= factor * factor / (float)columns;
  for (c = 0; c + LANES <= columns; c += LANES) {
    vf slope = v_load(weight + c) * v_load(d_out + c) - v_load(x + c) * mean;
    v_store(d_x + c, v_fma(slope, v_set(factor), v_load(d_x + c)));
  }
  for (; c < columns; c++) d_x[c] += factor * (weight[c] * d_out[c] - x[c] * mean);
}

static float sum_of(const float *x, ptrdiff_t count) {
  vf sums = (vf){};
  ptrdiff_t i = 0;
  for (; i + LANES <= count; i += LANES) sums += v_load(x + i);
  float total = v_sum(sums);
  for (; i < count; i++) total += x[i];
  return total;
}

static void layer_norm(const float *x, const float *weight, const float *bias, ptrdiff_t columns, float epsilon,
                       float *out) {
  float mean = sum_of(x, columns) / (float)columns;
  vf squares = (vf){};
  ptrdiff_t c = 0;
  for (; c + LANES <= columns; c += LANES) {
    vf off = v_load(x + c) - mean;
    squares = v_fma(off, off, squares);
  }
  float variance = v_sum(squares);
  for (; c < columns; c++) variance += (x[c] - mean) * (x[c] - mean);
  float factor = 1.0f / sqrtf(variance / (float)columns + epsilon);
  for (c = 0; c + LANES <= columns; c += LANES)
    v_store(out + c, v_fma((v_load(x + c) - mean) * factor, v_load(weight + c), v_load(bias + c)));
  for (; c < columns; c++) out[c] = (x[c] - mean) * factor * weight[c] + bias[c];
}

INLINE vf silu(vf x) { return x / (1.0f + v_exp(-x)); }

/// x / 2 · (1 + tanh u) = x / (1 + e^−2u), u = √(2/π) (x + 0.044715 x³)
INLINE vf gelu_tanh(vf x) {
  vf inner = v_fma(x * x, v_set(0.044715f), v_set(1.0f)) * x * -1.59576912f;
  return x / (1.0f + v_exp(inner));
}

/// erf to 1.5e-7 (Abramowitz and Stegun, 7.1.26)
INLINE vf gelu_with_erf(vf x) {
  vf u = v_abs(x) * 0.70710678f;
  vf t = 1.0f / v_fma(u, v_set(0.3275911f), v_set(1.0f));
  vf p = v_set(1.061405429f);
  p = v_fma(p, t, v_set(-1.453152027f));
  p = v_fma(p, t, v_set(1.421413741f));
  p = v_fma(p, t, v_set(-0.284496736f));
  p = v_fma(p, t, v_set(0.254829592f));
  vf tail = p * t * v_exp(-u * u);  // 1 − erf(|x| / √2)
  vi negative = x < 0;
  vf one_plus_erf = (vf)((negative & (vi)tail) | (~negative & (vi)(2.0f - tail)));
  return x * 0.5f * one_plus_erf;
}

#define ELEMENTWISE(expression)                                      \
  ptrdiff_t i = 0;                                                   \
  for (; i + LANES <= count; i += LANES) {                           \
    vf a = v_load(x + i), b = v_load(y + i);                         \
    v_store(x + i, expression);                                      \
  }                                                                  \
  if (i < count) {                                                   \
    vf a = v_load_part(x + i, count - i), b = v_load_part(y + i, count - i); \
    v_store_part(x + i, expression, count - i);                      \
  }

static void silu_multiply(float *x, const float *y, ptrdiff_t count) { ELEMENTWISE(silu(a) * b) }
static void gelu_tanh_multiply(float *x, const float *y, ptrdiff_t count) { ELEMENTWISE(gelu_tanh(a) * b) }
static void add(float *x, const float *y, ptrdiff_t count) { ELEMENTWISE(a + b) }
#undef ELEMENTWISE

INLINE void silu_backward(vf gate, vf up, vf d, vf *d_gate, vf *d_up) {
  vf sigmoid = 1.0f / (1.0f + v_exp(-gate));
  *d_up = d * gate * sigmoid;
  *d_gate = d * up * sigmoid * v_fma(gate, 1.0f - sigmoid, v_set(1.0f));
}

INLINE void gelu_tanh_backward(vf gate, vf up, vf d, vf *d_gate, vf *d_up) {
  vf square = gate * gate * 0.044715f;
  vf sigmoid = 1.0f / (1.0f + v_exp((square + 1.0f) * gate * -1.59576912f));
  vf inner_slope = v_fma(square, v_set(3.0f), v_set(1.0f)) * 1.59576912f;
  *d_up = d * gate * sigmoid;
  *d_gate = d * up * sigmoid * v_fma(gate * inner_slope, 1.0f - sigmoid, v_set(1.0f));
}

#define GATED_BACKWARD(slopes)                                                                                  \
  ptrdiff_t i = 0;                                                                                              \
  vf to_gate, to_up;                                                                                            \
  for (; i + LANES <= count; i += LANES) {                                                                      \
    slopes(v_load(gate + i), v_load(up + i), v_load(d_out + i), &to_gate, &to_up);                              \
    v_store(d_gate + i, to_gate);                                                                               \
    v_store(d_up + i, to_up);                                                                                   \
  }                                                                                                             \
  if (i < count) {                                                                                              \
    ptrdiff_t left = count - i;                                                                                 \
    slopes(v_load_part(gate + i, left), v_load_part(up + i, left), v_load_part(d_out + i, left), &to_gate, &to_up); \
    v_store_part(d_gate + i, to_gate, left);                                                                    \
    v_store_part(d_up + i, to_up, left);                                                                        \
  }

static void silu_multiply_backward(const float *gate, const float *up, const float *d_out, float *d_gate,
                                   float *d_up, ptrdiff_t count) {
  GATED_BACKWARD(silu_backward)
}

static void gelu_tanh_multiply_backward(const float *gate, const float *up, const float *d_out, float *d_gate,
                                        float *d_up, ptrdiff_t count) {
  GATED_BACKWARD(gelu_tanh_backward)
}
#undef GATED_BACKWARD

static void gelu_erf(float *x, ptrdiff_t count) {
  ptrdiff_t i = 0;
  for (; i + LANES <= count; i += LANES) v_store(x + i, gelu_with_erf(v_load(x + i)));
  if (i < count) v_store_part(x + i, gelu_with_erf(v_load_part(x + i, count - i)), count - i);
}

const ck_table NAME = {
    dequantize_halves, quantize_activations, matmul_panels, matmul_rows, matmul_turned, transposed_tile,
    transposed_codes, round_to_bfloat, attention_backward,
    silu_multiply_backward, gelu_tanh_multiply_backward, rms_norm_backward, cache_store, attention, rms_norm,
    layer_norm, silu_multiply, gelu_tanh_multiply, gelu_erf, add, softmax, cross_entropy,
    dot,
};
