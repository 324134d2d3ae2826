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

/// Finds an encoder's tensors by name and makes weights of them.
struct EncoderLoader {
  let file: MappedFile
  let tensors: [String: TensorInfo]
  let names: EncoderTensorNames
  let threads: ThreadPool

  func layer(_ index: Int) throws(ModelFileError) -> EncoderLayer {
    let layer = names.layer(index)
    return EncoderLayer(
      query: try linear(layer.query), key: try linear(layer.key), value: try linear(layer.value),
      attentionOutput: try linear(layer.attentionOutput), attentionNorm: try norm(layer.attentionNorm),
      up: try linear(layer.up), down: try linear(layer.down), outputNorm: try norm(layer.outputNorm))
  }

  /// Weights that are rounded in the file are multiplied as integers; floats stay floats.
  func linear(_ name: String) throws(ModelFileError) -> Linear {
    Linear(
      weight: WeightMatrix(
        try tensor(name + ".weight"), in: file, precision: .integer8, threads: threads,
        servesManyTokens: true),
      bias: try vector(name + ".bias"))
  }

  func norm(_ name: String) throws(ModelFileError) -> LayerNorm {
    LayerNorm(weight: try vector(name + ".weight"), bias: try vector(name + ".bias"))
  }

  /// A table of which rows are looked up.
  func table(_ name: String) throws(ModelFileError) -> WeightMatrix {
    WeightMatrix(try tensor(name + ".weight"), in: file, precision: .float32, threads: threads)
  }

  func vector(_ name: String) throws(ModelFileError) -> FloatVector {
    FloatVector(try tensor(name), in: file)
  }

  private func tensor(_ name: String) throws(ModelFileError) -> TensorInfo {
    guard let tensor = tensors[name] else { throw .missingTensor(name) }
    return tensor
  }
}
