// EncoderLayer.swift: the weights of one BERT layer (arXiv 1810.04805).
//
// Shapes are (rows, columns) = (outputs, inputs). E is the width, F the feed-forward width.

/// A matrix with a bias.
struct Linear {
  let weight: WeightMatrix
  let bias: FloatVector
}

/// The weight and bias of a layer norm.
struct LayerNorm {
  let weight: FloatVector
  let bias: FloatVector
}

/// One layer: attention and feed-forward, each followed by a residual sum and a norm.
struct EncoderLayer {
  let query: Linear  // (E, E)
  let key: Linear  // (E, E)
  let value: Linear  // (E, E)
  let attentionOutput: Linear  // (E, E)
  let attentionNorm: LayerNorm  // (E)
  let up: Linear  // (F, E)
  let down: Linear  // (E, F)
  let outputNorm: LayerNorm  // (E)
}

/// The parts of BERT; names are stems, as in EncoderTensorNames.
extension WeightLoader {
  /// The weights of an encoder.
  ///
  /// Those that are rounded in the file are multiplied as integers; floats stay floats.
  static func encoder(
    _ file: MappedFile, _ tensors: [String: TensorInfo], threads: ThreadPool
  ) -> WeightLoader {
    WeightLoader(
      file: file, tensors: tensors, precision: .integer8, threads: threads, servesManyTokens: true)
  }

  func encoderLayer(_ layer: EncoderTensorNames.Layer) throws(ModelFileError) -> EncoderLayer {
    EncoderLayer(
      query: try linear(layer.query), key: try linear(layer.key), value: try linear(layer.value),
      attentionOutput: try linear(layer.attentionOutput), attentionNorm: try layerNorm(layer.attentionNorm),
      up: try linear(layer.up), down: try linear(layer.down), outputNorm: try layerNorm(layer.outputNorm))
  }

  func layerNorm(_ name: String) throws(ModelFileError) -> LayerNorm {
    LayerNorm(weight: try vector(name + ".weight"), bias: try vector(name + ".bias"))
  }

  private func linear(_ name: String) throws(ModelFileError) -> Linear {
    Linear(weight: try matrix(name + ".weight"), bias: try vector(name + ".bias"))
  }
}
