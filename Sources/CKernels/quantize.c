// quantize.c: rounds rows of weights to the blocks of a GGUF file. It runs once, when a model is added.
//
// Q8_0 and Q4_0 give the bits that ggml's reference gives without fused multiplications, so that a file made
// here equals one made elsewhere. Q4_K is a search of our own for the scales and minima with the least error.
// Every conversion to an integer is clamped first, so that no input, a number or not, is undefined.

#include <math.h>

#include "blocks.h"
#include "half.h"
#include "include/CKernels.h"

// A fused multiplication rounds once instead of twice: another code where a value lies between two.
#pragma STDC FP_CONTRACT OFF

int ck_quantizes(ck_type type) {
  switch (type) {
  case ck_f32: case ck_f16: case ck_bf16: case ck_q4_0: case ck_q8_0: case ck_q4_k: return 1;
  default: return 0;
  }
}

/// `value` within low … high; `low` where it is not a number.
static inline float clamp(float value, float low, float high) {
  return value > low ? (value < high ? value : high) : low;
}

/// To the nearest whole number, halves away from zero; |value| < 2³¹.
static inline int round_away(float value) {
  float magnitude = fabsf(value);
  int whole = (int)magnitude;
  whole += magnitude - (float)whole >= 0.5f;
  return value < 0 ? -whole : whole;
}

// ---- blocks of 32 ----------------------------------------------------------------------------------

static void quantize_q8_0(const float *x, block_q8_0 *out) {
  float largest = 0;
  for (int i = 0; i < small_block; i++) largest = fmaxf(largest, fabsf(x[i]));
  float scale = largest / 127, inverse = scale > 0 ? 1 / scale : 0;
  out->d = half_of_float(scale);
  for (int i = 0; i < small_block; i++) out->qs[i] = (int8_t)round_away(clamp(x[i] * inverse, -127, 127));
}

/// The value farthest from zero becomes code 0, which stands for −8 scales.
static void quantize_q4_0(const float *x, block_q4_0 *out) {
  float farthest = 0;
  for (int i = 0; i < small_block; i++)
    if (fabsf(x[i]) > fabsf(farthest)) farthest = x[i];
  float scale = farthest / -8, inverse = scale != 0 ? 1 / scale : 0;
  out->d = half_of_float(scale);
  for (int i = 0; i < small_block / 2; i++) {
    float low = x[i] * inverse, high = x[i + small_block / 2] * inverse;
    int low_code = (int)clamp(low + 8.5f, 0, 15), high_code = (int)clamp(high + 8.5f, 0, 15);
    out->qs[i] = (uint8_t)(low_code | high_code << 4);
  }
}

// ---- blocks of 256: Q4_K ---------------------------------------------------------------------------
//
// A block has 8 parts of 32 values: value ≈ scale · code − minimum, with codes of 0 … 15. Scale and minimum
// of a part are whole multiples, 0 … 63, of the block's two half-precision numbers d and dmin.

enum { part_count = 8, part = 32, highest_code = 15, highest_multiple = 63 };

typedef struct { float scale, minimum; } line;

/// Sums over one part that say how well any line fits the codes chosen: w is the weight of a value.
typedef struct { float w, wq, wqq, wx, wqx; } fit;

static inline void codes_of(const float *x, line l, float codes[part]) {
  float inverse = l.scale > 0 ? 1 / l.scale : 0;
  for (int i = 0; i < part; i++)
    codes[i] = (float)(int)(clamp((x[i] + l.minimum) * inverse, 0, highest_code) + 0.5f);
}

/// Σ w (scale · code − minimum − x)²
static inline float error_of(const float *x, const float *w, line l, const float codes[part]) {
  float sum = 0;
  for (int i = 0; i < part; i++) {
    float miss = l.scale * codes[i] - l.minimum - x[i];
    sum += w[i] * miss * miss;
  }
  return sum;
}

static inline fit sums_of(const float *x, const float *w, const float codes[part]) {
  fit f = {0};
  for (int i = 0; i < part; i++) {
    float wq = w[i] * codes[i];
    f.w += w[i];
    f.wq += wq;
    f.wqq += wq * codes[i];
    f.wx += w[i] * x[i];
    f.wqx += wq * x[i];
  }
  return f;
}

