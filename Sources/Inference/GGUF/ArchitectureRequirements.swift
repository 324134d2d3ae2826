// ArchitectureRequirements.swift: the tensors that each architecture consists of, by name, shape and type.
//
// A file that passes can be run without further checks; a file that does not is told by the first tensor
// that is missing, misshapen or unknown. Shapes are in ggml order: (columns, rows).

/// One tensor that an architecture needs or may have.
public struct TensorRequirement: Sendable, Equatable {
  /// The name in the file.
  public var name: String

  /// The exact shape, columns first.
  public var dimensions: [Int]

  /// The types it may have; nil stands for every type that has kernels.
  public var types: Set<WeightType>?

  /// Whether the architecture works without it.
  public var isOptional = false
}

/// What each architecture needs.
public enum ArchitectureRequirements {
  /// The tensors of a decoder.
  public static func decoder(_ c: DecoderConfiguration) -> [TensorRequirement] {
    let queries = c.headCount * c.headDimension
    let keys = c.headCountKV * c.headDimension
    var needed = [
      matrix("token_embd.weight", c.embeddingLength, c.vocabularyCount),
      vector("output_norm.weight", c.embeddingLength),
      matrix("output.weight", c.embeddingLength, c.vocabularyCount, optional: true),
    ]
    needed += ["rope_freqs", "rope_factors_short", "rope_factors_long"].map {
      vector($0 + ".weight", c.ropeDimensionCount / 2, optional: true)
    }
    for block in 0..<c.blockCount {
      let prefix = "blk.\(block)."
      needed += [
        vector(prefix + "attn_norm.weight", c.embeddingLength),
        matrix(prefix + "attn_output.weight", queries, c.embeddingLength),
        vector(prefix + "ffn_norm.weight", c.embeddingLength),
        matrix(prefix + "ffn_down.weight", c.feedForwardLength, c.embeddingLength),
      ]
      if c.architecture.joinsMatrices {
        needed += [
          matrix(prefix + "attn_qkv.weight", c.embeddingLength, queries + 2 * keys),
          matrix(prefix + "ffn_up.weight", c.embeddingLength, 2 * c.feedForwardLength),
        ]
      } else {
        needed += [
          matrix(prefix + "attn_q.weight", c.embeddingLength, queries),
          matrix(prefix + "attn_k.weight", c.embeddingLength, keys),
          matrix(prefix + "attn_v.weight", c.embeddingLength, keys),
          matrix(prefix + "ffn_gate.weight", c.embeddingLength, c.feedForwardLength),
          matrix(prefix + "ffn_up.weight", c.embeddingLength, c.feedForwardLength),
        ]
      }
      if c.architecture.hasBiases {
        needed += [
          vector(prefix + "attn_q.bias", queries), vector(prefix + "attn_k.bias", keys),
          vector(prefix + "attn_v.bias", keys),
        ]
      }
      if c.architecture.hasHeadNorms {
        needed += [
          vector(prefix + "attn_q_norm.weight", c.headDimension),
          vector(prefix + "attn_k_norm.weight", c.headDimension),
        ]
      }
      if c.architecture.hasPostNorms {
        needed += [
          vector(prefix + "post_attention_norm.weight", c.embeddingLength),
          vector(prefix + "post_ffw_norm.weight", c.embeddingLength),
        ]
      }
    }
    return needed
  }

  /// The tensors of a BERT encoder, called as `names` says, with matrices of the types in `types`.
  static func bert(
    _ c: BERTConfiguration, names: EncoderTensorNames, types: Set<WeightType>?
  ) -> [TensorRequirement] {
    let width = c.embeddingLength
    func linear(_ name: String, _ columns: Int, _ rows: Int) -> [TensorRequirement] {
      [matrix(name + ".weight", columns, rows, types), vector(name + ".bias", rows, floats)]
    }
    var needed = [
      matrix(names.words + ".weight", width, c.vocabularyCount, types),
      matrix(names.positions + ".weight", width, c.contextLength, types),
      matrix(names.types + ".weight", width, c.tokenTypeCount, types),
    ]
    needed += norm(names.embeddingNorm, width)
    for block in 0..<c.blockCount {
      let layer = names.layer(block)
      needed += linear(layer.query, width, width)
      needed += linear(layer.key, width, width)
      needed += linear(layer.value, width, width)
      needed += linear(layer.attentionOutput, width, width)
      needed += norm(layer.attentionNorm, width)
      needed += linear(layer.up, width, c.feedForwardLength)
      needed += linear(layer.down, c.feedForwardLength, width)
      needed += norm(layer.outputNorm, width)
    }
    return needed
  }

  /// Checks names, shapes and types of `tensors`.
  ///
  /// - Parameters:
  ///   - tensors: All tensors of a file.
  ///   - requirements: What there has to be and what there may be.
  ///   - allowingOthers: Whether tensors beyond the requirements are ignored (pooling and task heads of
  ///     encoders) rather than refused (a bias that is left out would make a decoder wrong).
  /// - Throws: ``ModelFileError/missingTensor(_:)``, ``ModelFileError/unexpectedTensor(_:)``,
  ///   ``ModelFileError/wrongShape(tensor:expected:actual:)``,
  ///   ``ModelFileError/wrongWeightType(tensor:expected:actual:)``.
  public static func verify(
    _ tensors: [String: TensorInfo], are requirements: [TensorRequirement], allowingOthers: Bool = false
  ) throws(ModelFileError) {
    var known: Set<String> = []
    for requirement in requirements {
      let name = requirement.name
      known.insert(name)
      guard let tensor = tensors[name] else {
        if requirement.isOptional { continue }
        throw .missingTensor(name)
      }
      guard tensor.dimensions == requirement.dimensions else {
        throw .wrongShape(tensor: name, expected: requirement.dimensions, actual: tensor.dimensions)
      }
      if let types = requirement.types, !types.contains(tensor.type) {
        throw .wrongWeightType(
          tensor: name, expected: types.contains(.f32) ? .f32 : .f16, actual: tensor.type)
      }
    }
    if !allowingOthers, let other = tensors.keys.sorted().first(where: { !known.contains($0) }) {
      throw .unexpectedTensor(other)
    }
  }

  static let floats: Set<WeightType> = [.f32, .f16, .bf16]

  static func matrix(
    _ name: String, _ columns: Int, _ rows: Int, _ types: Set<WeightType>? = nil, optional: Bool = false
  ) -> TensorRequirement {
    TensorRequirement(name: name, dimensions: [columns, rows], types: types, isOptional: optional)
  }

  static func vector(
    _ name: String, _ count: Int, _ types: Set<WeightType> = [.f32], optional: Bool = false
  ) -> TensorRequirement {
    TensorRequirement(name: name, dimensions: [count], types: types, isOptional: optional)
  }

  private static func norm(_ name: String, _ count: Int) -> [TensorRequirement] {
    [vector(name + ".weight", count, floats), vector(name + ".bias", count, floats)]
  }
}
