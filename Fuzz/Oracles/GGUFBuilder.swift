// GGUFBuilder.swift: writes GGUF files, right ones and any kind of wrong one.
//
// Remembers where each field of the file lies, so that a mutator can hit fields instead of bytes.

@testable import Inference

/// A GGUF file in the making.
struct GGUFBuilder {
  /// A metadata value; `raw` is a type code and bytes that need not fit it.
  enum Value {
    case u8(UInt8), u32(UInt32), i32(Int32), u64(UInt64), f32(Float), bool(UInt8), string(String)
    case strings([String]), i32s([Int32]), f32s([Float]), raw(UInt32, [UInt8])
  }

  /// A tensor; `offset` and `dimensions` may be lies, and so may be the data.
  struct Tensor {
    var name: String
    var dimensions: [UInt64]
    var type: UInt32 = 0
    var offset: UInt64?
    var data: [UInt8] = []
  }

  var magic: [UInt8] = Array("GGUF".utf8)
  var version: UInt32 = 3
  var tensorCount: UInt64?
  var keyCount: UInt64?
  var keys: [(String, Value)] = []
  var tensors: [Tensor] = []
  var alignment = 32

  /// Where each field of the last ``bytes()`` lies.
  private(set) var fields: [Range<Int>] = []

  subscript(key: String) -> Value? {
    get { keys.first { $0.0 == key }?.1 }
    set {
      if let index = keys.firstIndex(where: { $0.0 == key }) {
        if let newValue { keys[index].1 = newValue } else { keys.remove(at: index) }
      } else if let newValue {
        keys.append((key, newValue))
      }
    }
  }

  static func little(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }

  static func text(_ bytes: some Collection<UInt8>) -> [UInt8] { little(UInt64(bytes.count)) + bytes }

  static func encode(_ value: Value) -> (type: UInt32, bytes: [UInt8]) {
    func array(_ type: UInt32, _ count: Int, _ bytes: [UInt8]) -> (UInt32, [UInt8]) {
      (9, little(type) + little(UInt64(count)) + bytes)
    }
    switch value {
    case .u8(let v): return (0, [v])
    case .u32(let v): return (4, little(v))
    case .i32(let v): return (5, little(v))
    case .u64(let v): return (10, little(v))
    case .f32(let v): return (6, little(v.bitPattern))
    case .bool(let v): return (7, [v])
    case .string(let v): return (8, text(v.utf8))
    case .strings(let v): return array(8, v.count, v.flatMap { text($0.utf8) })
    case .i32s(let v): return array(5, v.count, v.flatMap { little($0) })
    case .f32s(let v): return array(6, v.count, v.flatMap { little($0.bitPattern) })
    case .raw(let type, let bytes): return (type, bytes)
    }
  }

  /// The whole file.
  mutating func bytes() -> [UInt8] {
    var out: [UInt8] = []
    fields = []
    func add(_ bytes: [UInt8], _ fields: inout [Range<Int>]) {
      fields.append(out.count..<out.count + bytes.count)
      out += bytes
    }
    add(magic, &fields)
    add(Self.little(version), &fields)
    add(Self.little(tensorCount ?? UInt64(tensors.count)), &fields)
    add(Self.little(keyCount ?? UInt64(keys.count)), &fields)
    for (key, value) in keys {
      let (type, bytes) = Self.encode(value)
      add(Self.little(UInt64(key.utf8.count)), &fields)
      add(Array(key.utf8), &fields)
      add(Self.little(type), &fields)
      if type == 9, bytes.count >= 20 {  // array: element type, count and the first length apart
        add(Array(bytes[..<4]), &fields)
        add(Array(bytes[4..<12]), &fields)
        add(Array(bytes[12..<20]), &fields)
        add(Array(bytes[20...]), &fields)
      } else {
        add(bytes, &fields)
      }
    }
    var offset = 0
    for tensor in tensors {
      add(Self.text(tensor.name.utf8), &fields)
      add(Self.little(UInt32(tensor.dimensions.count)), &fields)
      for dimension in tensor.dimensions { add(Self.little(dimension), &fields) }
      add(Self.little(tensor.type), &fields)
      add(Self.little(tensor.offset ?? UInt64(offset)), &fields)
      offset = (offset + tensor.data.count + alignment - 1) / alignment * alignment
    }
    for tensor in tensors {
      while !out.count.isMultiple(of: alignment) { out.append(0) }
      out += tensor.data
    }
    return out
  }

  /// A tiny model of architecture `llama`: 1 block, width 32, 2 heads, 24 tokens, tokenizer of a kind.
  static func llama(tokenizer: String = "llama", feedForwardLength: Int = 64) -> GGUFBuilder {
    var builder = GGUFBuilder()
    let tokens =
      ["<unk>", "<s>", "</s>"] + ["▁", "a", "b", "c", "t", "h", "e", "Ġ", "th", "the", "▁the", "▁a", "ab"]
      + ["<0x0A>", "<0x41>", "[UNK]", "[CLS]", "[SEP]", "<|im_start|>", "<|im_end|>", "▁t"]
    builder.keys = [
      ("general.architecture", .string("llama")), ("general.name", .string("tiny")),
      ("llama.block_count", .u32(1)), ("llama.context_length", .u32(64)),
      ("llama.embedding_length", .u32(32)), ("llama.feed_forward_length", .u32(UInt32(feedForwardLength))),
      ("llama.attention.head_count", .u32(2)), ("llama.attention.head_count_kv", .u32(1)),
      ("llama.attention.layer_norm_rms_epsilon", .f32(1e-5)), ("llama.rope.freq_base", .f32(10_000)),
      ("llama.rope.dimension_count", .u32(16)), ("llama.vocab_size", .u32(UInt32(tokens.count))),
      ("general.alignment", .u32(32)), ("tokenizer.ggml.model", .string(tokenizer)),
      ("tokenizer.ggml.pre", .string("default")), ("tokenizer.ggml.tokens", .strings(tokens)),
      ("tokenizer.ggml.scores", .f32s(tokens.indices.map { -Float($0) })),
      (
        "tokenizer.ggml.token_type",
        .i32s(tokens.map { $0 == "<unk>" ? 2 : $0.hasPrefix("<0x") ? 6 : $0.hasPrefix("<") ? 3 : 1 })
      ),
      ("tokenizer.ggml.merges", .strings(["t h", "th e", "a b"])),
      ("tokenizer.ggml.bos_token_id", .u32(1)), ("tokenizer.ggml.eos_token_id", .u32(2)),
      ("tokenizer.ggml.unknown_token_id", .u32(0)), ("tokenizer.ggml.padding_token_id", .u32(.max)),
    ]
    func add(_ name: String, _ dimensions: Int...) {
      let count = dimensions.reduce(1, *)
      builder.tensors.append(
        Tensor(
          name: name, dimensions: dimensions.map(UInt64.init), data: [UInt8](repeating: 0, count: 4 * count)))
    }
    add("token_embd.weight", 32, tokens.count)
    add("output_norm.weight", 32)
    add("blk.0.attn_norm.weight", 32)
    add("blk.0.attn_q.weight", 32, 32)
    add("blk.0.attn_k.weight", 32, 16)
    add("blk.0.attn_v.weight", 32, 16)
    add("blk.0.attn_output.weight", 32, 32)
    add("blk.0.ffn_norm.weight", 32)
    add("blk.0.ffn_gate.weight", 32, feedForwardLength)
    add("blk.0.ffn_up.weight", 32, feedForwardLength)
    add("blk.0.ffn_down.weight", feedForwardLength, 32)
    return builder
  }
}