/// The line of least squares for codes that are given; `otherwise` where they do not tell one.
static line best_line_for(fit f, line otherwise) {
  float determinant = f.w * f.wqq - f.wq * f.wq;
  if (!(determinant > 0)) return otherwise;
  line l = {
      .scale = (f.w * f.wqx - f.wq * f.wx) / determinant,
      .minimum = (f.wq * f.wqx - f.wqq * f.wx) / determinant,
  };
  if (l.minimum < 0) l = (line){.scale = f.wqx / f.wqq};  // a minimum cannot lift values
  return l.scale > 0 ? l : otherwise;
}

/// The best line found for one part: from ranges that are narrower and wider than that of the values, each
/// improved by least squares.
static line search_line(const float *x, const float *w) {
  float low = 0, high = x[0];
  for (int i = 0; i < part; i++) low = fminf(low, x[i]), high = fmaxf(high, x[i]);
  line best = {.scale = 0, .minimum = -low};
  if (!(high > low)) return best;
  float codes[part], least = INFINITY;
  for (int step = 0; step < 12; step++) {
    line l = {.scale = (high - low) / (13.0f + 0.3f * (float)step), .minimum = -low};
    for (int round = 0; round < 2; round++) {
      codes_of(x, l, codes);
      l = best_line_for(sums_of(x, w, codes), l);
    }
    codes_of(x, l, codes);
    float error = error_of(x, w, l, codes);
    if (error < least) least = error, best = l;
  }
  return best;
}

/// A block while its numbers are being chosen.
typedef struct {
  float d, dmin;  // as half precision holds them
  float scales[part_count], minima[part_count];  // multiples, 0 … 63
  float codes[part_count][part];
} draft;

/// The nearest number that half precision holds and that is not infinite.
static float as_half(float value) { return float_of_half(half_of_float(clamp(value, 0, 65504))); }

/// Chooses the multiples of one part among those next to the wanted line, and its codes.
static float choose_multiples(const float *x, const float *w, line wanted, draft *b, int s) {
  float scale = b->d > 0 ? clamp(wanted.scale / b->d, 0, highest_multiple) : 0;
  float minimum = b->dmin > 0 ? clamp(wanted.minimum / b->dmin, 0, highest_multiple) : 0;
  float scale_below = floorf(scale), minimum_below = floorf(minimum), least = INFINITY, codes[part];
  for (int k = -1; k <= 2; k++)
    for (int m = 0; m < 2; m++) {
      float scale_here = clamp(scale_below + (float)k, 0, highest_multiple);
      float minimum_here = clamp(minimum_below + (float)m, 0, highest_multiple);
      line l = {.scale = b->d * scale_here, .minimum = b->dmin * minimum_here};
      codes_of(x, l, codes);
      float error = error_of(x, w, l, codes);
      if (error < least || (k == -1 && m == 0)) {
        least = error, b->scales[s] = scale_here, b->minima[s] = minimum_here;
        memcpy(b->codes[s], codes, sizeof codes);
      }
    }
  return least;
}

static float choose_all(const float *x, const float *w, const line wanted[part_count], draft *b) {
  float error = 0;
  for (int s = 0; s < part_count; s++) error += choose_multiples(x + part * s, w + part * s, wanted[s], b, s);
  return error;
}

/// d and dmin of least squares over the whole block, with multiples and codes as they are.
static void refit_block(const float *x, const float *w, draft *b) {
  float aa = 0, ab = 0, bb = 0, ax = 0, bx = 0;  // a = multiple · code, b = −multiple of the minimum
  for (int s = 0; s < part_count; s++) {
    fit f = sums_of(x + part * s, w + part * s, b->codes[s]);
    float k = b->scales[s], m = b->minima[s];
    aa += k * k * f.wqq, ab -= k * m * f.wq, bb += m * m * f.w, ax += k * f.wqx, bx -= m * f.wx;
  }
  float determinant = aa * bb - ab * ab;
  float d = b->d, dmin = b->dmin;
  if (determinant > 1e-6f * aa * bb) {
    d = (bb * ax - ab * bx) / determinant, dmin = (aa * bx - ab * ax) / determinant;
  } else if (aa > 0 && bb == 0) {
    d = ax / aa;
  }
  if (d > 0 && dmin >= 0) b->d = as_half(d), b->dmin = as_half(dmin);
}

