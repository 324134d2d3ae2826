import Testing

@testable import LocalPersona

@Suite("gradients of the plug")
struct PlugGradientTests {
  /// Σ (g + rows/2)·rows: its gradient, g + rows, depends on the rows as a real loss does.
  private func loss(_ plug: Plug, _ inputs: [PersonaInput], _ slope: [Float]) -> Double {
    inputs.reduce(0) { sum, input in
      zip(plug.softRows(for: input), slope).reduce(sum) {
        $0 + (Double($1.1) + Double($1.0) / 2) * Double($1.0)
      }
    }
  }

  private func gradient(_ plug: Plug, _ inputs: [PersonaInput], _ slope: [Float]) -> [Float] {
    var total = [Float](repeating: 0, count: plug.parameters.values.count)
    for input in inputs {
      let activations = plug.forward(input)
      plug.backward(activations, gradient: zip(activations.softRows, slope).map(+), into: &total)
    }
    return total
  }

  private func differences(_ plug: Plug, _ inputs: [PersonaInput], _ slope: [Float]) -> [Double] {
    let step: Float = 0x1p-7
    return plug.parameters.values.indices.map { index in
      var changed = plug
      changed.parameters.values[index] += step
      let above = loss(changed, inputs, slope)
      changed.parameters.values[index] -= 2 * step
      return (above - loss(changed, inputs, slope)) / Double(2 * step)
    }
  }

  private func relativeError(_ gradient: ArraySlice<Float>, _ expected: ArraySlice<Double>) -> Double {
    let error = zip(gradient, expected).reduce(0) {
      $0 + (Double($1.0) - $1.1) * (Double($1.0) - $1.1)
    }
    return (error / expected.reduce(0) { $0 + $1 * $1 }).squareRoot()
  }

  @Test(arguments: PlugSample.allSettings.enumerated().map { ($0.offset, $0.element) })
  func agreeWithFiniteDifferencesForEveryTensor(number: Int, settings: PlugSettings) {
    var sample = PlugSample(seed: UInt64(number))
    let plug = sample.trained(settings)
    let inputs = [sample.input(4), sample.input(3)]
    let slope = sample.numbers(plug.softCount * plug.embeddingLength)
    let computed = gradient(plug, inputs, slope)
    let expected = differences(plug, inputs, slope)
    #expect(!plug.parameters.layout.isEmpty)
    for tensor in plug.parameters.layout {
      let error = relativeError(computed[tensor.range], expected[tensor.range])
      #expect(error < 1e-2, "\(tensor.name) of \(settings)")
    }
  }

  @Test(arguments: [PlugSettings.Form.published, .residual])
  func doNotReachTheQuerySideWithoutABrief(form: PlugSettings.Form) throws {
    var sample = PlugSample(seed: 1)
    let plug = sample.trained(PlugSample.settings(form, .attention))
    var input = sample.input(3)
    input.query = nil
    let total = gradient(plug, [input], sample.numbers(plug.softCount * plug.embeddingLength))
    let query = try #require(plug.parameters.range(of: .query))
    let theta = try #require(plug.parameters.range(of: .logTemperature))
    #expect(total[query].allSatisfy { $0 == 0 } && total[theta].allSatisfy { $0 == 0 })
  }

  @Test func addUpOverABatch() {
    var sample = PlugSample(seed: 2)
    let plug = sample.trained(PlugSample.settings(.published, .attention, .projected))
    let slope = sample.numbers(plug.softCount * plug.embeddingLength)
    let inputs = [sample.input(1), sample.input(5)]
    let apart = inputs.map { gradient(plug, [$0], slope) }
    for (sum, parts) in zip(gradient(plug, inputs, slope), zip(apart[0], apart[1])) {
      #expect(abs(sum - (parts.0 + parts.1)) < 1e-5)
    }
  }

  @Test func movesNothingOfTheResidualButItsOuterLayerAtFirst() {
    var sample = PlugSample(seed: 3)
    let plug = sample.fresh(PlugSample.settings(.residual))
    let total = gradient(plug, [sample.input(4)], sample.numbers(plug.softCount * plug.embeddingLength))
    for tensor in plug.parameters.layout {
      let moves = total[tensor.range].contains { $0 != 0 }
      #expect(moves == [.instruction, .projectorOuter].contains(tensor.name), "\(tensor.name)")
    }
  }
}
