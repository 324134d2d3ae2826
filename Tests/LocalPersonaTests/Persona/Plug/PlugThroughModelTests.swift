import Inference
import Testing

@testable import LocalPersona

/// A plug in front of a decoder: the gradient of the loss goes the whole way from the words to each
/// parameter.
@Suite("gradients of the plug through a language model")
struct PlugThroughModelTests {
  private static let embeddingLength = 32
  private let model: DecoderTraining

  init() throws {
    let path = ScratchModels.fixtures.appending(path: "tiny-llama-f32.gguf").path
    let options = DecoderOptions(threads: ThreadPool(threadCount: 1), activations: .float32, cache: .float32)
    model = DecoderTraining(try Decoder(file: GGUFFile(path: path), options: options), precision: .exact)
  }

  /// Two passages, each behind the rows of its own history.
  private func batch(_ plug: Plug, _ inputs: [PersonaInput]) -> [TrainingSequence] {
    let tokens: [[TokenID]] = [[3, 9, 27, 81, 5], [7, 49, 40, 11, 77, 30]]
    return zip(inputs, tokens).map {
      TrainingSequence(softRows: plug.softRows(for: $0), tokens: $1, targetStart: 1)
    }
  }

  private func loss(_ plug: Plug, _ inputs: [PersonaInput]) throws -> Double {
    let losses = try model.losses(batch(plug, inputs)).flatMap(\.self)
    return losses.reduce(0.0) { $0 + Double($1) } / Double(losses.count)
  }

  @Test(arguments: [PlugSettings.Form.published, .residual, .instructionOnly])
  func agreeWithFiniteDifferencesInEachTensor(form: PlugSettings.Form) throws {
    for source in PlugSettings.InstructionSource.allCases {
      var sample = PlugSample(seed: 11)
      var settings = PlugSample.settings(form, .attention, source)
      settings.hiddenCount = 3
      var plug = Plug(
        settings: settings, inputDimension: PlugSample.inputDimension, embeddingLength: Self.embeddingLength,
        embeddingScale: 0.3, statistics: PopulationStatistics(authors: sample.vectors(6)), initialRows: nil,
        seed: 1)
      plug.parameters.values = sample.numbers(plug.parameters.values.count)
      let inputs = [sample.input(3), sample.input(2)]
      let activations = inputs.map { plug.forward($0) }
      let result = try model.gradients(batch(plug, inputs))
      var gradient = [Float](repeating: 0, count: plug.parameters.values.count)
      for (activations, rows) in zip(activations, result.softRows) {
        plug.backward(activations, gradient: rows, into: &gradient)
      }
      for tensor in plug.parameters.layout {
        // Along the gradient of the tensor: there the slope is its length, and rounding matters least.
        let part = gradient[tensor.range].map { Double($0) }
        let length = part.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard length > 1e-4 else {
          Issue.record("no gradient reaches \(tensor.name)")
          continue
        }
        func moved(_ distance: Double) throws -> Double {
          var changed = plug
          for (index, slope) in zip(tensor.range, part) {
            changed.parameters.values[index] += Float(distance * slope / length)
          }
          return try loss(changed, inputs)
        }
        let step = min(0.02, 0.01 / length)
        let slope = try (moved(step) - moved(-step)) / (2 * step)
        // The loss itself is rounded: that is the second term.
        #expect(abs(slope - length) < 0.03 * length + 2e-5, "\(tensor.name) of \(form), I from \(source)")
      }
    }
  }
}
