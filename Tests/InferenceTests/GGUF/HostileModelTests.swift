// HostileModelTests.swift: files that are well-formed GGUF and no model: each number, tensor and token list
// that the engine would divide, allocate or index by.

import Testing

@testable import Inference

@Suite("hostile models")
struct HostileModelTests {
  /// ggml issues 25821 and 26051: more blocks than the arrays that hold their settings.
  @Test func numbersThatNoModelHas() throws {
    try expectBadKey("llama.block_count", .u32(513))
    try expectBadKey("llama.block_count", .u32(0))
    try expectBadKey("llama.block_count", .u64(.max))
    try expectBadKey("llama.block_count", .f32(1))
    try expectBadKey("llama.embedding_length", .u32(0))
    try expectBadKey("llama.embedding_length", .u32(.max))
    try expectBadKey("llama.feed_forward_length", .i32(-64))
    try expectBadKey("llama.context_length", .u32(0))
    try expectBadKey("llama.attention.head_count", .u32(0))
    try expectBadKey("llama.attention.head_count", .u32(5))
    try expectBadKey("llama.attention.head_count_kv", .u32(0))
    try expectBadKey("llama.attention.layer_norm_rms_epsilon", .f32(.nan))
    try expectBadKey("llama.attention.layer_norm_rms_epsilon", .f32(0))
    try expectBadKey("llama.attention.layer_norm_rms_epsilon", nil)
    try expectBadKey("llama.rope.freq_base", .f32(.infinity))
    try expectBadKey("llama.rope.freq_base", .f32(-1))
    try expectBadKey("llama.rope.dimension_count", .u32(18))
    try expectBadKey("llama.rope.dimension_count", .u32(3))
    try expectBadKey("llama.vocab_size", .u32(25))
    try expectBadKey("tokenizer.ggml.bos_token_id", .u32(24))
    try expectBadKey("tokenizer.ggml.eos_token_id", .i32(-2))
    try expectBadKey("tokenizer.ggml.scores", .f32s([Float](repeating: .nan, count: 24)))
    try expectBadKey("tokenizer.ggml.scores", .f32s([1]))
    try expectBadKey("tokenizer.ggml.token_type", .i32s([Int32](repeating: 7, count: 24)))
    try expectBadKey("tokenizer.ggml.token_type", .i32s([1]))
    try expectBadKey("tokenizer.ggml.tokens", nil)
  }

  @Test func tensorsThatAreMissingMisshapenOrUnknown() throws {
    for index in GGUFBuilder.llama().tensors.indices {
      var builder = GGUFBuilder.llama()
      let name = builder.tensors.remove(at: index).name
      #expect(try openError(builder) == .missingTensor(name))
    }
    var builder = GGUFBuilder.llama()
    builder.tensors[4].dimensions = [16, 32]
    #expect(
      try openError(builder)
        == .wrongShape(tensor: "blk.0.attn_k.weight", expected: [32, 16], actual: [16, 32]))
    builder = .llama()
    builder.tensors.append(
      .init(name: "blk.0.attn_q.bias", dimensions: [32], data: [UInt8](repeating: 0, count: 128)))
    #expect(try openError(builder) == .unexpectedTensor("blk.0.attn_q.bias"))
    builder = .llama()
    builder.tensors[2].type = 1
    #expect(
      try openError(builder)
        == .wrongWeightType(tensor: "blk.0.attn_norm.weight", expected: .f32, actual: .f16))
  }

  @Test func ropeFactorsThatDivideByZero() throws {
    for factor: Float in [0, -1, .nan, .infinity] {
      var builder = GGUFBuilder.llama()
      let data = (0..<8).flatMap { GGUFBuilder.little(($0 == 3 ? factor : 1).bitPattern) }
      builder.tensors.append(.init(name: "rope_freqs.weight", dimensions: [8], data: data))
      guard case .badValue(_, "rope_freqs.weight", _, _) = try openError(builder) else {
        return fail("\(factor)")
      }
    }
  }

  @Test func whatIsNotImplementedIsNamed() throws {
    var builder = GGUFBuilder.llama()
    builder["general.architecture"] = .string("mamba")
    #expect(try openError(builder) == .unsupportedArchitecture("mamba"))
    builder = .llama()
    builder["llama.expert_count"] = .u32(8)
    guard case .unsupportedFeature(_, "mixture of experts") = try openError(builder) else { return fail() }
    builder = .llama()
    builder["llama.rope.scaling.type"] = .string("yarn")
    guard case .unsupportedFeature = try openError(builder) else { return fail() }
    builder = .llama(tokenizer: "gpt2")
    builder["tokenizer.ggml.pre"] = .string("kimi-k2")
    #expect(try openError(builder) == .unsupportedTokenizer(model: "gpt2", preTokenizer: "kimi-k2"))
    builder = .llama(tokenizer: "rwkv")
    #expect(try openError(builder) == .unsupportedTokenizer(model: "rwkv", preTokenizer: "default"))
  }
}
