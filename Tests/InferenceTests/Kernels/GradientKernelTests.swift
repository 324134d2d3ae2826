import CKernels
import Foundation
import Inference
import Testing

@Suite("gradient kernels", .serialized)
struct GradientKernelTests {
  @Test(arguments: [(1, 8, 1), (5, 16, 3), (33, 64, 3), (40, 96, 2), (107, 64, 3)])
  func attentionGradientsAreThoseOfTheDefinition(positions: Int, dimension: Int, heads: Int) {
    let width = heads * dimension
    let queries = randomFloats(positions * width, seed: 1, scale: 2)
    let keys = randomFloats(positions * dimension, seed: 2),
      values = randomFloats(positions * dimension, seed: 3)
    let outputs = randomFloats(positions * width, seed: 4)
    let run = {
      attentionGradients(
        queries, keys, values, outputs, positions: positions, dimension: dimension, heads: heads)
    }
    for result in KernelComparison.run(run) {
      #expect(KernelComparison.worst(result.scalar, result.actual).error < 1e-4, "\(result.set)")
    }
    // The scalar one against differences of Σ output · attention(q, k, v).
    guard positions <= 33 else { return }
    let analytic = KernelComparison.run(run).first?.scalar ?? run()
    let inputs = queries + keys + values
    let loss = { (x: [Float]) in
      attention(
        Array(x[..<queries.count]), Array(x[queries.count..<queries.count + keys.count]),
        Array(x[(queries.count + keys.count)...]), outputs, positions: positions, dimension: dimension,
        heads: heads)
    }
    for index in stride(from: 0, to: inputs.count, by: max(1, inputs.count / 23)) {
      var up = inputs, down = inputs
      up[index] += 0.01
      down[index] -= 0.01
      let slope = (loss(up) - loss(down)) / Double(up[index] - down[index])
      #expect(abs(slope - Double(analytic[index])) < 1e-3 * max(1, abs(slope)), "element \(index)")
    }
  }

  /// The gradients with respect to queries, keys and values, one after the other.
  private func attentionGradients(
    _ queries: [Float], _ keys: [Float], _ values: [Float], _ outputs: [Float], positions: Int,
    dimension: Int,
    heads: Int
  ) -> [Float] {
    var dQueries = queries.map { _ in Float.nan }, dKeys = keys.map { _ in Float.nan }, dValues = dKeys
    var scratch = [Float](repeating: .nan, count: ck_attention_backward_scratch(positions, dimension))
    queries.withUnsafeBufferPointer { q in
      keys.withUnsafeBufferPointer { k in
        values.withUnsafeBufferPointer { v in
          outputs.withUnsafeBufferPointer { o in
            dQueries.withUnsafeMutableBufferPointer { dq in
              dKeys.withUnsafeMutableBufferPointer { dk in
                dValues.withUnsafeMutableBufferPointer { dv in
                  var gradient = ck_attention_gradient(
                    queries: q.baseAddress!, keys: k.baseAddress!, values: v.baseAddress!,
                    d_outputs: o.baseAddress!, d_queries: dq.baseAddress!, d_keys: dk.baseAddress!,
                    d_values: dv.baseAddress!, query_stride: heads * dimension, value_stride: dimension,
                    n: positions, dim: dimension, heads: heads, scale: 0.25)
                  ck_attention_backward(&gradient, &scratch)
                }
              }
            }
          }
        }
      }
    }
    return dQueries + dKeys + dValues
  }

  /// Σ weights · softmax(0.25 q Kᵀ) V over all rows, in double precision.
  private func attention(
    _ queries: [Float], _ keys: [Float], _ values: [Float], _ weights: [Float], positions: Int,
    dimension: Int,
    heads: Int
  ) -> Double {
    var total = 0.0
    for row in 0..<positions * heads {
      let base = row * dimension
      let scores = (0...row / heads).map { position in
        (0..<dimension).reduce(0.0) {
          $0 + Double(queries[base + $1]) * Double(keys[position * dimension + $1])
        } * 0.25
      }
      let top = scores.max()!, shares = scores.map { exp($0 - top) }, sum = shares.reduce(0, +)
      for (position, share) in shares.enumerated() {
        for d in 0..<dimension {
          total += share / sum * Double(values[position * dimension + d]) * Double(weights[base + d])
        }
      }
    }
    return total
  }

