// vector_kernels.h: every kernel once, over vectors of LANES floats. Each instruction set's file defines the
// few operations that differ and then includes this, so that no loop is written twice. The loops are in the
// files that it includes, each of which uses what is in those before it.
//
// An including file defines, before (types, functions, and macros in capitals):
//   LANES                               floats in a vector: 4, 8 or 16
//   vf, vi                              vectors of LANES float, int32_t
//   v_sum(vf), v_largest(vf) -> float   sum and maximum of the lanes
//   v_load_half(p) -> vf, v_store_half(p, vf)
//   v_dot4(vi sum, vi codes, vi x)      per lane: sum += Σ of 4 products, codes unsigned 8 bits, x signed
//   v_dot4_nibble                       the same where codes are below 16
//   CODE_BIAS                           what v_dot4 subtracts from an 8-bit code (0, or 128 where the
//                                       hardware multiplies signed by signed)
//   TILE_PANELS, MATMUL_TOKENS          panels and tokens in a tile of matmul_panels
//   FLOAT_TOKENS                        tokens in a tile of matmul_turned and matmul_transposed, which is 32
//                                       results wide
//   ROWS, TOKENS                        tile of matmul_rows; ROWS ≤ ck_row_tile
//   SCORE_TOKENS, SCORE_GROUPS, VALUE_VECTORS    tiles of attention
//   NAME                                the name of the table

#include <math.h>

#include "cache_codes.h"
#include "half.h"
#include "kernel_table.h"
#include "panel.h"

#include "vector_operations.h"
#include "vector_panels.h"
#include "vector_rows.h"
#include "vector_transposed.h"
#include "vector_turned.h"
#include "vector_softmax.h"
#include "vector_attention.h"
#include "vector_attention_backward.h"
#include "vector_elementwise.h"

const ck_table NAME = {
    dequantize_halves, quantize_activations, matmul_panels, matmul_rows, matmul_turned, transposed_tile,
    transposed_codes, round_to_bfloat, attention_backward,
    silu_multiply_backward, gelu_tanh_multiply_backward, rms_norm_backward, cache_store, attention, rms_norm,
    layer_norm, silu_multiply, gelu_tanh_multiply, gelu_erf, add, softmax, cross_entropy,
    dot,
};
