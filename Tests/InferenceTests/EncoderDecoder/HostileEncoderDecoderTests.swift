// HostileEncoderDecoderTests.swift: files that are well-formed GGUF and no encoder-decoder.

import Testing

@testable import Inference

@Suite("hostile encoder-decoders")
struct HostileEncoderDecoderTests {
  /// What opening a file leads to, or nil where it is taken.
  private func error(_ builder: GGUFBuilder) throws -> ModelFileError? {
    var builder = builder
    let folder = try ScratchFolder()
    let path = try folder.write(builder.bytes(), as: "model.gguf")
    do throws(ModelFileError) {
      let options = DecoderOptions(threads: ThreadPool(threadCount: 1))
      _ = try EncoderDecoder(file: GGUFFile(path: path), options: options)
      return nil
    } catch {
      return error
    }
  }

  private func expectBadKey(
    _ key: String, _ value: GGUFBuilder.Value?, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    var builder = GGUFBuilder.t5()
    builder[key] = value
    switch try error(builder) {
    case .badValue(_, let actual, _, _), .missingKey(_, let actual), .wrongKeyType(_, let actual, _, _):
      #expect(actual == key, sourceLocation: sourceLocation)
    case let other: Issue.record("\(key): \(String(describing: other))", sourceLocation: sourceLocation)
    }
  }

  @Test func theSmallestOnesAreTaken() throws {
    #expect(try error(.t5()) == nil)
    #expect(try error(.t5(isGated: true)) == nil)
    var builder = GGUFBuilder.t5()
    builder.addFloats("output.weight", [32, 6])
    builder.addFloats("dec.blk.0.cross_attn_rel_b.weight", [2, 8])
    builder["t5.decoder_start_token_id"] = nil
    #expect(try error(builder) == nil)
  }

  @Test func numbersThatNoModelHas() throws {
    try expectBadKey("t5.block_count", .u32(0))
    try expectBadKey("t5.block_count", .u32(513))
    try expectBadKey("t5.block_count", .f32(1))
    try expectBadKey("t5.decoder_block_count", .u32(0))
    try expectBadKey("t5.decoder_block_count", .u64(.max))
    try expectBadKey("t5.embedding_length", .u32(0))
    try expectBadKey("t5.feed_forward_length", .i32(-64))
    try expectBadKey("t5.context_length", nil)
    try expectBadKey("t5.attention.head_count", .u32(0))
    try expectBadKey("t5.attention.head_count", .u32(1025))
    try expectBadKey("t5.attention.head_count_kv", .u32(1))
    try expectBadKey("t5.attention.key_length", .u32(1))
    try expectBadKey("t5.attention.relative_buckets_count", .u32(3))
    try expectBadKey("t5.attention.relative_buckets_count", .u32(255))
    try expectBadKey("t5.attention.relative_buckets_count", nil)
    try expectBadKey("t5.attention.layer_norm_rms_epsilon", .f32(.nan))
    try expectBadKey("t5.attention.layer_norm_rms_epsilon", nil)
    try expectBadKey("t5.decoder_start_token_id", .u32(6))
    try expectBadKey("t5.decoder_start_token_id", .i32(-1))
    try expectBadKey("t5.vocab_size", .u32(7))
    try expectBadKey("tokenizer.ggml.tokens", nil)
  }

  @Test func headsThatDoNotDivideTheWidth() throws {
    var builder = GGUFBuilder.t5()
    builder["t5.attention.key_length"] = nil
    builder["t5.attention.value_length"] = nil
    builder["t5.attention.head_count"] = .u32(5)
    guard case .badValue(_, "t5.attention.head_count", "5", _) = try error(builder) else { return fail() }
    builder = .t5()
    builder["t5.attention.value_length"] = .u32(8)
    guard case .unsupportedFeature = try error(builder) else { return fail() }
    builder = .t5()
    builder["t5.attention.head_count"] = .u32(4)
    #expect(
      try error(builder)
        == .wrongShape(tensor: "enc.blk.0.attn_q.weight", expected: [32, 64], actual: [32, 32]))
  }

  @Test func tensorsThatAreMissingMisshapenOrUnknown() throws {
    for index in GGUFBuilder.t5().tensors.indices {
      var builder = GGUFBuilder.t5()
      let name = builder.tensors.remove(at: index).name
      #expect(try error(builder) == .missingTensor(name))
    }
    var builder = GGUFBuilder.t5()
    let index = try #require(builder.tensors.firstIndex { $0.name == "dec.blk.0.attn_rel_b.weight" })
    builder.tensors[index].dimensions = [8, 2]
    #expect(
      try error(builder)
        == .wrongShape(tensor: "dec.blk.0.attn_rel_b.weight", expected: [2, 8], actual: [8, 2]))
    builder = .t5()
    builder.addFloats("enc.blk.1.attn_q.weight", [32, 32])
    #expect(try error(builder) == .unexpectedTensor("enc.blk.1.attn_q.weight"))
  }

  @Test func aGateInOneBlockIsNotAGateInAll() throws {
    var builder = GGUFBuilder.t5()
    builder.addFloats("enc.blk.0.ffn_gate.weight", [32, 64])
    #expect(try error(builder) == .missingTensor("dec.blk.0.ffn_gate.weight"))
    builder = .t5()
    builder.addFloats("dec.blk.0.ffn_gate.weight", [32, 64])
    #expect(try error(builder) == .unexpectedTensor("dec.blk.0.ffn_gate.weight"))
  }

  @Test func otherArchitecturesAreNotTaken() throws {
    #expect(try error(.llama()) == .unsupportedArchitecture("llama"))
  }
}