  @Test(arguments: ElementwiseKernelTests.counts)
  func elementwiseGradientsAgreeWithTheScalarOnes(count: Int) {
    let a = randomFloats(count, seed: 1, scale: 6), b = randomFloats(count, seed: 2)
    let d = randomFloats(count, seed: 3)
    let kernels: [(name: String, body: () -> [Float])] = [
      ("silu", { Self.siluGradient(a, b, d) }),
      ("gelu", { Self.geluGradient(a, b, d) }),
      ("rms norm", { Self.normGradient(a, b, d) }),
      (
        "cross entropy",
        {
          var x = a
          return [ck_cross_entropy(&x, count, count / 2, 0.5)] + x
        }
      ),
    ]
    for (name, body) in kernels {
      for result in KernelComparison.run(body) {
        // The norm's gradient cancels where there is one element: 1 is the size of what is subtracted.
        let size = max(1, result.scalar.map(abs).max() ?? 1)
        let worst = KernelComparison.worst(result.scalar, result.actual, scale: size)
        #expect(worst.error < 1e-5, "\(name), \(result.set)")
      }
    }
  }

  @Test func elementwiseGradientsAreSlopes() {
    let count = 24, a = randomFloats(count, seed: 1, scale: 3), b = randomFloats(count, seed: 2)
    let d = randomFloats(count, seed: 3)
    let gates: [(gradient: [Float], forward: (inout [Float], [Float]) -> Void)] = [
      (Self.siluGradient(a, b, d), { ck_silu_multiply(&$0, $1, count) }),
      (Self.geluGradient(a, b, d), { ck_gelu_tanh_multiply(&$0, $1, count) }),
    ]
    for (gradient, forward) in gates {
      let loss = { (gate: [Float], up: [Float]) in
        var y = gate
        forward(&y, up)
        return zip(y, d).reduce(0) { $0 + Double($1.0) * Double($1.1) }
      }
      expectSlopes(Array(gradient.prefix(count)), at: a) { loss($0, b) }
      expectSlopes(Array(gradient.suffix(count)), at: b) { loss(a, $0) }
    }
    expectSlopes(Self.normGradient(a, b, d), at: a) { x in
      var y = x
      ck_rms_norm(x, b, count, 1e-5, &y)
      return zip(y, d).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
    var gradient = a
    _ = ck_cross_entropy(&gradient, count, 5, 1)
    expectSlopes(gradient, at: a) { x in
      var y = x
      return Double(ck_cross_entropy(&y, count, 5, 1))
    }
  }

  private static func siluGradient(_ gate: [Float], _ up: [Float], _ d: [Float]) -> [Float] {
    var toGate = d, toUp = d
    ck_silu_multiply_backward(gate, up, d, &toGate, &toUp, d.count)
    return toGate + toUp
  }

  private static func geluGradient(_ gate: [Float], _ up: [Float], _ d: [Float]) -> [Float] {
    var toGate = d, toUp = d
    ck_gelu_tanh_multiply_backward(gate, up, d, &toGate, &toUp, d.count)
    return toGate + toUp
  }

  private static func normGradient(_ x: [Float], _ weight: [Float], _ d: [Float]) -> [Float] {
    var out = [Float](repeating: 0, count: d.count)
    ck_rms_norm_backward(x, weight, d, d.count, 1e-5, &out)
    return out
  }

  private func expectSlopes(_ gradient: [Float], at x: [Float], of loss: ([Float]) -> Double) {
    for index in x.indices {
      var up = x, down = x
      up[index] += 0.02
      down[index] -= 0.02
      let slope = (loss(up) - loss(down)) / Double(up[index] - down[index])
      #expect(abs(slope - Double(gradient[index])) < 2e-3 * max(1, abs(slope)), "element \(index)")
    }
  }

  @Test func bfloatRoundsToNearestEvenAndKeepsWhatIsNoNumber() {
    let values: [Float] = [
      1, -2.5, 0, Float(bitPattern: 0x3f80_8000), Float(bitPattern: 0x3f81_8000), .infinity, .nan,
      Float(bitPattern: 0x7f80_0001), .greatestFiniteMagnitude,
    ]
    var rounded = [UInt16](repeating: 0, count: values.count), back = values
    ck_round_to_bfloat(values, values.count, &rounded)
    ck_widen_bfloat(rounded, values.count, &back)
    #expect(back[0] == 1 && back[1] == -2.5 && back[2] == 0)
    #expect(rounded[3] == 0x3f80 && rounded[4] == 0x3f82)
    #expect(back[5] == .infinity && back[6].isNaN && back[7].isNaN && back[8] == .infinity)
  }
}
