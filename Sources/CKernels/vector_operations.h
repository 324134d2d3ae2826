// vector_operations.h: what is done with single vectors in the same way for every instruction set, and the
// dot product. Part of vector_kernels.h.

#define INLINE static inline __attribute__((always_inline))
enum { PARTS = ck_panel_rows / LANES };  // vectors in 16 lanes

typedef int8_t vb __attribute__((vector_size(LANES)));

INLINE vf v_load(const float *p) {
  vf v;
  memcpy(&v, p, sizeof v);
  return v;
}
INLINE void v_store(float *p, vf v) { memcpy(p, &v, sizeof v); }
INLINE vi v_load_bytes(const void *p) {
  vi v;
  memcpy(&v, p, sizeof v);
  return v;
}
INLINE vf v_set(float x) { return x - (vf){}; }  // not + 0, which would change −0 and so cost an addition
INLINE vi v_set_int(int32_t x) { return x - (vi){}; }
INLINE vf v_fma(vf a, vf b, vf c) { return __builtin_elementwise_fma(a, b, c); }
INLINE vf v_max(vf a, vf b) { return __builtin_elementwise_max(a, b); }
INLINE vf v_min(vf a, vf b) { return __builtin_elementwise_min(a, b); }
INLINE vf v_abs(vf a) { return __builtin_elementwise_abs(a); }
INLINE vf v_round(vf a) { return __builtin_elementwise_roundeven(a); }
INLINE vf v_of_int(vi a) { return __builtin_convertvector(a, vf); }

/// The first `count` < LANES floats, the others 0.
INLINE vf v_load_part(const float *p, ptrdiff_t count) {
  float lanes[LANES] = {0};
  memcpy(lanes, p, (size_t)count * sizeof(float));
  return v_load(lanes);
}
INLINE void v_store_part(float *p, vf v, ptrdiff_t count) {
  float lanes[LANES];
  v_store(lanes, v);
  memcpy(p, lanes, (size_t)count * sizeof(float));
}

/// e^x to 2 ulp: 2ⁿ · e^r with |r| ≤ ln 2 / 2, minimax polynomial of degree 6. Saturates at ±87.
INLINE vf v_exp(vf x) {
  x = v_min(v_max(x, v_set(-87.0f)), v_set(88.0f));
  vf n = v_round(x * 1.44269504f);
  vf r = v_fma(n, v_set(-0.693359375f), x);
  r = v_fma(n, v_set(2.12194440e-4f), r);
  vf p = v_set(1.9875691e-4f);
  p = v_fma(p, r, v_set(1.3981999e-3f));
  p = v_fma(p, r, v_set(8.3334519e-3f));
  p = v_fma(p, r, v_set(4.1665796e-2f));
  p = v_fma(p, r, v_set(1.6666666e-1f));
  p = v_fma(p, r, v_set(5.0000000e-1f));
  p = v_fma(p, r * r, r) + 1.0f;
  vi power = (__builtin_convertvector(n, vi) + 127) << 23;
  return p * (vf)power;
}

static float dot(const float *a, const float *b, ptrdiff_t count) {
  vf sum[4] = {};
  ptrdiff_t i = 0;
  for (; i + 4 * LANES <= count; i += 4 * LANES)
    for (int k = 0; k < 4; k++) sum[k] = v_fma(v_load(a + i + k * LANES), v_load(b + i + k * LANES), sum[k]);
  float total = v_sum(sum[0] + sum[1] + sum[2] + sum[3]);
  for (; i < count; i++) total += a[i] * b[i];
  return total;
}
