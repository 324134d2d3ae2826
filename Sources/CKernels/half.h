// half.h: IEEE half precision to float and back without hardware, bit for bit what F16C does.
#ifndef HALF_H
#define HALF_H

#include <stdint.h>
#include <string.h>

static inline float float_of_bits(uint32_t bits) {
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

static inline uint32_t bits_of_float(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}

static inline float float_of_half(uint16_t half) {
  uint32_t sign = (uint32_t)(half & 0x8000) << 16, exponent = (half >> 10) & 0x1f, fraction = half & 0x3ff;
  if (exponent == 0x1f) return float_of_bits(sign | 0x7f800000 | fraction << 13);
  if (exponent == 0) {  // zero or subnormal: fraction · 2⁻²⁴, exact in float
    float magnitude = (float)fraction * 0x1p-24f;
    return sign ? -magnitude : magnitude;
  }
  return float_of_bits(sign | (exponent + 112) << 23 | fraction << 13);
}

/// Rounds to nearest, ties to even; overflows to infinity.
static inline uint16_t half_of_float(float value) {
  uint32_t bits = bits_of_float(value), sign = (bits >> 16) & 0x8000, magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return (uint16_t)(sign | 0x7e00);
  if (magnitude >= 0x477ff000) return (uint16_t)(sign | 0x7c00);  // 65520 and above
  if (magnitude < 0x38800000) {                                   // below 2⁻¹⁴: subnormal
    // Adding 1/2 puts the last subnormal bit (2⁻²⁴) at float's last bit, so the addition rounds.
    uint32_t rounded = bits_of_float(float_of_bits(magnitude) + 0.5f) - 0x3f000000;
    return (uint16_t)(sign | rounded);
  }
  uint32_t odd = (magnitude >> 13) & 1;
  return (uint16_t)(sign | ((magnitude - 0x38000000 + 0xfff + odd) >> 13));
}

static inline float float_of_bfloat(uint16_t b) { return float_of_bits((uint32_t)b << 16); }

#endif
