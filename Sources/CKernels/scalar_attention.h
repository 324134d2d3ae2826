// scalar_attention.h: the cache of keys and values, attention over it, and its gradient, in plain C. Part of
// scalar.c.

static ptrdiff_t key_index(ptrdiff_t dim, ptrdiff_t position, ptrdiff_t d) {
  return (position / 16 * dim + d) * 16 + position % 16;
}

static void cache_store(ck_head_cache cache, ptrdiff_t position, const float *key, const float *value) {
  if (cache.form == ck_cache_integer8) {
    int8_t *keys = (int8_t *)cache.keys + key_index(cache.dim, position, 0);
    cache.key_scales[position] = codes_of_floats(key, cache.dim, keys, 16);
    int8_t *values = (int8_t *)cache.values + position * cache.dim;
    cache.value_scales[position] = codes_of_floats(value, cache.dim, values, 1);
    return;
  }
  for (ptrdiff_t d = 0; d < cache.dim; d++) {
    ptrdiff_t k = key_index(cache.dim, position, d), v = position * cache.dim + d;
    if (cache.form == ck_cache_float16) {
      ((uint16_t *)cache.keys)[k] = half_of_float(key[d]);
      ((uint16_t *)cache.values)[v] = half_of_float(value[d]);
    } else {
      ((float *)cache.keys)[k] = key[d];
      ((float *)cache.values)[v] = value[d];
    }
  }
}

static float cached(const void *array, int form, ptrdiff_t at) {
  switch (form) {
    case ck_cache_float16: return float_of_half(((const uint16_t *)array)[at]);
    case ck_cache_integer8: return ((const int8_t *)array)[at];
    default: return ((const float *)array)[at];
  }
}

/// What the elements of a position are multiplied by.
static float cache_scale(const float *scales, int form, ptrdiff_t position) {
  return form == ck_cache_integer8 ? scales[position] : 1;
}

static void attention(ck_head_cache cache, const float *const *queries, float *const *outputs, ptrdiff_t n,
                      const int32_t *starts, const int32_t *limits, const float *const *biases, float scale,
                      float *scores) {
  for (ptrdiff_t i = 0; i < n; i++) {
    for (ptrdiff_t p = starts[i]; p < limits[i]; p++) {
      float sum = 0;
      for (ptrdiff_t d = 0; d < cache.dim; d++)
        sum += queries[i][d] * cached(cache.keys, cache.form, key_index(cache.dim, p, d));
      scores[p] = sum * scale * cache_scale(cache.key_scales, cache.form, p) + (biases ? biases[i][p] : 0);
    }
    softmax(scores + starts[i], limits[i] - starts[i]);
    for (ptrdiff_t d = 0; d < cache.dim; d++) {
      float sum = 0;
      for (ptrdiff_t p = starts[i]; p < limits[i]; p++)
        sum += scores[p] * cache_scale(cache.value_scales, cache.form, p) *
               cached(cache.values, cache.form, p * cache.dim + d);
      outputs[i][d] = sum;
    }
  }
}

/// With p = softmax(scale · q Kᵀ): dV = pᵀ dO; dS = p ∘ (dO Vᵀ − Σ p ∘ dO Vᵀ) · scale; dQ = dS K; dK = dSᵀ Q.
static void attention_backward(const ck_attention_gradient *g, float *scratch) {
  float *p = scratch, *ds = scratch + g->n;
  for (ptrdiff_t j = 0; j < g->n; j++)
    for (ptrdiff_t d = 0; d < g->dim; d++)
      g->d_keys[j * g->value_stride + d] = g->d_values[j * g->value_stride + d] = 0;
  for (ptrdiff_t row = 0; row < g->n * g->heads; row++) {
    ptrdiff_t i = row / g->heads, at = i * g->query_stride + row % g->heads * g->dim;
    const float *q = g->queries + at, *d_out = g->d_outputs + at;
    float *dq = g->d_queries + at, total = 0;
    for (ptrdiff_t j = 0; j <= i; j++) p[j] = dot(q, g->keys + j * g->value_stride, g->dim) * g->scale;
    softmax(p, i + 1);
    for (ptrdiff_t j = 0; j <= i; j++) {
      ds[j] = dot(d_out, g->values + j * g->value_stride, g->dim);
      total += p[j] * ds[j];
    }
    for (ptrdiff_t d = 0; d < g->dim; d++) dq[d] = 0;
    for (ptrdiff_t j = 0; j <= i; j++) {
      ptrdiff_t row_j = j * g->value_stride;
      float s = p[j] * (ds[j] - total) * g->scale;
      for (ptrdiff_t d = 0; d < g->dim; d++) {
        dq[d] += s * g->keys[row_j + d];
        g->d_keys[row_j + d] += s * q[d];
        g->d_values[row_j + d] += p[j] * d_out[d];
      }
    }
  }
}
