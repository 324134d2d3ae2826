// DecoderFolderBuilder.swift: the folder of a tiny decoder in Hugging Face's layout: one block, weights of 16
// bits.
//
// The JSON of its files is kept as members, so that a mutator can hit values instead of bytes.

@testable import Inference

/// A decoder's folder in the making.
struct DecoderFolderBuilder {
  /// A member of a JSON object.
  struct Field {
    /// What stands before the value: its key, and what ends the member before.
    var before: String
    var value: [UInt8]
  }

  private struct File {
    var name: String
    var fields: Range<Int>
    var end: String
    var weights: Range<Int>?
  }

  /// As many tokens as every shape has.
  private static let tokenizer = #"""
    {"model": {"type": "BPE", "vocab": {"a": 0, "b": 1, "ab": 2, "t": 3, "h": 4, "th": 5}, "merges": ["a b", "t h"]},
    "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false},
    "added_tokens": [{"id": 6, "content": "<s>", "special": true}, {"id": 7, "content": "</s>", "special": true}]}
    """#

  /// As many weights as the largest tensor has, from 1/32 to 1/16 and the negatives: small in every type that
  /// they may be read as.
  private static let pattern: [UInt8] = (0..<1 << 14).flatMap { (index: Int) -> [UInt8] in
    let size = UInt16(0x2800 | (index &* 37) & 0x3FF), sign = UInt16((index &* 11) & 8) << 12
    return GGUFBuilder.little(size | sign)
  }

  /// The members of all files, one file after the other; config.json is the first.
  var fields: [Field] = []

  /// The weights of all files.
  var weights: [UInt8] = []

  private var files: [File] = []

  /// Makes the folder of a model of `family`, its weights in one file or in two with an index.
  init(_ family: DecoderFamily, _ shape: DecoderFolderShape, isSharded: Bool) {
    add("config.json", shape.configuration(of: family), start: "{", end: "}")
    let rules = family.outer + [DecoderFamily.output] + family.block
    if isSharded {
      let middle = rules.count / 2
      addWeights(rules[..<middle], shape, to: "a.safetensors")
      addWeights(rules[middle...], shape, to: "b.safetensors")
      let places = rules.enumerated().map { (index, rule) -> (String, String) in
        (Self.name(rule), index < middle ? #""a.safetensors""# : #""b.safetensors""#)
      }
      add("model.safetensors.index.json", places, start: #"{"weight_map":{"#, end: "}}")
    } else {
      addWeights(rules[...], shape, to: "model.safetensors")
    }
  }

  /// The files.
  var contents: [(name: String, bytes: [UInt8])] {
    var contents = [(name: "tokenizer.json", bytes: Array(Self.tokenizer.utf8))]
    for file in files {
      var text: [UInt8] = fields[file.fields].flatMap { Array($0.before.utf8) + $0.value }
      text += Array(file.end.utf8)
      if let range = file.weights {
        while !text.count.isMultiple(of: 8) { text.append(0x20) }
        text = GGUFBuilder.text(text) + weights[range]
      }
      contents.append((name: file.name, bytes: text))
    }
    return contents
  }

  private mutating func add(_ file: String, _ members: [(String, String)], start: String, end: String) {
    let first = fields.count
    for (name, value) in members {
      let separator = fields.count == first ? start : ","
      fields.append(Field(before: "\(separator)\"\(name)\":", value: Array(value.utf8)))
    }
    files.append(File(name: file, fields: first..<fields.count, end: end))
  }

  private mutating func addWeights(
    _ rules: ArraySlice<TensorRule>, _ shape: DecoderFolderShape, to file: String
  ) {
    let first = fields.count, start = weights.count
    for rule in rules {
      let dimensions = [shape.count(rule.rows)] + (rule.columns.map { [shape.count($0)] } ?? [])
      let offset = weights.count - start
      weights += Self.pattern.prefix(2 * dimensions.reduce(1, *))
      let separator = fields.count == first ? "{" : "},"
      let keys = ["\(separator)\"\(Self.name(rule))\":{\"dtype\":", ",\"shape\":", ",\"data_offsets\":"]
      let values = ["\"F16\"", "\(dimensions)", "[\(offset),\(weights.count - start)]"]
      for (key, value) in zip(keys, values) {
        fields.append(Field(before: key, value: Array(value.utf8)))
      }
    }
    let range = start..<weights.count
    files.append(File(name: file, fields: first..<fields.count, end: "}}", weights: range))
  }

  /// The name in the folder's only block.
  private static func name(_ rule: TensorRule) -> String {
    rule.source.split(separator: "#").joined(separator: "0")
  }
}
