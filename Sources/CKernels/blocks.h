// blocks.h: the quantised blocks of a GGUF file, byte for byte.
//
// 32-element blocks hold one half-precision scale d (and minimum m); 256-element "K" blocks hold
// eight or sixteen sub-blocks with their own small integer scales.
#ifndef BLOCKS_H
#define BLOCKS_H

#include <stdint.h>

enum { small_block = 32, large_block = 256 };

typedef struct { uint16_t d; uint8_t qs[16]; } block_q4_0;                          // d (q − 8)
typedef struct { uint16_t d, m; uint8_t qs[16]; } block_q4_1;                       // d q + m
typedef struct { uint16_t d; uint8_t qh[4], qs[16]; } block_q5_0;                   // d (q − 16)
typedef struct { uint16_t d, m; uint8_t qh[4], qs[16]; } block_q5_1;                // d q + m
typedef struct { uint16_t d; int8_t qs[32]; } block_q8_0;                           // d q
typedef struct { uint16_t d; uint8_t qs[16]; } block_iq4_nl;                        // d table[q]
typedef struct { uint8_t scales[16], qs[64]; uint16_t d, dmin; } block_q2_k;        // 16 × 16
typedef struct { uint8_t hmask[32], qs[64], scales[12]; uint16_t d; } block_q3_k;   // 16 × 16
typedef struct { uint16_t d, dmin; uint8_t scales[12], qs[128]; } block_q4_k;       // 8 × 32
typedef struct { uint16_t d, dmin; uint8_t scales[12], qh[32], qs[128]; } block_q5_k;
typedef struct { uint8_t ql[128], qh[64]; int8_t scales[16]; uint16_t d; } block_q6_k;  // 16 × 16

_Static_assert(sizeof(block_q4_0) == 18 && sizeof(block_q4_1) == 20, "packed as in the file");
_Static_assert(sizeof(block_q5_0) == 22 && sizeof(block_q5_1) == 24, "packed as in the file");
_Static_assert(sizeof(block_q8_0) == 34 && sizeof(block_iq4_nl) == 18, "packed as in the file");
_Static_assert(sizeof(block_q2_k) == 84 && sizeof(block_q3_k) == 110, "packed as in the file");
_Static_assert(sizeof(block_q4_k) == 144 && sizeof(block_q5_k) == 176, "packed as in the file");
_Static_assert(sizeof(block_q6_k) == 210, "packed as in the file");

#endif
