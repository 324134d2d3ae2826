// attention.h: compares attention over a cache, and its gradient. Part of compare.c.

/// Row i sees the positions starts[i] ..< limits[i]; its biases end there too.
typedef struct {
  const float *queries[64], *biases[64];
  int32_t starts[64], limits[64];
} seen;

/// Half of the queries see every position and half the first half of them, or the last `window` of these.
static seen queries_of(long dim, long positions, long n, long window) {
  float *queries = numbers(n * dim);
  seen s;
  for (long i = 0; i < n; i++) {
    long limit = i % 2 ? positions : (positions + 1) / 2;
    long start = window > 0 && window < limit ? limit - window : 0;
    float *biases = numbers(limit);
    for (long p = 0; p < start; p++) biases[p] = NAN;
    s.queries[i] = queries + i * dim, s.biases[i] = biases;
    s.starts[i] = (int32_t)start, s.limits[i] = (int32_t)limit;
  }
  return s;
}

/// A cache for `positions`, full of what is no number: what was not stored must not matter.
static ck_head_cache cache_of(long dim, long positions, int form) {
  const int other_than_number = 0xff;
  long capacity = (positions + 15) / 16 * 16;
  long width = form == ck_cache_float32 ? 4 : form == ck_cache_float16 ? 2 : 1;
  return (ck_head_cache){memory_of((size_t)(capacity * dim * width), other_than_number),
                         memory_of((size_t)(positions * dim * width), other_than_number),
                         memory_of((size_t)capacity * sizeof(float), other_than_number),
                         memory_of((size_t)positions * sizeof(float), other_than_number), dim, form};
}

static void compare_attention(long dim, long positions, long n, long window, int form, int biased) {
  float *keys = numbers(positions * dim), *values = numbers(positions * dim), *out[2], *targets[64];
  seen s = queries_of(dim, positions, n, window);
  long longest = s.limits[n > 1 ? 1 : 0];
  float *scores = zeros((n < 8 ? n : 8) * ((longest + 15) / 16 * 16));
  for (int set = 0; set < 2; set++) {
    use(set);
    ck_head_cache cache = cache_of(dim, positions, form);
    for (long p = 0; p < positions; p++) ck_cache_store(cache, p, keys + p * dim, values + p * dim);
    out[set] = zeros(n * dim);
    for (long i = 0; i < n; i++) targets[i] = out[set] + i * dim;
    ck_attention(cache, s.queries, targets, n, s.starts, s.limits, biased ? s.biases : NULL, 0.2f, scores);
  }
  expect_close("attention", (int)dim, out[0], out[1], n * dim, 1e-4f);
}

static void compare_attention_backward(long n, long dim, long heads) {
  long query_stride = heads * dim + apart, value_stride = dim + apart;
  long query_size = strided(n, heads * dim, query_stride), value_size = strided(n, dim, value_stride);
  float *q = numbers(query_size), *d_out = numbers(query_size);
  float *k = numbers(value_size), *v = numbers(value_size);
  float *out[2][3], *scratch = zeros(ck_attention_backward_scratch(n, dim));
  for (int set = 0; set < 2; set++) {
    use(set);
    for (int i = 0; i < 3; i++) out[set][i] = zeros(i == 0 ? query_size : value_size);
    ck_attention_gradient g = {.queries = q, .keys = k, .values = v, .d_outputs = d_out};
    g.d_queries = out[set][0], g.d_keys = out[set][1], g.d_values = out[set][2];
    g.query_stride = query_stride, g.value_stride = value_stride;
    g.n = n, g.dim = dim, g.heads = heads, g.scale = 0.3f;
    ck_attention_backward(&g, scratch);
  }
  for (int i = 0; i < 3; i++)
    expect_close("attention backward", i, out[0][i], out[1][i], i == 0 ? query_size : value_size, 1e-4f);
}
