// pack.c: rows of a GGUF tensor to panels (panel.h), once when a model is opened.

#include "blocks.h"
#include "half.h"
#include "panel.h"

int ck_packs(ck_type type) { return ck_panel_format_of(type).bits != 0; }

ptrdiff_t ck_panel_bytes(ck_type type, ptrdiff_t columns) {
  ck_panel_format f = ck_panel_format_of(type);
  return ck_panel_code_bytes(f, columns) + ck_panel_scale_bytes(f, columns) * (1 + f.has_minima);
}

/// Stores the 32 codes of block `block` of row `r`.
static void store_codes(ck_panel_format f, uint8_t *codes, ptrdiff_t block, ptrdiff_t r,
                        const uint8_t in[32]) {
  uint32_t groups[8];  // four columns each
  memcpy(groups, in, sizeof groups);
  uint8_t *base = codes + block * ck_panel_rows * 4 * f.bits + r * 4;
  if (f.bits == 8) {
    for (int g = 0; g < 8; g++) memcpy(base + g * 64, &groups[g], 4);
  } else {
    for (int g = 0; g < 4; g++) {
      uint32_t both = groups[2 * g] | groups[2 * g + 1] << 4;
      memcpy(base + g * 64, &both, 4);
    }
  }
}

static void store_number(ck_panel_format f, void *array, ptrdiff_t block, ptrdiff_t r, float value) {
  ptrdiff_t at = block * ck_panel_rows + r;
  if (f.wide) ((float *)array)[at] = value;
  else ((uint16_t *)array)[at] = half_of_float(value);
}

static void pack_row(ck_type type, ck_panel_format f, const void *row, ptrdiff_t r, ptrdiff_t columns,
                     ck_panel panel) {
  // The panel is being written: its arrays are const for the kernels only.
  uint8_t *codes = (uint8_t *)(uintptr_t)panel.codes;
  void *scales = (void *)(uintptr_t)panel.scales, *minima = (void *)(uintptr_t)panel.minima;
  int parts = f.fine ? 2 : 1;
  for (ptrdiff_t block = 0; block < columns / 32; block++) {
    ck_unpacked values;
    ck_unpack(type, row, block, &values);
    store_codes(f, codes, block, r, values.codes);
    for (int h = 0; h < parts; h++) {
      store_number(f, scales, block * parts + h, r, values.scales[h]);
      if (f.has_minima) store_number(f, minima, block * parts + h, r, values.minima[h]);
    }
  }
}

void ck_pack_panel(ck_type type, const void *rows, ptrdiff_t row_bytes, ptrdiff_t row_count,
                   ptrdiff_t columns, void *panel) {
  ck_panel_format f = ck_panel_format_of(type);
  ck_panel out = ck_panel_at(f, panel, 0, columns);
  if (row_count < ck_panel_rows) memset(panel, 0, (size_t)ck_panel_bytes(type, columns));
  for (ptrdiff_t r = 0; r < row_count; r++)
    pack_row(type, f, (const uint8_t *)rows + r * row_bytes, r, columns, out);
}
