// products.h: compares what reads weights, and what rounds numbers. Part of compare.c.

enum { apart = 3 };  // elements between one token's row and the next one's, which no kernel may touch

/// Products of rows with floats, in two tasks that begin at any row.
static void compare_rows(ck_type type, long rows, long columns, long n) {
  uint8_t *w = weights(type, rows, columns);
  long x_stride = columns + apart, y_stride = rows + apart, size = strided(n, rows, y_stride);
  float *x = numbers(strided(n, columns, x_stride)), *y[2][2];
  float *scratch = zeros(ck_row_tile * columns), *tile = zeros(ck_turned_scratch(columns));
  const long ends[] = {0, rows / 6, rows};
  for (int set = 0; set < 2; set++) {
    use(set);
    for (int k = 0; k < 2; k++) y[set][k] = zeros(size);
    for (int task = 0; task < 2; task++) {
      long first = ends[task], last = ends[task + 1];
      ck_matmul_rows(type, w, first, last, columns, x, x_stride, n, y[set][0], y_stride, scratch);
      ck_matmul_turned(type, w, first, last, columns, x, x_stride, n, y[set][1], y_stride, tile);
    }
  }
  expect_close("rows", type, y[0][0], y[1][0], size, 1e-4f);
  expect_close("turned", type, y[0][1], y[1][1], size, 1e-4f);
}

static uint8_t *packed(ck_type type, const uint8_t *w, long rows, long columns) {
  long row = row_bytes(type, columns), panel = ck_panel_bytes(type, columns), count = (rows + 15) / 16;
  uint8_t *panels = memory((size_t)(count * panel));
  for (long p = 0; p < count; p++) {
    long left = rows - p * 16;
    ck_pack_panel(type, w + p * 16 * row, row, left < 16 ? left : 16, columns, panels + p * panel);
  }
  return panels;
}

static ck_activations activations(long n, long columns) {
  return (ck_activations){memory((size_t)(n * columns)), memory((size_t)(n * columns / 32) * sizeof(float)),
                          memory((size_t)(n * columns / 16) * sizeof(int32_t))};
}

static void compare_panels(ck_type type, long rows, long columns, long n) {
  uint8_t *panels = packed(type, weights(type, rows, columns), rows, columns);
  long y_stride = rows + apart, size = strided(n, rows, y_stride), last = (rows + 15) / 16;
  float *x = numbers(n * columns), *y[2];
  for (int set = 0; set < 2; set++) {
    use(set);
    ck_activations a = activations(n, columns);
    ck_quantize_activations(x, n, columns, a);
    y[set] = zeros(size);
    ck_matmul_panels(type, panels, 0, last / 2, rows, columns, a, n, y[set], y_stride);
    ck_matmul_panels(type, panels, last / 2, last, rows, columns, a, n, y[set], y_stride);
  }
  expect_close("panels", type, y[0], y[1], size, 1e-5f);
}

/// Transposed products, written and then added once more, in two tasks that begin at a tile.
static void compare_transposed(ck_type type, long rows, long columns, long n) {
  uint8_t *w = weights(type, rows, columns);
  long x_stride = rows + apart, y_stride = columns + apart, size = strided(n, columns, y_stride);
  float *x = numbers(strided(n, rows, x_stride)), *y[2];
  float *scratch = zeros(ck_transposed_depth * ck_transposed_columns);
  const long ends[] = {0, columns / 64 * 32, columns};
  for (int set = 0; set < 2; set++) {
    use(set);
    y[set] = zeros(size);
    for (int task = 0; task < 2; task++)
      for (int adds = 0; adds < 2; adds++)
        ck_matmul_transposed(type, w, rows, columns, ends[task], ends[task + 1], x, x_stride, n, adds, y[set],
                             y_stride, scratch);
  }
  expect_close("transposed", type, y[0], y[1], size, 1e-4f);
}

