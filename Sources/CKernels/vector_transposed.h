// vector_transposed.h: products with transposed weights, for gradients: with floats, and with both factors
// rounded to 8 bits. The tiles of floats are those of vector_turned.h too. Part of vector_kernels.h.

/// Memory that is read soon, and far apart: rows, of which AHEAD_ROWS are asked for with each tile of tokens.
/// Only a hint: what it names may lie behind the last row.
typedef struct {
  const uint8_t *row;  // or null
  ptrdiff_t row_bytes, element_bytes;
} fetch;

enum { AHEAD_ROWS = 3, AHEAD_STEP = 8 };

/// `tokens` tokens times a tile of (depth, 32) weights: one weight vector serves all tokens.
INLINE void float_tile(int tokens, const float *tile, ptrdiff_t depth, const float *x, ptrdiff_t x_stride,
                       int accumulate, ptrdiff_t width, float *y, ptrdiff_t y_stride, fetch ahead) {
  enum { VECTORS = ck_transposed_columns / LANES };
  vf sum[FLOAT_TOKENS][VECTORS];
  for (int t = 0; t < tokens; t++) {
    float before[ck_transposed_columns] = {0};
    const float *from = before;
    if (accumulate && width == ck_transposed_columns) from = y + t * y_stride;
    else if (accumulate) memcpy(before, y + t * y_stride, (size_t)width * sizeof(float));
    for (int v = 0; v < VECTORS; v++) sum[t][v] = v_load(from + v * LANES);
  }
  for (ptrdiff_t r = 0; r < depth; r++) {
    if (ahead.row && r % AHEAD_STEP == 0)
      for (int i = 0; i < AHEAD_ROWS; i++)
        __builtin_prefetch(ahead.row + i * ahead.row_bytes + r * ahead.element_bytes, 0, 2);
    vf weights[VECTORS];
    for (int v = 0; v < VECTORS; v++) weights[v] = v_load(tile + r * ck_transposed_columns + v * LANES);
    for (int t = 0; t < tokens; t++) {
      vf in = v_set(x[t * x_stride + r]);
      for (int v = 0; v < VECTORS; v++) sum[t][v] = v_fma(weights[v], in, sum[t][v]);
    }
  }
  for (int t = 0; t < tokens; t++) {
    float after[ck_transposed_columns], *to = width == ck_transposed_columns ? y + t * y_stride : after;
    for (int v = 0; v < VECTORS; v++) v_store(to + v * LANES, sum[t][v]);
    if (to == after) memcpy(y + t * y_stride, after, (size_t)width * sizeof(float));
  }
}

/// All tokens times a tile: y[t, c] = Σ_r tile[r, c] · x[t, r] for c < `width` ≤ 32, or more of it.
INLINE void float_tiles(const float *tile, ptrdiff_t depth, const float *x, ptrdiff_t x_stride, ptrdiff_t n,
                        int accumulate, ptrdiff_t width, float *y, ptrdiff_t y_stride, fetch ahead) {
  enum { FEW_TOKENS = (FLOAT_TOKENS + 2) / 3 };  // the rest, of whose sums no one waits long for another
  const fetch none = {0};
  ptrdiff_t t = 0;
  for (; t + FLOAT_TOKENS <= n; t += FLOAT_TOKENS) {
    int fetches = ahead.row && t / FLOAT_TOKENS * AHEAD_ROWS < ck_transposed_columns;
    float_tile(FLOAT_TOKENS, tile, depth, x + t * x_stride, x_stride, accumulate, width, y + t * y_stride,
               y_stride, fetches ? ahead : none);
    ahead.row += fetches ? AHEAD_ROWS * ahead.row_bytes : 0;
  }
  for (; t + FEW_TOKENS <= n; t += FEW_TOKENS)
    float_tile(FEW_TOKENS, tile, depth, x + t * x_stride, x_stride, accumulate, width, y + t * y_stride,
               y_stride, none);
  for (; t < n; t++)
    float_tile(1, tile, depth, x + t * x_stride, x_stride, accumulate, width, y + t * y_stride, y_stride,
               none);
}

