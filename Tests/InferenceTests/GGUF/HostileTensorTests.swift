// HostileTensorTests.swift: one file for each hole that readers of GGUF have had in the shapes and places of
// tensors, made here; each must be told from a model by a typed error at the right field.

import Testing

@testable import Inference

@Suite("hostile tensors in GGUF files")
struct HostileTensorTests {
  /// CVE-2024-21802: more dimensions than the array that holds them.
  @Test(arguments: [0, 5, 1000])
  func dimensionCountOutOfRange(count: Int) throws {
    try expectDefect(.outOfRange(value: Int64(count), low: 1, high: 4)) {
      $0.tensors[1].dimensions = [UInt64](repeating: 1, count: count)
    }
  }

  /// ggml issue 24263: a dimension of zero was divided by.
  @Test func dimensionZero() throws {
    try expectDefect(.outOfRange(value: 0, low: 1, high: 1 << 31)) { $0.tensors[0].dimensions = [32, 0] }
    try expectDefect(.outOfRange(value: 0, low: 1, high: 1 << 31)) { $0.tensors[0].dimensions = [0] }
  }

  @Test func dimensionBeyondLimit() throws {
    for dimension: UInt64 in [.max, 1 << 63, 1 << 32, (1 << 31) + 1] {
      try expectDefect(.tooMany(count: dimension, limit: 1 << 31)) {
        $0.tensors[0].dimensions = [32, dimension]
      }
    }
  }

  /// ggml issue 27203: the product wraps to zero or below, and the guard that multiplies is skipped.
  @Test func productOfDimensionsThatWraps() throws {
    for dimensions: [UInt64] in [
      [1 << 31, 1 << 31, 4], [1 << 31, 1 << 31, 2], [1 << 31, 1 << 31, 1 << 31, 1 << 31],
    ] {
      try expectDefect(.arithmeticOverflow) { $0.tensors[0].dimensions = dimensions }
    }
  }

  /// CVE-2026-33298: the number of elements fits, the number of bytes wraps.
  @Test func byteCountThatWraps() throws {
    try expectDefect(.arithmeticOverflow) { $0.tensors[0].dimensions = [1 << 31, 1 << 31, 1] }
    try expectDefect(.arithmeticOverflow) {
      $0.tensors[0].type = 1  // F16: 2^62 elements of 2 bytes
      $0.tensors[0].dimensions = [1 << 31, 1 << 31]
    }
  }

  /// CVE-2026-7482: dimensions larger than the data.
  @Test func dataThatEndsTooLate() throws {
    var builder = GGUFBuilder.llama()
    builder.tensors[10].dimensions = [64, 1 << 20]
    guard case .malformed(let place, .endsTooLate(needed: 1 << 28, _)) = try openError(builder) else {
      return fail()
    }
    #expect(place.field == "tensor blk.0.ffn_down.weight")
  }

  /// CVE-2025-53630 and CVE-2026-27940: sizes that wrap when they are added up.
  @Test func sumOfSizesThatWraps() throws {
    var builder = GGUFBuilder()
    for name in ["a", "b", "c"] {
      builder.tensors.append(.init(name: name, dimensions: [1 << 30, 1 << 30], offset: 0))
    }
    guard case .malformed(_, .endsTooLate(needed: 1 << 62, _)) = try openError(builder) else { return fail() }
  }

  /// ggml issues 26978 and 26318: rounding up to the alignment wraps to zero.
  @Test func offsetAtTheEndOfNumbers() throws {
    for offset: UInt64 in [.max - 31, .max, 1 << 63, UInt64(Int.max) - 31] {
      var builder = GGUFBuilder.llama()
      builder.tensors[1].offset = offset
      guard case .malformed(let place, let defect) = try openError(builder) else { return fail() }
      #expect(place.field == "tensor output_norm.weight" && defect != .duplicate)
    }
  }

  @Test func offsetThatIsNotAligned() throws {
    try expectDefect(.notAMultiple(value: 36, of: 32)) { $0.tensors[1].offset = 36 }
  }

  @Test func tensorsThatOverlap() throws {
    try expectDefect(.overlaps(tensor: "token_embd.weight"), "tensor output_norm.weight") {
      $0.tensors[1].offset = 32
    }
    try expectDefect(.overlaps(tensor: "output_norm.weight"), "tensor token_embd.weight") {
      $0.tensors[0].offset = 0
      $0.tensors[1].offset = 0
    }
  }

  @Test(arguments: [0, 1, 4, 7, 24, 33, 8192, 1 << 31, .max] as [UInt32])
  func alignmentOutOfRange(alignment: UInt32) throws {
    try expectDefect(.badAlignment(UInt64(alignment)), "general.alignment") {
      $0["general.alignment"] = .u32(alignment)
    }
  }

  @Test func alignmentOfAnotherType() throws {
    for value: GGUFBuilder.Value in [.string("32"), .u64(32), .i32(32), .f32(32), .bool(1)] {
      try expectBadKey("general.alignment", value)
    }
  }

  @Test func rowsThatAreNoWholeBlocks() throws {
    try expectDefect(.notAMultiple(value: 33, of: 32)) {
      $0.tensors[0].type = 2
      $0.tensors[0].dimensions = [33, 32]
    }
  }

  @Test(arguments: [4, 5, 9, 15, 16, 24, 28, 31, 39, 40, 1000, .max] as [UInt32])
  func typesWithoutKernels(code: UInt32) throws {
    var builder = GGUFBuilder.llama()
    builder.tensors[3].type = code
    #expect(try openError(builder) == .unsupportedWeightType(tensor: "blk.0.attn_q.weight", code: code))
  }
}
