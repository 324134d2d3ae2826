// elementwise.h: compares what works on rows of floats. Part of compare.c.

static void compare_elementwise(long count) {
  float *a = numbers(count), *b = numbers(count), *c = numbers(count), *y[2][7];
  for (int set = 0; set < 2; set++) {
    use(set);
    for (int k = 0; k < 7; k++) y[set][k] = copy_of(a, count);
    ck_rms_norm(a, b, count, 1e-5f, y[set][0]);
    ck_layer_norm(a, b, c, count, 1e-5f, y[set][1]);
    ck_silu_multiply(y[set][2], b, count);
    ck_gelu_tanh_multiply(y[set][3], b, count);
    ck_gelu_erf(y[set][4], count);
    ck_softmax(y[set][5], count);
    ck_add(y[set][6], b, count);
  }
  for (int k = 0; k < 6; k++) expect_close("elementwise", k, y[0][k], y[1][k], count, 1e-5f);
  expect_equal("sum", (int)count, y[0][6], y[1][6], (size_t)count * sizeof(float));
}

static void compare_elementwise_backward(long count) {
  float *a = numbers(count), *b = numbers(count), *d = numbers(count), *y[2][6], loss[2];
  for (int set = 0; set < 2; set++) {
    use(set);
    for (int k = 0; k < 6; k++) y[set][k] = zeros(count);
    memcpy(y[set][3], a, (size_t)count * sizeof *a);
    ck_silu_multiply_backward(a, b, d, y[set][0], y[set][1], count);
    ck_gelu_tanh_multiply_backward(a, b, d, y[set][4], y[set][5], count);
    ck_rms_norm_backward(a, b, d, count, 1e-5f, y[set][2]);
    loss[set] = ck_cross_entropy(y[set][3], count, count / 2, 0.5f);
  }
  float tolerance = count == 1 ? 1e-3f : 1e-5f;
  for (int k = 0; k < 6; k++) expect_close("elementwise backward", k, y[0][k], y[1][k], count, tolerance);
  expect_close("cross-entropy", (int)count, loss, loss + 1, 1, 1e-5f);
}

/// What may be written over its input gives the same there as elsewhere.
static void compare_in_place(long count) {
  float *a = numbers(count), *b = numbers(count), *c = numbers(count), *up = zeros(count), *y[2][4];
  use(1);
  for (int k = 0; k < 4; k++) y[0][k] = zeros(count), y[1][k] = copy_of(a, count);
  for (int there = 0; there < 2; there++) {
    ck_rms_norm(there ? y[1][0] : a, b, count, 1e-5f, y[there][0]);
    ck_layer_norm(there ? y[1][1] : a, b, c, count, 1e-5f, y[there][1]);
    ck_silu_multiply_backward(b, c, there ? y[1][2] : a, y[there][2], up, count);
    ck_gelu_tanh_multiply_backward(b, c, there ? y[1][3] : a, y[there][3], up, count);
  }
  for (int k = 0; k < 4; k++) expect_equal("in place", k, y[0][k], y[1][k], (size_t)count * sizeof *a);
}

static void compare_dot(long count) {
  float *a = numbers(count), *b = numbers(count), sums[2][2] = {0};
  for (int set = 0; set < 2; set++) {
    use(set);
    sums[set][0] = ck_dot(a, b, count);
    for (long i = 0; i < count; i++) sums[set][1] += fabsf(a[i] * b[i]);  // what an error is small beside
  }
  expect_close("dot", (int)count, sums[0], sums[1], 2, 1e-6f);
}

/// Against the definition; and back to where it came from.
static void compare_rope(long pairs, int interleaved) {
  float *head = numbers(2 * pairs), *cosines = zeros(pairs), *sines = zeros(pairs);
  float *turned = copy_of(head, 2 * pairs), *expected = zeros(2 * pairs);
  use(1);
  for (long i = 0; i < pairs; i++) {
    long first = interleaved ? 2 * i : i, second = interleaved ? 2 * i + 1 : i + pairs;
    double angle = 3 * (double)number(), a = head[first], b = head[second];
    cosines[i] = (float)cos(angle), sines[i] = (float)sin(angle);
    expected[first] = (float)(a * cos(angle) - b * sin(angle));
    expected[second] = (float)(a * sin(angle) + b * cos(angle));
  }
  ck_rope(turned, cosines, sines, pairs, interleaved);
  expect_close("rope", (int)pairs, expected, turned, 2 * pairs, 1e-6f);
  ck_rope_backward(turned, cosines, sines, pairs, interleaved);
  expect_close("rope backward", (int)pairs, head, turned, 2 * pairs, 1e-6f);
}

/// Of numbers among which many are equal: the first of the largest.
static void compare_argmax(long count) {
  float *x = numbers(count);
  long expected = count - 1;
  for (long i = 0; i < count; i++) x[i] = roundf(4 * x[i]);
  for (long i = count - 1; i >= 0; i--)
    if (x[i] >= x[expected]) expected = i;
  use(1);
  long actual = ck_argmax(x, count);
  expect_equal("argmax", (int)count, &expected, &actual, sizeof actual);
}
