// cache_codes.h: a key or a value as 8-bit integers; one rounding for every instruction set.

#pragma once

#include <math.h>
#include <stddef.h>
#include <stdint.h>

/// codes[i · stride] = x[i] / scale, rounded to nearest even. Returns the scale: the largest magnitude is
/// 127. What is no finite number, as hostile weights make it, becomes some code; a row of nearly nothing
/// becomes zeros.
static inline float codes_of_floats(const float *x, ptrdiff_t count, int8_t *codes, ptrdiff_t stride) {
  float largest = 0;
  for (ptrdiff_t i = 0; i < count; i++) largest = fmaxf(largest, fabsf(x[i]));
  float inverse = largest > 1e-30f ? 127 / largest : 0;
  for (ptrdiff_t i = 0; i < count; i++) {
    float code = x[i] * inverse;
    codes[i * stride] = (int8_t)rintf(code > -127 ? (code < 127 ? code : 127) : -127);
  }
  return largest / 127;
}