static void transposed_tile(const float *tile, ptrdiff_t depth, const float *x, ptrdiff_t x_stride,
                            ptrdiff_t n, int accumulate, ptrdiff_t width, float *y, ptrdiff_t y_stride) {
  float_tiles(tile, depth, x, x_stride, n, accumulate, width, y, y_stride, (fetch){0});
}

/// Rounds 32 rows × 16 columns of a tile to one block of a panel whose rows are the tile's columns.
INLINE void pack_transposed_block(const float *tile, uint8_t *codes, float *scales) {
  for (int p = 0; p < PARTS; p++) {
    const float *column = tile + p * LANES;
    vf largest = v_set(1e-30f);
    for (int r = 0; r < 32; r++) largest = v_max(largest, v_abs(v_load(column + r * ck_transposed_columns)));
    v_store(scales + p * LANES, largest / 127.0f);
    vf inverse = 127.0f / largest;
    for (int g = 0; g < 8; g++) {
      vi word = (vi){};
      for (int i = 0; i < 4; i++) {
        vf rounded = v_round(v_load(column + (4 * g + i) * ck_transposed_columns) * inverse);
        word |= (__builtin_convertvector(rounded, vi) + 128) << (8 * i);
      }
      memcpy(codes + g * 64 + p * LANES * 4, &word, sizeof word);
    }
  }
}

static void transposed_codes(const float *tile, ptrdiff_t depth, ck_activations x, ptrdiff_t x_columns,
                             ptrdiff_t n, int accumulate, ptrdiff_t width, float *y, ptrdiff_t y_stride) {
  enum { PANELS = ck_transposed_columns / ck_panel_rows, BLOCKS = ck_transposed_depth / 32 };
  const ck_panel_format f = {.bits = 8, .wide = 1, .zero = 128};
  __attribute__((aligned(64))) uint8_t codes[PANELS][BLOCKS * 32 * ck_panel_rows];
  __attribute__((aligned(64))) float scales[PANELS][BLOCKS * ck_panel_rows];
  for (ptrdiff_t p = 0; p < PANELS; p++)
    for (ptrdiff_t b = 0; b < depth / 32; b++)
      pack_transposed_block(tile + b * 32 * ck_transposed_columns + p * ck_panel_rows,
                            codes[p] + b * 32 * ck_panel_rows, scales[p] + b * ck_panel_rows);
  ck_panel panels[PANELS];
  for (int p = 0; p < PANELS; p++) panels[p] = (ck_panel){codes[p], scales[p], 0};
#define TILES(tokens, adds)                                                                               \
  for (ptrdiff_t p = 0; p < PANELS && p * ck_panel_rows < width; p += TILE_PANELS)                        \
  panel_tile(f, TILE_PANELS, tokens, panels + p, depth, x, x_columns, t, adds, width - p * ck_panel_rows, \
             y + p * ck_panel_rows, y_stride)
  ptrdiff_t t = 0;
  for (; t + MATMUL_TOKENS <= n; t += MATMUL_TOKENS) {
    if (accumulate) TILES(MATMUL_TOKENS, 1);
    else TILES(MATMUL_TOKENS, 0);
  }
  for (; t < n; t++) {
    if (accumulate) TILES(1, 1);
    else TILES(1, 0);
  }
#undef TILES
}

typedef uint32_t vu __attribute__((vector_size(LANES * 4)));
typedef uint16_t vh __attribute__((vector_size(LANES * 2)));

INLINE vh bfloat_of(vf x) {
  vu bits = (vu)x, rounded = (bits + 0x7fff + (bits >> 16 & 1)) >> 16, quiet = bits >> 16 | 0x40;
  vu is_nan = (vu)((bits & 0x7fffffff) > 0x7f800000);
  return __builtin_convertvector((quiet & is_nan) | (rounded & ~is_nan), vh);
}

static void round_to_bfloat(const float *x, ptrdiff_t count, uint16_t *out) {
  ptrdiff_t i = 0;
  for (; i + LANES <= count; i += LANES) {
    vh halves = bfloat_of(v_load(x + i));
    memcpy(out + i, &halves, sizeof halves);
  }
  if (i < count) {
    vh halves = bfloat_of(v_load_part(x + i, count - i));
    memcpy(out + i, &halves, (size_t)(count - i) * 2);
  }
}
