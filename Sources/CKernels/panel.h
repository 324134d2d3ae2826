// panel.h: how a panel of 16 packed rows is laid out, for the packer and for every kernel.
//
// A panel is three arrays, each padded to 64 bytes:
//   codes    8-bit: (columns/4, 16, 4) bytes. 4-bit: (columns/8, 16, 4) bytes; in byte (g, r, i) the low
//            nibble is column 8g + i and the high one column 8g + 4 + i.
//   scales   (blocks, 16), half precision or float
//   minima   the same shape, where the format has them
// A block is 32 columns, or 16 for types with finer scales.
#ifndef PANEL_H
#define PANEL_H

#include "include/CKernels.h"

typedef struct {
  int bits;        // 4 or 8 bits a code
  int has_minima;  // value = scale · code + minimum, otherwise scale · (code − zero)
  int wide;        // scales are float: products of two small numbers, which halves would round
  int fine;        // blocks of 16 columns
  int zero;
} ck_panel_format;

/// Every type that can be packed, as labels of a switch, with its format: X(labels, fields). Types of one
/// format share an entry, so that the kernels have one loop for them.
#define CK_PANEL_FORMATS(X)                                                     \
  X(case ck_q4_0, .bits = 4, .zero = 8)                                         \
  X(case ck_q4_1, .bits = 4, .has_minima = 1)                                   \
  X(case ck_q5_0, .bits = 8, .zero = 16)                                        \
  X(case ck_q5_1, .bits = 8, .has_minima = 1)                                   \
  X(case ck_q8_0: case ck_iq4_nl, .bits = 8, .zero = 128)                       \
  X(case ck_q2_k, .bits = 8, .has_minima = 1, .wide = 1, .fine = 1)             \
  X(case ck_q3_k, .bits = 8, .wide = 1, .fine = 1, .zero = 4)                   \
  X(case ck_q4_k, .bits = 4, .has_minima = 1, .wide = 1)                        \
  X(case ck_q5_k, .bits = 8, .has_minima = 1, .wide = 1)                        \
  X(case ck_q6_k, .bits = 8, .wide = 1, .fine = 1, .zero = 32)

/// bits = 0 where the type cannot be packed.
ck_panel_format ck_panel_format_of(ck_type type);

typedef struct {
  const uint8_t *codes;
  const void *scales;
  const void *minima;
} ck_panel;

static inline ptrdiff_t ck_round_up_64(ptrdiff_t bytes) { return (bytes + 63) & ~(ptrdiff_t)63; }

static inline ptrdiff_t ck_panel_code_bytes(ck_panel_format f, ptrdiff_t columns) {
  return ck_panel_rows * columns * f.bits / 8;  // a multiple of 64, for columns is one of 32
}

static inline ptrdiff_t ck_panel_scale_bytes(ck_panel_format f, ptrdiff_t columns) {
  ptrdiff_t blocks = columns / (f.fine ? 16 : 32);
  return ck_round_up_64(blocks * ck_panel_rows * (f.wide ? 4 : 2));
}

static inline ck_panel ck_panel_at(ck_panel_format f, const void *panels, ptrdiff_t index,
                                   ptrdiff_t columns) {
  ptrdiff_t codes = ck_panel_code_bytes(f, columns), scales = ck_panel_scale_bytes(f, columns);
  const uint8_t *base = (const uint8_t *)panels + index * (codes + scales * (1 + f.has_minima));
  return (ck_panel){base, base + codes, base + codes + scales};
}

/// The codes and scales of 32 columns of a row: [0] for the first 16 of them, [1] for the others.
typedef struct {
  uint8_t codes[32];
  float scales[2];
  float minima[2];
} ck_unpacked;

/// Unpacks columns 32·index… of a row that starts at `row`.
void ck_unpack(ck_type type, const void *row, ptrdiff_t index, ck_unpacked *out);

/// out[0..<32] = columns 32·index… of a row of `columns` columns; 0 past its end.
void ck_dequantize_block(ck_type type, const void *row, ptrdiff_t columns, ptrdiff_t index, float out[32]);

/// Every type but half precision, which hardware converts.
void ck_dequantize_blocks(ck_type type, const void *row, ptrdiff_t columns, float *out);

#endif
