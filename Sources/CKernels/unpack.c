// unpack.c: the one place that knows how each quantised type stores its numbers.
//
// Every type is read as unsigned codes with scales (and minima) per 16 columns. Both the float values
// and the packed panels are made from that, so that a new type is one function here.

#include "blocks.h"
#include "half.h"
#include "panel.h"

ptrdiff_t ck_block_elements(ck_type type) {
  switch (type) {
  case ck_f32: case ck_f16: case ck_bf16: return 1;
  case ck_q4_0: case ck_q4_1: case ck_q5_0: case ck_q5_1: case ck_q8_0: case ck_iq4_nl: return small_block;
  case ck_q2_k: case ck_q3_k: case ck_q4_k: case ck_q5_k: case ck_q6_k: return large_block;
  default: return 0;
  }
}

ptrdiff_t ck_block_bytes(ck_type type) {
  switch (type) {
  case ck_f32: return 4;
  case ck_f16: case ck_bf16: return 2;
  case ck_q4_0: return sizeof(block_q4_0);
  case ck_q4_1: return sizeof(block_q4_1);
  case ck_q5_0: return sizeof(block_q5_0);
  case ck_q5_1: return sizeof(block_q5_1);
  case ck_q8_0: return sizeof(block_q8_0);
  case ck_iq4_nl: return sizeof(block_iq4_nl);
  case ck_q2_k: return sizeof(block_q2_k);
  case ck_q3_k: return sizeof(block_q3_k);
  case ck_q4_k: return sizeof(block_q4_k);
  case ck_q5_k: return sizeof(block_q5_k);
  case ck_q6_k: return sizeof(block_q6_k);
  default: return 0;
  }
}

ck_panel_format ck_panel_format_of(ck_type type) {
#define FORMAT(labels, ...) labels: return (ck_panel_format){__VA_ARGS__};
  switch (type) {
    CK_PANEL_FORMATS(FORMAT)
  default: return (ck_panel_format){.bits = 0};
  }
#undef FORMAT
}

// ---- blocks of 32 ----------------------------------------------------------------------------------

/// Low nibbles are the first 16 columns, high nibbles the others.
typedef uint8_t sixteen_bytes __attribute__((vector_size(16)));

static inline void split_nibbles(const uint8_t qs[16], uint8_t codes[32]) {
  sixteen_bytes both, low, high;
  memcpy(&both, qs, sizeof both);
  low = both & 15, high = both >> 4;
  memcpy(codes, &low, sizeof low);
  memcpy(codes + 16, &high, sizeof high);
}

/// Bit i of the 32-bit number `qh` is bit 4 of code i.
static void add_fifth_bits(const uint8_t qh[4], uint8_t codes[32]) {
  for (int i = 0; i < 32; i++) codes[i] |= (uint8_t)((qh[i / 8] >> (i % 8) & 1) << 4);
}

static void set_scale(ck_unpacked *out, float scale, float minimum) {
  out->scales[0] = out->scales[1] = scale;
  out->minima[0] = out->minima[1] = minimum;
}

static void unpack_q4_0(const block_q4_0 *b, ck_unpacked *out) {
  split_nibbles(b->qs, out->codes);
  set_scale(out, float_of_half(b->d), 0);
}

static void unpack_q4_1(const block_q4_1 *b, ck_unpacked *out) {
  split_nibbles(b->qs, out->codes);
  set_scale(out, float_of_half(b->d), float_of_half(b->m));
}

static void unpack_q5_0(const block_q5_0 *b, ck_unpacked *out) {
  split_nibbles(b->qs, out->codes);
  add_fifth_bits(b->qh, out->codes);
  set_scale(out, float_of_half(b->d), 0);
}

static void unpack_q5_1(const block_q5_1 *b, ck_unpacked *out) {
  split_nibbles(b->qs, out->codes);
  add_fifth_bits(b->qh, out->codes);
  set_scale(out, float_of_half(b->d), float_of_half(b->m));
}

static void unpack_q8_0(const block_q8_0 *b, ck_unpacked *out) {
  for (int i = 0; i < 32; i++) out->codes[i] = (uint8_t)b->qs[i] ^ 128;
  set_scale(out, float_of_half(b->d), 0);
}

static void unpack_iq4_nl(const block_iq4_nl *b, ck_unpacked *out) {
  // Sixteen levels that are denser near zero, + 128.
  static const uint8_t levels[16] = {1, 24, 45, 63, 79, 93, 106, 118, 129, 141, 153, 166, 181, 197, 217, 241};
  split_nibbles(b->qs, out->codes);
  for (int i = 0; i < 32; i++) out->codes[i] = levels[out->codes[i]];
  set_scale(out, float_of_half(b->d), 0);
}

// ---- blocks of 256: sub-block s of 32 columns, s in 0..<8 ------------------------------------------------

static void unpack_q2_k(const block_q2_k *b, int s, ck_unpacked *out) {
  const uint8_t *qs = b->qs + 32 * (s / 4);
  for (int i = 0; i < 32; i++) out->codes[i] = qs[i] >> (2 * (s % 4)) & 3;
  for (int h = 0; h < 2; h++) {
    uint8_t packed = b->scales[2 * s + h];
    out->scales[h] = float_of_half(b->d) * (packed & 15);
    out->minima[h] = -float_of_half(b->dmin) * (packed >> 4);
  }
}

