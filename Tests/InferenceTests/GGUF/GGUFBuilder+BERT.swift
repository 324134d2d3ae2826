// GGUFBuilder+BERT.swift: an encoder of a folder as a GGUF file.

import Foundation

@testable import Inference

extension GGUFBuilder {
  /// An encoder in Hugging Face's layout as a GGUF file.
  static func bert(folder: String) throws -> [UInt8] {
    let c = try BERTConfiguration(folder: folder)
    let file = try SafetensorsFile(path: folder + "/model.safetensors")
    let tokens = try String(contentsOfFile: folder + "/vocab.txt", encoding: .utf8).split(separator: "\n")
    var builder = GGUFBuilder()
    builder.keys = [
      ("general.architecture", .string("bert")), ("bert.block_count", .u32(UInt32(c.blockCount))),
      ("bert.context_length", .u32(UInt32(c.contextLength))),
      ("bert.embedding_length", .u32(UInt32(c.embeddingLength))),
      ("bert.feed_forward_length", .u32(UInt32(c.feedForwardLength))),
      ("bert.attention.head_count", .u32(UInt32(c.headCount))),
      ("bert.attention.layer_norm_epsilon", .f32(c.layerNormEpsilon)), ("bert.pooling_type", .u32(1)),
      ("tokenizer.ggml.model", .string("bert")),
      (
        "tokenizer.ggml.tokens",
        .strings(
          tokens.map { token in
            if token.hasPrefix("##") { return String(token.dropFirst(2)) }
            return token.hasPrefix("[") ? String(token) : "▁" + token
          })
      ),
    ]
    let (old, new) = (EncoderTensorNames.huggingFace(file.tensors), EncoderTensorNames.gguf)
    var names = [
      (old.words, new.words), (old.positions, new.positions), (old.types, new.types),
      (old.embeddingNorm, new.embeddingNorm),
    ]
    for index in 0..<c.blockCount {
      let (from, to) = (old.layer(index), new.layer(index))
      let parts: [KeyPath<EncoderTensorNames.Layer, String>] = [
        \.query, \.key, \.value, \.attentionOutput, \.attentionNorm, \.up, \.down, \.outputNorm,
      ]
      names += parts.map { (from[keyPath: $0], to[keyPath: $0]) }
    }
    for (from, to) in names {
      for part in [".weight", ".bias"] {
        guard let tensor = file.tensors[from + part] else { continue }
        builder.tensors.append(
          Tensor(
            name: to + part, dimensions: tensor.dimensions.map(UInt64.init), type: tensor.type.rawValue,
            data: file.mapped.copy(tensor.byteRange)))
      }
    }
    return builder.bytes()
  }
}
