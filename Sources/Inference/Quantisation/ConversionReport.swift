// ConversionReport.swift: what became of a model's weights, tensor by tensor.

/// What a conversion did to one tensor.
public struct ConvertedTensor: Sendable, Equatable {
  /// Its name in GGUF.
  public var name: String

  /// How it is stored now.
  public var type: WeightType

  /// Its shape, columns first.
  public var dimensions: [Int]

  /// Whether its rows are no whole blocks of the type that was asked for, so that it got a larger one.
  public var fellBack: Bool

  /// How far its weights are from those of the folder.
  public var error: RoundingError
}

/// What a conversion did to a model.
public struct ConversionReport: Sendable, Equatable {
  /// GGUF's name of the architecture.
  public var architecture: String

  /// What was asked for; nil where the weights kept their types.
  public var quantization: Quantization?

  /// Every tensor, in the order of the file.
  public var tensors: [ConvertedTensor] = []

  /// The error of all weights together.
  public var error: RoundingError {
    tensors.reduce(into: RoundingError()) { $0.add($1.error) }
  }

  /// The tensor with the largest relative error; nil where there is no error at all.
  public var worst: ConvertedTensor? {
    tensors.filter { $0.error.relative > 0 }.max { $0.error.relative < $1.error.relative }
  }

  /// Those that did not get the type asked for.
  public var fallbacks: [ConvertedTensor] { tensors.filter(\.fellBack) }
}
