// vector_elementwise.h: norms, gates and sums of rows, and the gradients that training needs. Part of
// vector_kernels.h.

static void rms_norm(const float *x, const float *weight, ptrdiff_t columns, float epsilon, float *out) {
  float factor = 1.0f / sqrtf(dot(x, x, columns) / (float)columns + epsilon);
  ptrdiff_t c = 0;
  for (; c + LANES <= columns; c += LANES) v_store(out + c, v_load(x + c) * factor * v_load(weight + c));
  for (; c < columns; c++) out[c] = x[c] * factor * weight[c];
}

static void rms_norm_backward(const float *x, const float *weight, const float *d_out, ptrdiff_t columns,
                              float epsilon, float *d_x) {
  float factor = 1.0f / sqrtf(dot(x, x, columns) / (float)columns + epsilon);
  vf sums = (vf){};
  ptrdiff_t c = 0;
  for (; c + LANES <= columns; c += LANES)
    sums = v_fma(v_load(weight + c) * v_load(d_out + c), v_load(x + c), sums);
  float mean = v_sum(sums);
  for (; c < columns; c++) mean += weight[c] * d_out[c] * x[c];
  mean *= factor * factor / (float)columns;
  for (c = 0; c + LANES <= columns; c += LANES) {
    vf slope = v_load(weight + c) * v_load(d_out + c) - v_load(x + c) * mean;
    v_store(d_x + c, v_fma(slope, v_set(factor), v_load(d_x + c)));
  }
  for (; c < columns; c++) d_x[c] += factor * (weight[c] * d_out[c] - x[c] * mean);
}

static float sum_of(const float *x, ptrdiff_t count) {
  vf sums = (vf){};
  ptrdiff_t i = 0;
  for (; i + LANES <= count; i += LANES) sums += v_load(x + i);
  float total = v_sum(sums);
  for (; i < count; i++) total += x[i];
  return total;
}

static void layer_norm(const float *x, const float *weight, const float *bias, ptrdiff_t columns,
                       float epsilon, float *out) {
  float mean = sum_of(x, columns) / (float)columns;
  vf squares = (vf){};
  ptrdiff_t c = 0;
  for (; c + LANES <= columns; c += LANES) {
    vf off = v_load(x + c) - mean;
    squares = v_fma(off, off, squares);
  }
  float variance = v_sum(squares);
  for (; c < columns; c++) variance += (x[c] - mean) * (x[c] - mean);
  float factor = 1.0f / sqrtf(variance / (float)columns + epsilon);
  for (c = 0; c + LANES <= columns; c += LANES)
    v_store(out + c, v_fma((v_load(x + c) - mean) * factor, v_load(weight + c), v_load(bias + c)));
  for (; c < columns; c++) out[c] = (x[c] - mean) * factor * weight[c] + bias[c];
}

INLINE vf silu(vf x) { return x / (1.0f + v_exp(-x)); }

/// x / 2 · (1 + tanh u) = x / (1 + e^−2u), u = √(2/π) (x + 0.044715 x³)
INLINE vf gelu_tanh(vf x) {
  vf inner = v_fma(x * x, v_set(0.044715f), v_set(1.0f)) * x * -1.59576912f;
  return x / (1.0f + v_exp(inner));
}

/// erf to 1.5e-7 (Abramowitz and Stegun, 7.1.26)
INLINE vf gelu_with_erf(vf x) {
  vf u = v_abs(x) * 0.70710678f;
  vf t = 1.0f / v_fma(u, v_set(0.3275911f), v_set(1.0f));
  vf p = v_set(1.061405429f);
  p = v_fma(p, t, v_set(-1.453152027f));
  p = v_fma(p, t, v_set(1.421413741f));
  p = v_fma(p, t, v_set(-0.284496736f));
  p = v_fma(p, t, v_set(0.254829592f));
  // Below e^−80 the tail would become denormal: nothing beside the sum, but slow to compute with.
  vf tail = p * t * v_exp(v_max(-u * u, v_set(-80.0f)));  // 1 − erf(|x| / √2)
  vi negative = x < 0;
  vf one_plus_erf = (vf)((negative & (vi)tail) | (~negative & (vi)(2.0f - tail)));
  return x * 0.5f * one_plus_erf;
}

