// KernelComparison.swift: runs one kernel under every instruction set of this machine.

import CKernels
import Inference

/// Kernels are switched for the whole process, so these tests take turns.
enum KernelComparison {
  /// What every available instruction set but the scalar one makes of `body`, beside the scalar result.
  static func run(_ body: () -> [Float]) -> [(set: InstructionSet, scalar: [Float], actual: [Float])] {
    let before = InstructionSet.current
    defer { InstructionSet.select(before) }
    InstructionSet.select(.scalar)
    let scalar = body()
    return InstructionSet.available.filter { $0 != .scalar }.map { set in
      InstructionSet.select(set)
      return (set, scalar, body())
    }
  }

  /// Where two results differ most, as a share of `scale` (by default of the largest expected magnitude).
  static func worst(_ expected: [Float], _ actual: [Float], scale: Float? = nil) -> (index: Int, error: Float)
  {
    let size = max(scale ?? expected.map(abs).max() ?? 0, .leastNormalMagnitude)
    var worst = (index: -1, error: Float(0))
    for index in expected.indices {
      let error = abs(expected[index] - actual[index]) / size
      if !(error <= worst.error) { worst = (index, error.isNaN ? .infinity : error) }
    }
    return worst
  }
}

/// Seeded numbers in −1 ..< 1.
func randomFloats(_ count: Int, seed: UInt64, scale: Float = 1) -> [Float] {
  var random = SplitMix64(seed: seed)
  return (0..<count).map { _ in Float(random.nextUnit() * 2 - 1) * scale }
}

/// A buffer that is aligned as panels have to be.
final class AlignedBuffer {
  let base: UnsafeMutableRawPointer

  init(byteCount: Int) {
    base = UnsafeMutableRawPointer.allocate(byteCount: max(byteCount, 64), alignment: 64)
    base.initializeMemory(as: UInt8.self, repeating: 0, count: max(byteCount, 64))
  }

  deinit { base.deallocate() }
}
