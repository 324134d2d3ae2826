// compare.c: holds this machine's kernels to the scalar ones, without Swift.
//
// For instruction sets that the development machine lacks: scripts/test-arm64 compiles it for arm64 and runs
// it in an emulator. And for what a sanitizer finds, which would slow down everything else:
// scripts/test-kernels. The Swift tests check the same and more on the machine's own sets.
//
// What is the same code for every set is held to a definition instead: it is here for the sanitizer.

#define _POSIX_C_SOURCE 200112L  // posix_memalign

#include "material.h"

#include "products.h"

#include "attention.h"
#include "elementwise.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/// Rows, columns and tokens around the tiles and their remainders; what no block divides is for floats.
static void compare_products(void) {
  static const long shapes[][3] = {{1, 256, 1}, {15, 256, 2}, {17, 512, 3}, {33, 256, 9}, {40, 512, 29},
                                   {19, 288, 14}, {7, 1, 5}, {1, 17, 29}, {13, 172, 9}, {40, 300, 26}};
  for (int t = 0; t < type_count; t++)
    for (size_t s = 0; s < COUNT_OF(shapes); s++) {
      ck_type type = every_type[t];
      long rows = shapes[s][0], columns = shapes[s][1], n = shapes[s][2];
      if (columns % ck_block_elements(type) != 0) continue;
      if (ck_packs(type)) compare_panels(type, rows, columns, n);
      compare_rows(type, rows, columns, n);
      compare_transposed(type, rows * 9, columns, n);
      compare_transposed_codes(type, (rows * 9 + 31) / 32 * 32, columns, n);
    }
  compare_activations(1, 32);
  compare_activations(5, 288);
}

static void compare_formats(void) {
  static const long columns[] = {1, 17, 32, 172, 256, 288, 512};
  for (int t = 0; t < type_count; t++)
    for (size_t c = 0; c < COUNT_OF(columns); c++) {
      if (columns[c] % ck_block_elements(every_type[t]) != 0) continue;
      compare_dequantized(every_type[t], columns[c]);
      if (ck_quantizes(every_type[t])) compare_quantized(every_type[t], columns[c]);
    }
}

/// Positions, queries, and how far back these see: around the groups of both.
static void compare_attentions(void) {
  static const long dims[] = {8, 20, 32, 64, 96, 256};
  static const long shapes[][3] = {{1, 1, 0},   {37, 9, 0},    {37, 9, 5},
                                   {150, 9, 0}, {150, 10, 33}, {150, 1, 70}};
  for (size_t d = 0; d < COUNT_OF(dims); d++) {
    for (int form = ck_cache_float32; form <= ck_cache_integer8; form++)
      for (size_t s = 0; s < COUNT_OF(shapes); s++)
        for (int biased = 0; biased < 2; biased++)
          compare_attention(dims[d], shapes[s][0], shapes[s][1], shapes[s][2], form, biased);
    compare_attention_backward(21, dims[d], 3);
    compare_attention_backward(40, dims[d], 4);
  }
  compare_attention_backward(1, 8, 1);
}

static void compare_rows_of_floats(void) {
  static const long counts[] = {1, 7, 15, 16, 17, 64, 577};
  for (size_t i = 0; i < COUNT_OF(counts); i++) {
    compare_elementwise(counts[i]);
    compare_elementwise_backward(counts[i]);
    compare_in_place(counts[i]);
    compare_bfloat(counts[i]);
    compare_dot(counts[i]);
    compare_argmax(counts[i]);
    for (int interleaved = 0; interleaved < 2; interleaved++) compare_rope(counts[i], interleaved);
  }
}

int main(void) {
  int compared = 0;
  for (int set = ck_isa_scalar + 1; set <= ck_isa_neon; set++) {
    if (ck_select_isa((ck_isa)set) != (ck_isa)set) continue;
    tested = (ck_isa)set;
    cases = 0;
    compare_products();
    compare_formats();
    compare_attentions();
    compare_rows_of_floats();
    compared += cases;
    printf("kernels of set %d: %d comparisons with the scalar ones, %d failed\n", set, cases, failures);
  }
  if (compared == 0) {
    printf("this machine has no kernels beyond the scalar ones: nothing was compared\n");
    return 2;
  }
  return failures != 0;
}
