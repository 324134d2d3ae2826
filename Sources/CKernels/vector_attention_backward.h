// vector_attention_backward.h: the gradient of causal attention. Part of vector_kernels.h.

/// out, (dim, stride), = rows, (n, dim) within rows of `row_stride`, turned; the columns past n are 0.
static void turn(const float *rows, ptrdiff_t row_stride, ptrdiff_t n, ptrdiff_t dim, ptrdiff_t stride,
                 float *out) {
  for (ptrdiff_t d = 0; d < dim; d++) {
    for (ptrdiff_t j = 0; j < n; j++) out[d * stride + j] = rows[j * row_stride + d];
    for (ptrdiff_t j = n; j < stride; j++) out[d * stride + j] = 0;
  }
}

/// Of `heads` heads, with n' = `stride`: scores[h · n' + j] = q_h · k_j · scale and products[…] = d_out_h ·
/// v_j, for 2 vectors of positions from `j` on. Heads lie `dim` apart in `q` and `d_out`.
INLINE void backward_scores(int heads, const float *keys, const float *values, ptrdiff_t dim,
                            ptrdiff_t stride, const float *q, const float *d_out, float scale, float *scores,
                            float *products) {
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

/// Adds one position's share to the gradients of the keys and values it saw, for `vectors` vectors of
/// dimensions at d.
INLINE void backward_rows(int heads, int vectors, const ck_attention_gradient *g, ptrdiff_t d,
                          ptrdiff_t limit, ptrdiff_t stride, const float *p, const float *ds, const float *q,
                          const float *d_out, float *dq) {
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
INLINE void backward_element(int heads, const ck_attention_gradient *g, ptrdiff_t d, ptrdiff_t limit,
                             ptrdiff_t stride, const float *p, const float *ds, const float *q,
                             const float *d_out, float *dq) {
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

/// One position's queries of `heads` heads, the first at `at`; they share each load of keys and values.
INLINE void backward_heads(int heads, const ck_attention_gradient *g, ptrdiff_t limit, ptrdiff_t at,
                           ptrdiff_t stride, const float *keys, const float *values, float *p, float *ds) {
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
  for (; d + 2 * LANES <= dim; d += 2 * LANES)
    backward_rows(heads, 2, g, d, limit, stride, p, ds, q, d_out, dq);
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
