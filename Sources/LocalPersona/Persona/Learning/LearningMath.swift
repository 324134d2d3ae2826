// LearningMath.swift: the C library's exponential and logarithm, and nothing else of it.

#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

/// e to the power of `x`.
func exponential(_ x: Float) -> Float { expf(x) }

/// The natural logarithm of `x`.
func naturalLogarithm(_ x: Float) -> Float { logf(x) }
