// DecoderBlock.swift: the weights of one transformer block.

/// One block: attention and feed-forward, each behind a norm.
///
/// Shapes are (rows, columns) = (outputs, inputs). E is the embedding length, H heads of dimension D,
/// G key-value heads, F the feed-forward length.
struct DecoderBlock {
  let attentionNorm: FloatVector  // (E)
  let query: WeightMatrix  // (H · D, E)
  let key: WeightMatrix  // (G · D, E)
  let value: WeightMatrix  // (G · D, E)
  let attentionOutput: WeightMatrix  // (E, H · D)
  let feedForwardNorm: FloatVector  // (E)
  let gate: WeightMatrix  // (F, E)
  let up: WeightMatrix  // (F, E)
  let down: WeightMatrix  // (E, F)

  // What only some architectures have.
  let queryBias: FloatVector?  // (H · D)
  let keyBias: FloatVector?  // (G · D)
  let valueBias: FloatVector?  // (G · D)
  let queryNorm: FloatVector?  // (D), of each head
  let keyNorm: FloatVector?  // (D), of each head
  let postAttentionNorm: FloatVector?  // (E)
  let postFeedForwardNorm: FloatVector?  // (E)

  /// All matrices, for accounts of memory.
  var matrices: [WeightMatrix] { [query, key, value, attentionOutput, gate, up, down] }
}

/// Finds a model's tensors by name and makes weights of them.
struct WeightLoader {
  let file: MappedFile
  let tensors: [String: TensorInfo]
  let precision: ActivationPrecision
  let threads: ThreadPool
  let packed: PackedWeightsFile?

  init(_ file: GGUFFile, _ options: DecoderOptions) {
    self.file = file.mapped
    tensors = file.tensors
    precision = options.activations
    threads = options.threads
    // Whoever gave it says that it was made from this file; the size is seen at once.
    packed = options.packedWeights.flatMap { $0.source.byteCount == file.mapped.byteCount ? $0 : nil }
  }

  func matrix(_ name: String) throws(ModelFileError) -> WeightMatrix {
    WeightMatrix(try tensor(name), in: file, precision: precision, threads: threads, packed: packed)
  }

  /// A table of which rows are looked up: nothing is multiplied with it, and it is not packed.
  func table(_ name: String) throws(ModelFileError) -> WeightMatrix {
    WeightMatrix(try tensor(name), in: file, precision: .float32, threads: threads)
  }

  func vector(_ name: String) throws(ModelFileError) -> FloatVector {
    FloatVector(try tensor(name), in: file)
  }

  /// nil where the file has no such tensor; whether it should was checked with the configuration.
  private func vectorIfPresent(_ name: String) throws(ModelFileError) -> FloatVector? {
    tensors[name] == nil ? nil : try vector(name)
  }

  /// A matrix, or as many of its rows as `rows` says.
  private func matrix(_ name: String, rows: Range<Int>?) throws(ModelFileError) -> WeightMatrix {
    guard let rows else { return try matrix(name) }
    return WeightMatrix(
      try tensor(name).rows(rows), in: file, precision: precision, threads: threads, packed: packed)
  }

  func block(_ index: Int, _ c: DecoderConfiguration) throws(ModelFileError) -> DecoderBlock {
    let prefix = "blk.\(index).", places = MatrixPlaces(c)
    return DecoderBlock(
      attentionNorm: try vector(prefix + "attn_norm.weight"),
      query: try matrix(prefix + places.query.name, rows: places.query.rows),
      key: try matrix(prefix + places.key.name, rows: places.key.rows),
      value: try matrix(prefix + places.value.name, rows: places.value.rows),
      attentionOutput: try matrix(prefix + "attn_output.weight"),
      feedForwardNorm: try vector(prefix + "ffn_norm.weight"),
      gate: try matrix(prefix + places.gate.name, rows: places.gate.rows),
      up: try matrix(prefix + places.up.name, rows: places.up.rows),
      down: try matrix(prefix + "ffn_down.weight"),
      queryBias: try vectorIfPresent(prefix + "attn_q.bias"),
      keyBias: try vectorIfPresent(prefix + "attn_k.bias"),
      valueBias: try vectorIfPresent(prefix + "attn_v.bias"),
      queryNorm: try vectorIfPresent(prefix + "attn_q_norm.weight"),
      keyNorm: try vectorIfPresent(prefix + "attn_k_norm.weight"),
      postAttentionNorm: try vectorIfPresent(prefix + "post_attention_norm.weight"),
      postFeedForwardNorm: try vectorIfPresent(prefix + "post_ffw_norm.weight"))
  }

  private func tensor(_ name: String) throws(ModelFileError) -> TensorInfo {
    guard let tensor = tensors[name] else { throw .missingTensor(name) }
    return tensor
  }
}

/// The tensors that hold what reads a block's input: each has its own, or two hold all, one below the other.
private struct MatrixPlaces {
  typealias Place = (name: String, rows: Range<Int>?)

  let query: Place
  let key: Place
  let value: Place
  let gate: Place
  let up: Place

  init(_ c: DecoderConfiguration) {
    guard c.architecture.joinsMatrices else {
      (query, key, value) = (("attn_q.weight", nil), ("attn_k.weight", nil), ("attn_v.weight", nil))
      (gate, up) = (("ffn_gate.weight", nil), ("ffn_up.weight", nil))
      return
    }
    let queries = c.headCount * c.headDimension, keys = c.headCountKV * c.headDimension
    query = ("attn_qkv.weight", 0..<queries)
    key = ("attn_qkv.weight", queries..<queries + keys)
    value = ("attn_qkv.weight", queries + keys..<queries + 2 * keys)
    gate = ("ffn_up.weight", 0..<c.feedForwardLength)
    up = ("ffn_up.weight", c.feedForwardLength..<2 * c.feedForwardLength)
  }
}