static void compare_transposed_codes(ck_type type, long rows, long columns, long n) {
  uint8_t *w = weights(type, rows, columns);
  long y_stride = columns + apart, size = strided(n, columns, y_stride);
  float *x = numbers(n * rows), *y[2], *scratch = zeros(ck_transposed_depth * ck_transposed_columns);
  const long ends[] = {0, columns / 64 * 32, columns};
  for (int set = 0; set < 2; set++) {
    use(set);
    ck_activations a = activations(n, rows);
    ck_quantize_activations(x, n, rows, a);
    y[set] = zeros(size);
    for (int task = 0; task < 2; task++)
      for (int adds = 0; adds < 2; adds++)
        ck_matmul_transposed_codes(type, w, rows, columns, ends[task], ends[task + 1], a, n, adds, y[set],
                                   y_stride, scratch);
  }
  expect_close("transposed, rounded", type, y[0], y[1], size, 1e-4f);
}

static void compare_activations(long n, long columns) {
  float *x = numbers(n * columns);
  memset(x, 0, 32 * sizeof *x);  // a block without a largest number
  ck_activations a[2];
  for (int set = 0; set < 2; set++) {
    use(set);
    a[set] = activations(n, columns);
    ck_quantize_activations(x, n, columns, a[set]);
  }
  expect_equal("activations, codes", (int)columns, a[0].codes, a[1].codes, (size_t)(n * columns));
  expect_equal("activations, scales", (int)columns, a[0].scales, a[1].scales, (size_t)(n * columns / 8));
  expect_equal("activations, sums", (int)columns, a[0].sums, a[1].sums, (size_t)(n * columns / 4));
}

static void compare_dequantized(ck_type type, long columns) {
  uint8_t *w = weights(type, 1, columns);
  float *out[2];
  for (int set = 0; set < 2; set++) {
    use(set);
    out[set] = zeros(columns);
    ck_dequantize_row(type, w, columns, out[set]);
  }
  expect_equal("floats of a row", type, out[0], out[1], (size_t)columns * sizeof(float));
}

/// How far a number may move when it is rounded, as a part of the largest.
static float rounding(ck_type type) {
  switch (type) {
  case ck_f32: return 0;
  case ck_f16: return 0x1p-11f;
  case ck_bf16: return 0x1p-8f;
  case ck_q8_0: return 0.005f;
  default: return 0.13f;  // a step of 4 bits, for what lies on the side of the fewer codes
  }
}

static void compare_quantized(ck_type type, long columns) {
  float *x = numbers(columns), *back = zeros(columns);
  uint8_t *rows[2];
  for (int set = 0; set < 2; set++) {
    use(set);
    rows[set] = memory((size_t)row_bytes(type, columns));
    ck_quantize_row(type, x, columns, rows[set]);
  }
  expect_equal("a rounded row", type, rows[0], rows[1], (size_t)row_bytes(type, columns));
  ck_dequantize_row(type, rows[1], columns, back);
  expect_close("a row and what it was rounded to", type, x, back, columns, rounding(type));

  double squares = 0, miss_squares = 0, largest = 0;
  for (long i = 0; i < columns; i++) {
    double miss = (double)back[i] - x[i];
    squares += (double)x[i] * x[i], miss_squares += miss * miss, largest = fmax(largest, fabs(miss));
  }
  ck_rounding_error error = ck_compare_rows(x, back, columns);
  const float expected[] = {(float)squares, (float)miss_squares, (float)largest};
  const float actual[] = {(float)error.squares, (float)error.miss_squares, error.largest_miss};
  for (int i = 0; i < 3; i++) expect_close("error of rounding", type, expected + i, actual + i, 1, 1e-6f);
}

/// Any bits: infinities, and what is no number, too.
static void compare_bfloat(long count) {
  size_t bytes = (size_t)count * 2;
  uint32_t *x = memory(2 * bytes), *back = memory(2 * bytes);
  for (long i = 0; i < count; i++) x[i] = (uint32_t)next() | (next() % 8 ? 0 : 0x7f800000);
  uint16_t *halves[2];
  for (int set = 0; set < 2; set++) {
    use(set);
    halves[set] = memory(bytes);
    ck_round_to_bfloat((const float *)x, count, halves[set]);
  }
  expect_equal("to bfloat16", (int)count, halves[0], halves[1], bytes);
  ck_widen_bfloat(halves[1], count, (float *)back);
  for (long i = 0; i < count; i++) x[i] = (uint32_t)halves[1][i] << 16;
  expect_equal("from bfloat16", (int)count, x, back, 2 * bytes);
}