/// The eight multiples of each kind, six bits each, in 12 bytes: as unpack.c reads them.
static void pack_multiples(const draft *b, uint8_t packed[12]) {
  for (int s = 0; s < 4; s++) {
    int scale = (int)b->scales[s], minimum = (int)b->minima[s];
    int later_scale = (int)b->scales[s + 4], later_minimum = (int)b->minima[s + 4];
    packed[s] = (uint8_t)(scale | (later_scale >> 4) << 6);
    packed[s + 4] = (uint8_t)(minimum | (later_minimum >> 4) << 6);
    packed[s + 8] = (uint8_t)((later_scale & 15) | (later_minimum & 15) << 4);
  }
}

static void pack_q4_k(const draft *b, block_q4_k *out) {
  out->d = half_of_float(b->d);
  out->dmin = half_of_float(b->dmin);
  pack_multiples(b, out->scales);
  for (int pair = 0; pair < part_count / 2; pair++)
    for (int i = 0; i < part; i++)
      out->qs[part * pair + i] = (uint8_t)((int)b->codes[2 * pair][i] | (int)b->codes[2 * pair + 1][i] << 4);
}

static void quantize_q4_k(const float *x, block_q4_k *out) {
  // Large weights matter more to what a product gives; the mean keeps small ones from counting for nothing.
  float w[large_block], mean = 0;
  for (int i = 0; i < large_block; i++) mean += x[i] * x[i] / large_block;
  for (int i = 0; i < large_block; i++) w[i] = mean > 0 ? 1 + 0.25f * x[i] * x[i] / mean : 1;
  line wanted[part_count];
  float scale = 0, minimum = 0;
  for (int s = 0; s < part_count; s++) {
    wanted[s] = search_line(x + part * s, w + part * s);
    scale = fmaxf(scale, wanted[s].scale), minimum = fmaxf(minimum, wanted[s].minimum);
  }
  draft best = {.d = as_half(scale / highest_multiple), .dmin = as_half(minimum / highest_multiple)};
  float least = choose_all(x, w, wanted, &best);
  draft next = best;
  for (int round = 0; round < 2; round++) {
    refit_block(x, w, &next);
    float error = choose_all(x, w, wanted, &next);
    if (!(error < least)) break;
    least = error, best = next;
  }
  pack_q4_k(&best, out);
}

// ---- rows ------------------------------------------------------------------------------------------

void ck_quantize_row(ck_type type, const float *x, ptrdiff_t columns, void *row) {
  switch (type) {
  case ck_f32: memcpy(row, x, (size_t)columns * sizeof(float)); break;
  case ck_f16: for (ptrdiff_t c = 0; c < columns; c++) ((uint16_t *)row)[c] = half_of_float(x[c]); break;
  case ck_bf16: ck_round_to_bfloat(x, columns, row); break;
  case ck_q8_0:
    for (ptrdiff_t b = 0; b < columns / small_block; b++)
      quantize_q8_0(x + b * small_block, (block_q8_0 *)row + b);
    break;
  case ck_q4_0:
    for (ptrdiff_t b = 0; b < columns / small_block; b++)
      quantize_q4_0(x + b * small_block, (block_q4_0 *)row + b);
    break;
  case ck_q4_k:
    for (ptrdiff_t b = 0; b < columns / large_block; b++)
      quantize_q4_k(x + b * large_block, (block_q4_k *)row + b);
    break;
  default: break;
  }
}

ck_rounding_error ck_compare_rows(const float *x, const float *rounded, ptrdiff_t columns) {
  ck_rounding_error error = {0};
  for (ptrdiff_t c = 0; c < columns; c++) {
    double value = x[c], miss = (double)rounded[c] - value;
    error.squares += value * value;
    error.miss_squares += miss * miss;
    error.largest_miss = fmaxf(error.largest_miss, (float)fabs(miss));
  }
  return error;
}