static void unpack_q3_k(const block_q3_k *b, int s, ck_unpacked *out) {
  const uint8_t *qs = b->qs + 32 * (s / 4);
  for (int i = 0; i < 32; i++)
    out->codes[i] = (uint8_t)((qs[i] >> (2 * (s % 4)) & 3) | (b->hmask[i] >> s & 1) << 2);
  for (int h = 0; h < 2; h++) {
    int k = 2 * s + h;  // six bits: four in the first 8 bytes, two in the last 4
    int low = k < 8 ? b->scales[k] & 15 : b->scales[k - 8] >> 4;
    int high = b->scales[8 + k % 4] >> (2 * (k / 4)) & 3;
    out->scales[h] = float_of_half(b->d) * (float)((low | high << 4) - 32);
    out->minima[h] = 0;
  }
}

/// The six-bit scale and minimum of sub-block s, from 12 bytes: Q4_K and Q5_K.
static void unpack_scale_and_minimum(const uint8_t packed[12], int s, int *scale, int *minimum) {
  if (s < 4) {
    *scale = packed[s] & 63;
    *minimum = packed[s + 4] & 63;
  } else {
    *scale = (packed[s + 4] & 15) | (packed[s - 4] >> 6) << 4;
    *minimum = packed[s + 4] >> 4 | (packed[s] >> 6) << 4;
  }
}

static void unpack_q4_k(const block_q4_k *b, int s, ck_unpacked *out) {
  const uint8_t *qs = b->qs + 32 * (s / 2);
  for (int i = 0; i < 32; i++) out->codes[i] = qs[i] >> (4 * (s % 2)) & 15;
  int scale, minimum;
  unpack_scale_and_minimum(b->scales, s, &scale, &minimum);
  set_scale(out, float_of_half(b->d) * (float)scale, -float_of_half(b->dmin) * (float)minimum);
}

static void unpack_q5_k(const block_q5_k *b, int s, ck_unpacked *out) {
  const uint8_t *qs = b->qs + 32 * (s / 2);
  for (int i = 0; i < 32; i++)
    out->codes[i] = (uint8_t)((qs[i] >> (4 * (s % 2)) & 15) | (b->qh[i] >> s & 1) << 4);
  int scale, minimum;
  unpack_scale_and_minimum(b->scales, s, &scale, &minimum);
  set_scale(out, float_of_half(b->d) * (float)scale, -float_of_half(b->dmin) * (float)minimum);
}

static void unpack_q6_k(const block_q6_k *b, int s, ck_unpacked *out) {
  const uint8_t *ql = b->ql + 64 * (s / 4) + 32 * (s % 2), *qh = b->qh + 32 * (s / 4);
  int quarter = s % 4;
  for (int i = 0; i < 32; i++)
    out->codes[i] = (uint8_t)((ql[i] >> (4 * (quarter / 2)) & 15) | (qh[i] >> (2 * quarter) & 3) << 4);
  for (int h = 0; h < 2; h++) {
    out->scales[h] = float_of_half(b->d) * (float)b->scales[2 * s + h];
    out->minima[h] = 0;
  }
}

void ck_unpack(ck_type type, const void *row, ptrdiff_t index, ck_unpacked *out) {
  ptrdiff_t large = index / 8;
  int s = (int)(index % 8);
  switch (type) {
  case ck_q4_0: unpack_q4_0((const block_q4_0 *)row + index, out); break;
  case ck_q4_1: unpack_q4_1((const block_q4_1 *)row + index, out); break;
  case ck_q5_0: unpack_q5_0((const block_q5_0 *)row + index, out); break;
  case ck_q5_1: unpack_q5_1((const block_q5_1 *)row + index, out); break;
  case ck_q8_0: unpack_q8_0((const block_q8_0 *)row + index, out); break;
  case ck_iq4_nl: unpack_iq4_nl((const block_iq4_nl *)row + index, out); break;
  case ck_q2_k: unpack_q2_k((const block_q2_k *)row + large, s, out); break;
  case ck_q3_k: unpack_q3_k((const block_q3_k *)row + large, s, out); break;
  case ck_q4_k: unpack_q4_k((const block_q4_k *)row + large, s, out); break;
  case ck_q5_k: unpack_q5_k((const block_q5_k *)row + large, s, out); break;
  case ck_q6_k: unpack_q6_k((const block_q6_k *)row + large, s, out); break;
  default: break;
  }
}

static void values_of(ck_type type, const void *row, ptrdiff_t block, float zero, float out[32]) {
  ck_unpacked values;
  ck_unpack(type, row, block, &values);
  for (int h = 0; h < 2; h++) {
    float scale = values.scales[h], minimum = values.minima[h];
    for (int i = 16 * h; i < 16 * h + 16; i++) out[i] = scale * ((float)values.codes[i] - zero) + minimum;
  }
}

void ck_dequantize_block(ck_type type, const void *row, ptrdiff_t columns, ptrdiff_t index, float out[32]) {
  if (ck_block_elements(type) > 1) {
    values_of(type, row, index, (float)ck_panel_format_of(type).zero, out);
    return;
  }
  ptrdiff_t first = index * 32, count = columns - first < 32 ? columns - first : 32;
  if (count < 32) memset(out, 0, 32 * sizeof(float));
  ck_dequantize_blocks(type, (const uint8_t *)row + first * ck_block_bytes(type), count, out);
}

void ck_dequantize_blocks(ck_type type, const void *row, ptrdiff_t columns, float *out) {
  const uint16_t *halves = row;
  switch (type) {
  case ck_f32: memcpy(out, row, (size_t)columns * sizeof(float)); return;
  case ck_f16: for (ptrdiff_t c = 0; c < columns; c++) out[c] = float_of_half(halves[c]); return;
  case ck_bf16: for (ptrdiff_t c = 0; c < columns; c++) out[c] = float_of_bfloat(halves[c]); return;
  default: break;
  }
  float zero = (float)ck_panel_format_of(type).zero;
  for (ptrdiff_t block = 0; block < columns / 32; block++)
    values_of(type, row, block, zero, out + block * 32);
}
