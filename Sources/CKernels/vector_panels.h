// vector_panels.h: products with weights that are packed in panels, and the rounding of activations for them.
// Part of vector_kernels.h.

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
          sum[v][t] = f.bits == 8
                          ? v_dot4(sum[v][t], bytes[v], activations)
                          : v_dot4_nibble(sum[v][t], (s ? bytes[v] >> 4 : bytes[v]) & nibbles, activations);
      }
    }
  }
}

/// `count` panels side by side × `tokens` tokens, starting at token `at`; x has `x_columns` ≥ `columns`
/// columns. `f`, `count`, `tokens` and `accumulate` are constants once inlined.
INLINE void panel_tile(ck_panel_format f, int count, int tokens, const ck_panel *panels, ptrdiff_t columns,
                       ck_activations x, ptrdiff_t x_columns, ptrdiff_t at, int accumulate,
                       ptrdiff_t row_count, float *y, ptrdiff_t y_stride) {
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
      if (left >= LANES)
        v_store(out, accumulate ? v_load(out) + total[v][t] : total[v][t]);
      else if (left > 0)
        v_store_part(out, accumulate ? v_load_part(out, left) + total[v][t] : total[v][t], left);
    }
  }
}

/// The panels first..<last for `tokens` tokens, whose activations are read while they are in the cache.
INLINE void panel_group(ck_panel_format f, int tokens, const void *panels, ptrdiff_t first, ptrdiff_t last,
                        ptrdiff_t rows, ptrdiff_t columns, ck_activations x, ptrdiff_t at, float *y,
                        ptrdiff_t y_stride) {
  ptrdiff_t index = first;
#define TILE(count)                                                                                        \
  do {                                                                                                     \
    ck_panel side_by_side[count];                                                                          \
    for (int p = 0; p < count; p++) side_by_side[p] = ck_panel_at(f, panels, index + p, columns);          \
    ptrdiff_t row = index * ck_panel_rows;                                                                 \
    panel_tile(f, count, tokens, side_by_side, columns, x, columns, at, 0, rows - row, y + row, y_stride); \
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
  ptrdiff_t step =
      bytes * TILE_PANELS < GROUP_BYTES ? GROUP_BYTES / bytes / TILE_PANELS * TILE_PANELS : TILE_PANELS;
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
  // Not ck_panel_format_of: each format is a constant here, so that it becomes its own loop.
#define FORMAT(labels, ...)                                                                                  \
  labels:                                                                                                    \
    panels_of_format((ck_panel_format){__VA_ARGS__}, panels, first, last, rows, columns, x, n, y, y_stride); \
    break;
  switch (type) {
    CK_PANEL_FORMATS(FORMAT)
  default: break;
  }
#undef FORMAT
}
