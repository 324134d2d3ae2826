// vector_rows.h: products of few tokens with weights in rows, which become floats row by row. Part of
// vector_kernels.h.

static void dequantize_halves(const uint16_t *row, ptrdiff_t columns, float *out) {
  ptrdiff_t c = 0;
  for (; c + LANES <= columns; c += LANES) v_store(out + c, v_load_half(row + c));
  for (; c < columns; c++) out[c] = float_of_half(row[c]);
}

/// rows × tokens dot products of `columns` elements, written to y[t · y_stride + r].
INLINE void row_tile(int rows, int tokens, const float *w, ptrdiff_t columns, const float *x,
                     ptrdiff_t x_stride, float *y, ptrdiff_t y_stride) {
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
      for (ptrdiff_t tail = c; tail < columns; tail++)
        total += w[r * columns + tail] * x[t * x_stride + tail];
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
