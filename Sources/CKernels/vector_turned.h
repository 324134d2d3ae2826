// vector_turned.h: products of many tokens with weights in floats: a tile of rows is turned once, so that
// lanes are rows, and then serves all tokens. Part of vector_kernels.h.

// The lanes of two vectors in turn: of their first halves, and of their second halves.
#if LANES == 16
#define ZIP_LOW(a, b) __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
#define ZIP_HIGH(a, b) \
  __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)
#elif LANES == 8
#define ZIP_LOW(a, b) __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11)
#define ZIP_HIGH(a, b) __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15)
#else
#define ZIP_LOW(a, b) __builtin_shufflevector(a, b, 0, 4, 1, 5)
#define ZIP_HIGH(a, b) __builtin_shufflevector(a, b, 2, 6, 3, 7)
#endif

/// Turns a square of LANES × LANES: each round moves one bit of an element's row number to its lane number,
/// and one the other way.
INLINE void v_turn(vf square[LANES]) {
  UNROLL for (int round = 1; round < LANES; round *= 2) {
    vf next[LANES];
    UNROLL for (int i = 0; i < LANES / 2; i++) {
      next[2 * i] = ZIP_LOW(square[i], square[i + LANES / 2]);
      next[2 * i + 1] = ZIP_HIGH(square[i], square[i + LANES / 2]);
    }
    UNROLL for (int i = 0; i < LANES; i++) square[i] = next[i];
  }
}

/// tile[c · 32 + i] = rows[i][c] for LANES rows, c < depth.
INLINE void turn_rows(const float *const rows[LANES], ptrdiff_t depth, float *tile) {
  ptrdiff_t c = 0;
  for (; c + LANES <= depth; c += LANES) {
    vf square[LANES];
    UNROLL for (int i = 0; i < LANES; i++) square[i] = v_load(rows[i] + c);
    v_turn(square);
    UNROLL for (int i = 0; i < LANES; i++) v_store(tile + (c + i) * ck_transposed_columns, square[i]);
  }
  for (; c < depth; c++)
    for (int i = 0; i < LANES; i++) tile[c * ck_transposed_columns + i] = rows[i][c];
}

/// Columns `column` ..< `column` + `depth` of `count` ≤ 32 rows, which start at `row` and lie `row_bytes`
/// apart, as a tile of (depth, 32); what is past the last row is 0. `column` is a multiple of
/// ck_transposed_depth.
static void turned_tile(ck_type type, const uint8_t *row, ptrdiff_t row_bytes, ptrdiff_t count,
                        ptrdiff_t column, ptrdiff_t depth, float *floats, float *tile) {
  ptrdiff_t offset = column / ck_block_elements(type) * ck_block_bytes(type);
  for (ptrdiff_t group = 0; group < ck_transposed_columns; group += LANES) {
    const float *rows[LANES];
    for (ptrdiff_t i = 0; i < LANES; i++) {
      const void *from = row + (group + i) * row_bytes + offset;
      float *to = floats + i * ck_transposed_depth;
      rows[i] = to;
      if (group + i >= count) memset(to, 0, (size_t)depth * sizeof(float));
      else if (type == ck_f32) rows[i] = from;
      else if (type == ck_f16) dequantize_halves(from, depth, to);
      else ck_dequantize_blocks(type, from, depth, to);
    }
    turn_rows(rows, depth, tile + group);
  }
}

static void matmul_turned(ck_type type, const void *weights, ptrdiff_t first, ptrdiff_t last,
                          ptrdiff_t columns, const float *x, ptrdiff_t x_stride, ptrdiff_t n, float *y,
                          ptrdiff_t y_stride, float *scratch) {
  ptrdiff_t row_bytes = columns / ck_block_elements(type) * ck_block_bytes(type);
  float *tile = scratch, *floats = scratch + ck_transposed_columns * ck_transposed_depth;
  for (ptrdiff_t r = first; r < last; r += ck_transposed_columns) {
    ptrdiff_t count = last - r < ck_transposed_columns ? last - r : ck_transposed_columns;
    for (ptrdiff_t column = 0; column < columns; column += ck_transposed_depth) {
      ptrdiff_t depth = columns - column < ck_transposed_depth ? columns - column : ck_transposed_depth;
      turned_tile(type, (const uint8_t *)weights + r * row_bytes, row_bytes, count, column, depth, floats,
                  tile);
      // The next tile: the same rows farther on, or the rows that follow.
      int is_last = column + depth == columns;
      ptrdiff_t next_column = is_last ? 0 : column + depth;
      const uint8_t *next = (const uint8_t *)weights + (is_last ? r + ck_transposed_columns : r) * row_bytes +
                            next_column / ck_block_elements(type) * ck_block_bytes(type);
      fetch ahead = {next, row_bytes, ck_block_bytes(type) / ck_block_elements(type)};
      float_tiles(tile, depth, x + column, x_stride, n, column > 0, count, y + r, y_stride, ahead);
    }
  }
}
