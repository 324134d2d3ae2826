// CKernels.h: the CPU kernels of Inference, and the choice of instruction set.
//
// Conventions. Matrices are row-major; shapes are written (rows, columns). Counts are elements unless
// a name says bytes. `n` is the number of activation columns of a product, that is of tokens: each
// token's activations lie together, so x has shape (n, columns) and y has shape (n, rows).
// Inputs and outputs do not overlap, but where a function says that one may be the other: then from the same
// element on, never shifted. No function allocates, locks or fails; sizes were checked before.
// scalar.c is the specification: the tests compare every other instruction set with it.

#ifndef CKERNELS_H
#define CKERNELS_H

#include <stddef.h>
#include <stdint.h>

// ---- instruction sets ------------------------------------------------------------------------------

typedef enum {
  ck_isa_scalar = 0,
  ck_isa_avx2 = 1,    // AVX2, FMA, F16C
  ck_isa_avx512 = 2,  // AVX-512 F, BW, VL, DQ and VNNI
  ck_isa_neon = 3,    // Armv8.2 with dot product
} ck_isa;

/// Best instruction set of this machine that this build has kernels for.
ck_isa ck_best_isa(void);

/// Selects the kernels used from now on, and returns the set in force. Falls back to `ck_best_isa()`
/// where this machine lacks `isa`. Not for use while kernels run.
ck_isa ck_select_isa(ck_isa isa);

/// The set in force.
ck_isa ck_current_isa(void);

// ---- weights as they lie in a GGUF file ---------------------------------------------------------------

/// Codes as in GGUF. Every quantised row is a whole number of blocks.
typedef enum {
  ck_f32 = 0, ck_f16 = 1, ck_q4_0 = 2, ck_q4_1 = 3, ck_q5_0 = 6, ck_q5_1 = 7, ck_q8_0 = 8,
  ck_q2_k = 10, ck_q3_k = 11, ck_q4_k = 12, ck_q5_k = 13, ck_q6_k = 14, ck_iq4_nl = 20, ck_bf16 = 30,
} ck_type;

/// Elements in one block of `type`: 1 for floats, 32 or 256. 0 for a code that is not a weight type.
ptrdiff_t ck_block_elements(ck_type type);

/// Bytes of one block of `type`.
ptrdiff_t ck_block_bytes(ck_type type);

/// out[0..<columns] = the row's values. `columns` is a multiple of the block's elements.
void ck_dequantize_row(ck_type type, const void *row, ptrdiff_t columns, float *out);

/// 1 where `ck_quantize_row` can write `type`: F32, F16, BF16, Q8_0, Q4_0, Q4_K.
int ck_quantizes(ck_type type);

/// row = x[0..<columns] rounded to `type`, as it lies in a file. `columns` is a multiple of the block's
/// elements. Numbers that are not finite give defined, but senseless codes.
void ck_quantize_row(ck_type type, const float *x, ptrdiff_t columns, void *row);

/// How far rounded weights are from those that they stand for.
typedef struct {
  double squares;       // Σ x²
  double miss_squares;  // Σ (rounded − x)²; not finite where a number of either is not
  float largest_miss;   // max |rounded − x|
} ck_rounding_error;

/// Compares `columns` elements.
ck_rounding_error ck_compare_rows(const float *x, const float *rounded, ptrdiff_t columns);

// ---- weights repacked for integer products ---------------------------------------------------------------
//
// A panel holds 16 rows, interleaved in the order in which a vector of 16 lanes reads them: for each
// block of 32 (16 for some types) columns the codes of 4 columns of row 0, of row 1, … row 15, and so
// on. Every quantised type becomes value = scale · (code − zero) or scale · code + minimum, with
// unsigned 4-bit or 8-bit codes, so that one product serves all of them.

enum { ck_panel_rows = 16 };

/// 1 where `type` can be packed: every quantised type.
int ck_packs(ck_type type);

/// Bytes of one panel of `columns` columns, a multiple of 64.
ptrdiff_t ck_panel_bytes(ck_type type, ptrdiff_t columns);

/// Packs `row_count` ≤ 16 rows, `row_bytes` apart, into the panel at `panel`, which is aligned to
/// 64 bytes; missing rows become zero.
void ck_pack_panel(ck_type type, const void *rows, ptrdiff_t row_bytes, ptrdiff_t row_count,
                   ptrdiff_t columns, void *panel);

/// Activations rounded to 8 bits, in blocks of 32 columns.
typedef struct {
  int8_t *codes;   // (n, columns)
  float *scales;   // (n, columns / 32): value ≈ scale · code
  int32_t *sums;   // (n, columns / 16): sum of 16 codes
} ck_activations;

