// vector_attention.h: the cache of keys and values, and attention over it. Part of vector_kernels.h.

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
      for (int t = 0; t < tokens; t++) {
        ptrdiff_t at = position + g * 16 + p * LANES;
        vf scaled = sum[g][p][t] * scale;
        if (form == ck_cache_integer8) scaled *= v_load(cache.key_scales + at);
        v_store(scores + t * stride + at, scaled);
      }
}

INLINE void scores_of_tokens(int form, int tokens, int groups, ck_head_cache cache,
                             const float *const *queries, ptrdiff_t start, ptrdiff_t limit, float scale,
                             float *scores, ptrdiff_t stride) {
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

/// scores[i] += bias[i]. Reads no bias past `count`: there may be none.
INLINE void add_bias(float *scores, const float *bias, ptrdiff_t count) {
  ptrdiff_t i = 0;
  for (; i + LANES <= count; i += LANES) v_store(scores + i, v_load(scores + i) + v_load(bias + i));
  for (; i < count; i++) scores[i] += bias[i];
}

/// Queries that share keys and values: scores, softmax, weighted values. Scores past a query's own
/// positions are set to 0, so that all of them can run over the same range.
INLINE void attend(int form, int tokens, int groups, ck_head_cache cache, const float *const *queries,
                   float *const *outputs, const int32_t *starts, const int32_t *limits,
                   const float *const *biases, float scale, float *scores) {
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
                         ptrdiff_t n, const int32_t *starts, const int32_t *limits,
                         const float *const *biases, float scale, float *scores) {
  ptrdiff_t i = 0;
  for (; i + SCORE_TOKENS <= n; i += SCORE_TOKENS)
    attend(form, SCORE_TOKENS, SCORE_GROUPS, cache, queries + i, outputs + i, starts + i, limits + i,
           biases ? biases + i : 0, scale, scores);
  for (; i < n; i++)
    attend(form, 1, 4, cache, queries + i, outputs + i, starts + i, limits + i, biases ? biases + i : 0,
           scale, scores);
}

static void attention(ck_head_cache cache, const float *const *queries, float *const *outputs, ptrdiff_t n,
                      const int32_t *starts, const int32_t *limits, const float *const *biases, float scale,
                      float *scores) {
#define ATTENTION_OF(form) \
  attention_of(form, cache, queries, outputs, n, starts, limits, biases, scale, scores)
  switch (cache.form) {  // constants, so that each form has loops of its own
    case ck_cache_float32: ATTENTION_OF(ck_cache_float32); break;
    case ck_cache_float16: ATTENTION_OF(ck_cache_float16); break;
    default: ATTENTION_OF(ck_cache_integer8); break;
  }
#undef ATTENTION_OF
}
