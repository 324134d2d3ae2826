// vector_softmax.h: softmax, and the loss of logits with its gradient. Part of vector_kernels.h.

static float largest_of(const float *x, ptrdiff_t count) {
  vf largest = v_set(-INFINITY);
  ptrdiff_t i = 0;
  for (; i + LANES <= count; i += LANES) largest = v_max(largest, v_load(x + i));
  float top = v_largest(largest);
  for (; i < count; i++) top = fmaxf(top, x[i]);
  return top;
}

/// x = e^(x − top), for whole vectors: `whole` is a multiple of LANES. Returns their sum.
static float exponentials(float *x, ptrdiff_t whole, float top) {
  vf sums = (vf){};
  for (ptrdiff_t i = 0; i < whole; i += LANES) {
    vf e = v_exp(v_load(x + i) - top);
    v_store(x + i, e);
    sums += e;
  }
  return v_sum(sums);
}

/// x *= factor
static void multiply(float *x, ptrdiff_t count, float factor) {
  ptrdiff_t i = 0;
  for (; i + LANES <= count; i += LANES) v_store(x + i, v_load(x + i) * factor);
  for (; i < count; i++) x[i] *= factor;
}

static void softmax(float *x, ptrdiff_t count) {
  ptrdiff_t whole = count / LANES * LANES, rest = count - whole;
  float top = largest_of(x, count), sum = exponentials(x, whole, top);
  if (rest > 0) {
    float tail[LANES];
    v_store(tail, v_exp(v_load_part(x + whole, rest) - top));
    for (ptrdiff_t i = 0; i < rest; i++) sum += x[whole + i] = tail[i];
  }
  multiply(x, count, 1.0f / sum);
}

static float cross_entropy(float *x, ptrdiff_t count, ptrdiff_t target, float weight) {
  ptrdiff_t whole = count / LANES * LANES;
  float top = largest_of(x, count), logit = x[target] - top, sum = 0;
  // The rest comes first, and by expf: losses are summed as they ever were, so that a training repeats.
  for (ptrdiff_t i = whole; i < count; i++) sum += x[i] = expf(x[i] - top);
  sum += exponentials(x, whole, top);
  multiply(x, count, weight / sum);
  x[target] -= weight;
  return logf(sum) - logit;
}