/// Rounds x, shape (n, columns), to `out`; columns is a multiple of 32.
void ck_quantize_activations(const float *x, ptrdiff_t n, ptrdiff_t columns, ck_activations out);

/// y[t, r] = Σ_c W[r, c] · x[t, c] for the rows of the panels first..<last.
/// `panels` points at panel 0. Rows past `rows` are not written. y has `y_stride` elements a token.
void ck_matmul_panels(ck_type type, const void *panels, ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows,
                      ptrdiff_t columns, ck_activations x, ptrdiff_t n, float *y, ptrdiff_t y_stride);

// ---- products with float activations ----------------------------------------------------------------------

/// Rows that one step of `ck_matmul_rows` takes together.
enum { ck_row_tile = 6 };

/// y[t, r] = Σ_c W[r, c] · x[t, c] for rows first..<last of a matrix as it lies in its file.
/// Strides are in elements for x and y. `scratch` holds ck_row_tile · columns floats.
void ck_matmul_rows(ck_type type, const void *weights, ptrdiff_t first, ptrdiff_t last, ptrdiff_t columns,
                    const float *x, ptrdiff_t x_stride, ptrdiff_t n, float *y, ptrdiff_t y_stride,
                    float *scratch);

/// Floats of memory that `ck_matmul_turned` needs.
ptrdiff_t ck_turned_scratch(ptrdiff_t columns);

/// The same product, faster for many tokens, slower for a few, and summed in another order: weights are
/// turned first, which saves a sum across lanes for every result. `scratch` holds
/// ck_turned_scratch(columns) floats.
void ck_matmul_turned(ck_type type, const void *weights, ptrdiff_t first, ptrdiff_t last, ptrdiff_t columns,
                      const float *x, ptrdiff_t x_stride, ptrdiff_t n, float *y, ptrdiff_t y_stride,
                      float *scratch);

// ---- transposed products, for gradients -------------------------------------------------------------------

enum {
  ck_transposed_columns = 32,  // columns of W in a tile
  ck_transposed_depth = 256,   // rows of W in a tile
};

/// y[t, c] = Σ_r W[r, c] · x[t, r] for columns first..<last of a matrix (rows, columns) as it lies in its
/// file; `first` is a multiple of 32, and so is `last` unless it is `columns`. Adds to y where `accumulate`.
/// x has `x_stride` elements a token. `scratch` holds ck_transposed_depth · ck_transposed_columns floats,
/// aligned to 64 bytes.
void ck_matmul_transposed(ck_type type, const void *weights, ptrdiff_t rows, ptrdiff_t columns,
                          ptrdiff_t first, ptrdiff_t last, const float *x, ptrdiff_t x_stride, ptrdiff_t n,
                          int accumulate, float *y, ptrdiff_t y_stride, float *scratch);

/// The same with both factors rounded to 8 bits in blocks of 32 rows, which are multiplied as integers: x is
/// (n, rows), `rows` is a multiple of 32.
void ck_matmul_transposed_codes(ck_type type, const void *weights, ptrdiff_t rows, ptrdiff_t columns,
                                ptrdiff_t first, ptrdiff_t last, ck_activations x, ptrdiff_t n,
                                int accumulate, float *y, ptrdiff_t y_stride, float *scratch);

/// out = x rounded to bfloat16, to nearest even; a NaN stays one.
void ck_round_to_bfloat(const float *x, ptrdiff_t count, uint16_t *out);

/// out = x, exactly.
void ck_widen_bfloat(const uint16_t *x, ptrdiff_t count, float *out);

// ---- attention --------------------------------------------------------------------------------------------

/// How the elements of a cache are stored.
enum {
  ck_cache_float32 = 0,
  ck_cache_float16 = 1,  ///< IEEE half precision
  ck_cache_integer8 = 2,  ///< signed, in units of a scale for each position
};

/// One head's keys and values. Positions are grouped by 16 in `keys`: (groups, dim, 16), so that a
/// vector holds 16 positions of one dimension; `values` is (positions, dim).
typedef struct {
  void *keys;
  void *values;
  float *key_scales;    ///< (groups, 16), where elements are integers
  float *value_scales;  ///< (positions), where elements are integers
  ptrdiff_t dim;
  int form;  ///< one of ck_cache_…
} ck_head_cache;

/// Stores one position's key and value, `dim` floats each.
void ck_cache_store(ck_head_cache cache, ptrdiff_t position, const float *key, const float *value);

