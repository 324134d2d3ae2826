// CMachine.h: what this machine can do at most, for benchmarks that say how close they come.
#ifndef CMACHINE_H
#define CMACHINE_H

#include <stddef.h>
#include <stdint.h>

/// Reads `count` bytes (a multiple of 512) once and returns their xor, so that no read is left out.
uint64_t cm_read(const uint8_t *bytes, ptrdiff_t count);

/// Multiplies and adds 8-bit integers in registers only: `rounds` rounds of `cm_operations_a_round` operations.
/// Returns a number that depends on them all.
int32_t cm_multiply(ptrdiff_t rounds);

/// Multiplications and additions that one round of `cm_multiply` does; 0 where this processor has no instruction
/// for them that is written here.
ptrdiff_t cm_operations_a_round(void);

#endif
