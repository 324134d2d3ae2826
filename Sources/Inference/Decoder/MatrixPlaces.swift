// MatrixPlaces.swift: in which tensors of a file, and in which of their rows, a block's matrices lie.

/// The tensors that hold what reads a block's input: each has its own, or two hold all, one below the other.
struct MatrixPlaces {
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