/// Softmax attention of `n` query rows on one key-value head. queries[i] and outputs[i] point at the `dim`
/// floats of row i, wherever they lie; row i sees positions starts[i]..<limits[i]. Where `biases` is not
/// null, biases[i][p] is added to row i's scaled score of position p; only those of positions that row i sees
/// are read. `scores` holds min(n, 8) · stride floats, stride = largest limit rounded up to 16.
void ck_attention(ck_head_cache cache, const float *const *queries, float *const *outputs, ptrdiff_t n,
                  const int32_t *starts, const int32_t *limits, const float *const *biases, float scale,
                  float *scores);

/// What the backward pass of causal attention of one key-value head reads and writes. Queries, their
/// gradients and `d_outputs` are (n, heads · dim) within rows of `query_stride`; keys, values and their
/// gradients are (n, dim) within rows of `value_stride`. Row i saw rows 0...i.
typedef struct {
  const float *queries, *keys, *values, *d_outputs;
  float *d_queries, *d_keys, *d_values;
  ptrdiff_t query_stride, value_stride;
  ptrdiff_t n, dim, heads;  // heads: queries that share these keys and values
  float scale;
} ck_attention_gradient;

/// Floats of scratch that `ck_attention_backward` needs.
ptrdiff_t ck_attention_backward_scratch(ptrdiff_t n, ptrdiff_t dim);

/// The gradients with respect to queries, keys and values; softmax is computed anew.
void ck_attention_backward(const ck_attention_gradient *g, float *scratch);

// ---- elementwise ------------------------------------------------------------------------------------------

/// out = x / √(mean(x²) + epsilon) · weight, `columns` elements. `out` may be `x`.
void ck_rms_norm(const float *x, const float *weight, ptrdiff_t columns, float epsilon, float *out);

/// out = (x − mean) / √(variance + epsilon) · weight + bias. `out` may be `x`.
void ck_layer_norm(const float *x, const float *weight, const float *bias, ptrdiff_t columns, float epsilon,
                   float *out);

/// gate[i] = gate[i] / (1 + e^−gate[i]) · up[i]
void ck_silu_multiply(float *gate, const float *up, ptrdiff_t count);

/// Backward of `ck_silu_multiply`: with d = d_out[i], d_gate = d · up · silu'(gate), d_up = d · silu(gate).
/// `d_gate` may be `d_out`.
void ck_silu_multiply_backward(const float *gate, const float *up, const float *d_out, float *d_gate,
                               float *d_up, ptrdiff_t count);

/// Backward of `ck_gelu_tanh_multiply`, likewise.
void ck_gelu_tanh_multiply_backward(const float *gate, const float *up, const float *d_out, float *d_gate,
                                    float *d_up, ptrdiff_t count);

/// Adds to `d_x` the gradient of `ck_rms_norm` with respect to x.
void ck_rms_norm_backward(const float *x, const float *weight, const float *d_out, ptrdiff_t columns,
                          float epsilon, float *d_x);

/// gate[i] = gelu(gate[i]) · up[i], with the tanh form of GELU.
void ck_gelu_tanh_multiply(float *gate, const float *up, ptrdiff_t count);

/// x[i] = x[i] / 2 · (1 + erf(x[i] / √2))
void ck_gelu_erf(float *x, ptrdiff_t count);

/// x[i] += y[i]
void ck_add(float *x, const float *y, ptrdiff_t count);

/// x = softmax(x), in place.
void ck_softmax(float *x, ptrdiff_t count);

/// −log softmax(x)[target]; x becomes `weight` · (softmax(x) − 1 at target).
float ck_cross_entropy(float *x, ptrdiff_t count, ptrdiff_t target, float weight);

/// Rotates `pairs` pairs of one head by the angles whose cosines and sines are given.
/// Interleaved: pair i is (2i, 2i+1); otherwise (i, i + pairs).
void ck_rope(float *head, const float *cosines, const float *sines, ptrdiff_t pairs, int interleaved);

/// The transposed rotation: what `ck_rope` did to a head undone, which is also its gradient.
void ck_rope_backward(float *head, const float *cosines, const float *sines, ptrdiff_t pairs,
                      int interleaved);

/// Σ a[i] · b[i]
float ck_dot(const float *a, const float *b, ptrdiff_t count);

/// Tells the processor that this thread is waiting in a loop.
void ck_spin_hint(void);

/// Index of the largest element (the first of equal ones); count ≥ 1.
ptrdiff_t ck_argmax(const float *x, ptrdiff_t count);

#endif