#define ELEMENTWISE(expression)                                              \
  ptrdiff_t i = 0;                                                           \
  for (; i + LANES <= count; i += LANES) {                                   \
    vf a = v_load(x + i), b = v_load(y + i);                                 \
    v_store(x + i, expression);                                              \
  }                                                                          \
  if (i < count) {                                                           \
    vf a = v_load_part(x + i, count - i), b = v_load_part(y + i, count - i); \
    v_store_part(x + i, expression, count - i);                              \
  }

static void silu_multiply(float *x, const float *y, ptrdiff_t count) { ELEMENTWISE(silu(a) * b) }
static void gelu_tanh_multiply(float *x, const float *y, ptrdiff_t count) { ELEMENTWISE(gelu_tanh(a) * b) }
static void add(float *x, const float *y, ptrdiff_t count) { ELEMENTWISE(a + b) }
#undef ELEMENTWISE

INLINE void silu_backward(vf gate, vf up, vf d, vf *d_gate, vf *d_up) {
  vf sigmoid = 1.0f / (1.0f + v_exp(-gate));
  *d_up = d * gate * sigmoid;
  *d_gate = d * up * sigmoid * v_fma(gate, 1.0f - sigmoid, v_set(1.0f));
}

INLINE void gelu_tanh_backward(vf gate, vf up, vf d, vf *d_gate, vf *d_up) {
  vf square = gate * gate * 0.044715f;
  vf sigmoid = 1.0f / (1.0f + v_exp((square + 1.0f) * gate * -1.59576912f));
  vf inner_slope = v_fma(square, v_set(3.0f), v_set(1.0f)) * 1.59576912f;
  *d_up = d * gate * sigmoid;
  *d_gate = d * up * sigmoid * v_fma(gate * inner_slope, 1.0f - sigmoid, v_set(1.0f));
}

#define GATED_BACKWARD(slopes)                                                     \
  ptrdiff_t i = 0;                                                                 \
  vf to_gate, to_up;                                                               \
  for (; i + LANES <= count; i += LANES) {                                         \
    slopes(v_load(gate + i), v_load(up + i), v_load(d_out + i), &to_gate, &to_up); \
    v_store(d_gate + i, to_gate);                                                  \
    v_store(d_up + i, to_up);                                                      \
  }                                                                                \
  if (i < count) {                                                                 \
    ptrdiff_t left = count - i;                                                    \
    vf g = v_load_part(gate + i, left), u = v_load_part(up + i, left);             \
    slopes(g, u, v_load_part(d_out + i, left), &to_gate, &to_up);                  \
    v_store_part(d_gate + i, to_gate, left);                                       \
    v_store_part(d_up + i, to_up, left);                                           \
  }

static void silu_multiply_backward(const float *gate, const float *up, const float *d_out, float *d_gate,
                                   float *d_up, ptrdiff_t count) {
  GATED_BACKWARD(silu_backward)
}

static void gelu_tanh_multiply_backward(const float *gate, const float *up, const float *d_out, float *d_gate,
                                        float *d_up, ptrdiff_t count) {
  GATED_BACKWARD(gelu_tanh_backward)
}
#undef GATED_BACKWARD

static void gelu_erf(float *x, ptrdiff_t count) {
  ptrdiff_t i = 0;
  for (; i + LANES <= count; i += LANES) v_store(x + i, gelu_with_erf(v_load(x + i)));
  if (i < count) v_store_part(x + i, gelu_with_erf(v_load_part(x + i, count - i)), count - i);
}
