import CKernels
import Foundation
import Inference
import Testing

@Suite("elementwise kernels", .serialized)
struct ElementwiseKernelTests {
  static let counts = [1, 7, 8, 15, 16, 17, 64, 576, 1001]

  @Test(arguments: counts)
  func everyInstructionSetAgreesWithTheScalarOne(count: Int) {
    let a = randomFloats(count, seed: 1, scale: 6), b = randomFloats(count, seed: 2),
      c = randomFloats(count, seed: 3)
    let kernels: [(name: String, body: () -> [Float])] = [
      (
        "rms norm",
        {
          var y = a; ck_rms_norm(a, b, count, 1e-5, &y); return y
        }
      ),
      (
        "layer norm",
        {
          var y = a; ck_layer_norm(a, b, c, count, 1e-5, &y); return y
        }
      ),
      (
        "silu",
        {
          var y = a; ck_silu_multiply(&y, b, count); return y
        }
      ),
      (
        "gelu tanh",
        {
          var y = a; ck_gelu_tanh_multiply(&y, b, count); return y
        }
      ),
      (
        "gelu erf",
        {
          var y = a; ck_gelu_erf(&y, count); return y
        }
      ),
      (
        "add",
        {
          var y = a; ck_add(&y, b, count); return y
        }
      ),
      (
        "softmax",
        {
          var y = a; ck_softmax(&y, count); return y
        }
      ),
      ("dot", { [ck_dot(a, b, count)] }),
    ]
    for kernel in kernels {
      for result in KernelComparison.run(kernel.body) {
        let worst = KernelComparison.worst(
          result.scalar, result.actual, scale: max(1, result.scalar.map(abs).max()!))
        // Sums in another order, and an exponential to 2 ulp.
        #expect(worst.error < 4e-6, "\(kernel.name), \(result.set), element \(worst.index)")
      }
    }
  }

  @Test(arguments: [32, 64, 576])
  func everyInstructionSetRoundsActivationsAlike(columns: Int) {
    for (seed, x) in [randomFloats(columns, seed: 5), [Float](repeating: 0, count: columns)].enumerated() {
      let results = KernelComparison.run {
        let rounded = RoundedActivations(x, tokens: 1, columns: columns)
        let sums = (0..<columns / 16).map { Float(rounded.view.sums[$0]) }
        return (0..<columns).map { Float(rounded.view.codes[$0]) } + sums
      }
      for result in results { #expect(result.scalar == result.actual, "\(result.set), input \(seed)") }
    }
  }

  @Test func halvesBecomeTheFloatsThatTheyAre() {
    let all = (0...UInt16.max).filter { $0 & 0x7c00 != 0x7c00 }
    for result in KernelComparison.run({
      var out = [Float](repeating: 0, count: all.count)
      all.withUnsafeBytes { ck_dequantize_row(ck_f16, $0.baseAddress!, all.count, &out) }
      return out
    }) { #expect(result.scalar == result.actual, "\(result.set)") }
    var two = [Float](repeating: 0, count: 4)
    [UInt16(0x3c00), 0xc000, 0x0001, 0x7bff].withUnsafeBytes {
      ck_dequantize_row(ck_f16, $0.baseAddress!, 4, &two)
    }
    #expect(two == [1, -2, 0x1p-24, 65504])
  }

  @Test func geluIsTheOneWithTheErrorFunction() {
    let x: [Float] = (-60...60).map { Float($0) / 10 }
    for set in InstructionSet.available {
      let before = InstructionSet.current
      InstructionSet.select(set)
      defer { InstructionSet.select(before) }
      var y = x
      ck_gelu_erf(&y, x.count)
      for (input, output) in zip(x, y) {
        let expected = 0.5 * Double(input) * (1 + erf(Double(input) / 2.0.squareRoot()))
        #expect(abs(Double(output) - expected) < 1e-6, "\(set) at \(input)")
      }
    }
  }

  /// Processors take a hundred times as long for numbers below the least normal one, and a product meets each
  /// again.
  @Test func geluOfLargeNegativesIsNoDenormal() {
    let x: [Float] = (9...200).map { -Float($0) }
    for set in InstructionSet.available where set != .scalar {
      let before = InstructionSet.current
      InstructionSet.select(set)
      defer { InstructionSet.select(before) }
      var y = x
      ck_gelu_erf(&y, x.count)
      #expect(y.allSatisfy { !$0.isSubnormal && abs($0) < 1e-17 }, "\(set)")
    }
  }

  @Test func ropeTurnsPairsByTheirAngles() {
    var interleaved: [Float] = [1, 0, 0, 1], halves: [Float] = [1, 0, 0, 1]
    let cosines: [Float] = [0, 1], sines: [Float] = [1, 0]
    ck_rope(&interleaved, cosines, sines, 2, 1)
    ck_rope(&halves, cosines, sines, 2, 0)
    #expect(interleaved == [0, 1, 0, 1])
    #expect(halves == [0, 0, 1, 1])
  }
}
