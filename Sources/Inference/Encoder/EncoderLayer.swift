// EncoderLayer.swift: the weights of one BERT layer (arXiv 1810.04805), read from a safetensors file.
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

/// Finds an encoder's tensors by their Hugging Face names.
struct EncoderLoader {
  let weights: SafetensorsFile
  let prefix: String
  let threads: ThreadPool

  func layer(_ index: Int) throws(ModelFileError) -> EncoderLayer {
    let layer = "encoder.layer.\(index)."
    return EncoderLayer(
      query: try linear(layer + "attention.self.query"),
      key: try linear(layer + "attention.self.key"),
      value: try linear(layer + "attention.self.value"),
      attentionOutput: try linear(layer + "attention.output.dense"),
      attentionNorm: try norm(layer + "attention.output.LayerNorm"),
      up: try linear(layer + "intermediate.dense"),
      down: try linear(layer + "output.dense"),
      outputNorm: try norm(layer + "output.LayerNorm"))
  }

  func linear(_ name: String) throws(ModelFileError) -> Linear {
    Linear(weight: try matrix(name + ".weight"), bias: try vector(name + ".bias"))
  }

  func norm(_ name: String) throws(ModelFileError) -> LayerNorm {
    LayerNorm(weight: try vector(name + ".weight"), bias: try vector(name + ".bias"))
  }

  func matrix(_ name: String) throws(ModelFileError) -> WeightMatrix {
    WeightMatrix(try tensor(name), in: weights.mapped, precision: .float32, threads: threads)
  }

  func vector(_ name: String) throws(ModelFileError) -> FloatVector {
    FloatVector(try tensor(name), in: weights.mapped)
  }

  private func tensor(_ name: String) throws(ModelFileError) -> TensorInfo {
    guard let tensor = weights.tensors[prefix + name] else { throw .missingTensor(prefix + name) }
    return tensor
  }
}
