// HostileGGUFTests.swift: one file for each hole that readers of GGUF have had, made here; each must be told
// from a model by a typed error at the right field. Those of tensors are in HostileTensorTests.

import Foundation
import Testing

@testable import Inference

@Suite("hostile GGUF files")
struct HostileGGUFTests {
  @Test func theUnchangedModelIsAccepted() throws {
    for tokenizer in ["llama", "gpt2", "bert"] {
      #expect(try openError(GGUFBuilder.llama(tokenizer: tokenizer)) == nil)
    }
  }

  // MARK: The frame

  @Test func everyCutIsRefused() throws {
    var builder = GGUFBuilder.llama()
    let whole = builder.bytes()
    let header = try #require(builder.fields.last).upperBound
    for count in Array(0...header) + [header + 1, whole.count / 2, whole.count - 1] {
      #expect(try openError(Array(whole[..<count])) != nil, "cut at \(count)")
    }
  }

  @Test func otherFormatsAndVersionsAreNamed() throws {
    var builder = GGUFBuilder.llama()
    builder.magic = Array("GGML".utf8)
    guard case .notGGUF = try openError(builder) else { return fail("magic") }
    guard case .notGGUF = try openError([]) else { return fail("empty file") }
    builder = .llama()
    for version: UInt32 in [0, 1, 4, .max] {
      builder.version = version
      guard case .unsupportedVersion(_, version) = try openError(builder) else {
        return fail("version \(version)")
      }
    }
    builder.version = UInt32(3).byteSwapped
    guard case .otherByteOrder = try openError(builder) else { return fail("byte order") }
  }

  @Test func onlyRegularFilesAreOpened() throws {
    let folder = try ScratchFolder()
    var builder = GGUFBuilder.llama()
    let path = try folder.write(builder.bytes())
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: path)
    #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
    for name in ["/link", "/pipe", ""] {
      #expect(throws: ModelFileError.notARegularFile(file: folder.path + name)) {
        try GGUFFile(path: folder.path + name)
      }
    }
    #expect(throws: ModelFileError.unreadable(file: folder.path + "/none", code: ENOENT)) {
      try GGUFFile(path: folder.path + "/none")
    }
  }

  @Test func aFileThatChangesWhileMappedIsFoundOut() throws {
    let folder = try ScratchFolder()
    var builder = GGUFBuilder.llama()
    let path = try folder.write(builder.bytes())
    let file = try GGUFFile(path: path)
    try file.mapped.verifyUnchanged()
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.truncate(atOffset: 100)
    #expect(throws: ModelFileError.changed(file: path)) { try file.mapped.verifyUnchanged() }
  }

  // MARK: Counts (CVE-2024-23496, CVE-2024-23605, CVE-2024-21836, TALOS-2024-1912 to 1916)

  @Test func hugeTensorCount() throws {
    try expectDefect(.tooMany(count: .max, limit: 65_536), "tensor count") { $0.tensorCount = .max }
    try expectDefect(.tooMany(count: 1 << 62, limit: 65_536), "tensor count") { $0.tensorCount = 1 << 62 }
  }

  @Test func tensorCountBeyondTheBytesThatAreLeft() throws {
    var builder = GGUFBuilder()
    builder.tensorCount = 65_536
    guard case .malformed(let place, .endsTooLate) = try openError(builder) else { return fail() }
    #expect(place.field == "tensor count" && place.offset == 8)
  }

  @Test func hugeKeyCount() throws {
    try expectDefect(.tooMany(count: .max, limit: 4096), "key count") { $0.keyCount = .max }
    // 0xAAAA… times the size of a record wraps to a small number in readers that multiply first.
    try expectDefect(.tooMany(count: 0xAAAA_AAAA_AAAA_AAAB, limit: 4096)) {
      $0.keyCount = 0xAAAA_AAAA_AAAA_AAAB
    }
  }

  // MARK: Strings and arrays (CVE-2024-21825, CVE-2024-25664 to 25668, CVE-2025-49847)

  @Test(arguments: [.max, .max - 8, 1 << 63, 1 << 32, 1 << 24] as [UInt64])
  func stringLengthBeyondTheFile(count: UInt64) throws {
    var builder = GGUFBuilder.llama()
    builder["general.name"] = .raw(8, GGUFBuilder.little(count) + [0x41])
    guard case .malformed(let place, let defect) = try openError(builder) else { return fail() }
    #expect(place.field == "general.name")
    #expect(count > 16 << 20 ? defect == .tooMany(count: count, limit: 16 << 20) : defect != .invalidUTF8)
  }

  @Test(arguments: [.max, 1 << 63, 1 << 61, 0x2000_0000_0000_0001, 16 << 20] as [UInt64])
  func arrayCountBeyondTheFile(count: UInt64) throws {
    for element: UInt32 in [0, 4, 8, 10] {
      var builder = GGUFBuilder.llama()
      builder["tokenizer.ggml.tokens"] = .raw(9, GGUFBuilder.little(element) + GGUFBuilder.little(count))
      guard case .malformed(let place, _) = try openError(builder) else { return fail() }
      #expect(place.field == "tokenizer.ggml.tokens")
    }
  }

  @Test func tokenLongerThanTheFile() throws {
    for count: UInt64 in [.max, 1 << 31, 70_000] {
      try expectDefect(.tooMany(count: count, limit: 65_536), "tokenizer.ggml.tokens") {
        $0["tokenizer.ggml.tokens"] = .raw(
          9, GGUFBuilder.little(UInt32(8)) + GGUFBuilder.little(UInt64(1)) + GGUFBuilder.little(count))
      }
    }
  }

  @Test func nestedArrays() throws {
    try expectDefect(.nestedArray, "x") {
      $0["x"] = .raw(
        9, GGUFBuilder.little(UInt32(9)) + GGUFBuilder.little(UInt64(1)) + [UInt8](repeating: 0, count: 12))
    }
  }

  @Test func unknownTypes() throws {
    try expectDefect(.unknownCode(13), "x") { $0["x"] = .raw(13, [0]) }
    try expectDefect(.unknownCode(UInt64(UInt32.max)), "x") { $0["x"] = .raw(.max, [0]) }
    try expectDefect(.unknownCode(99), "x") {
      $0["x"] = .raw(9, GGUFBuilder.little(UInt32(99)) + [UInt8](repeating: 0, count: 8))
    }
  }

  /// ggml issue 26690: the element type of an array was not looked at before its elements were read.
  @Test func arraysOfAnotherElementType() throws {
    let bytes = [UInt8](repeating: 1, count: 24)
    let u8s = GGUFBuilder.Value.raw(9, GGUFBuilder.little(UInt32(0)) + GGUFBuilder.little(UInt64(24)) + bytes)
    for key in ["tokens", "scores", "token_type"] { try expectBadKey("tokenizer.ggml." + key, u8s) }
    try expectBadKey("tokenizer.ggml.token_type", .f32s([Float](repeating: 1, count: 24)))
    try expectBadKey("tokenizer.ggml.scores", .i32s([Int32](repeating: 1, count: 24)))
    var builder = GGUFBuilder.llama(tokenizer: "gpt2")
    builder["tokenizer.ggml.merges"] = u8s
    guard case .wrongKeyType = try openError(builder) else { return fail("merges") }
  }

  @Test func textThatIsNotUTF8() throws {
    try expectDefect(.invalidUTF8, "general.name") {
      $0["general.name"] = .raw(8, GGUFBuilder.text([0xC3, 0x28]))
    }
  }

  @Test func truthThatIsNeither() throws {
    try expectDefect(.badTruthValue(2), "x") { $0["x"] = .bool(2) }
  }

  /// ggml issue 24263: an empty key ran into an assertion.
  @Test func emptyKeysAndNames() throws {
    try expectDefect(.empty, "key") { $0.keys.append(("", .u32(1))) }
    try expectDefect(.empty, "tensor name") {
      $0.tensors.append(.init(name: "", dimensions: [1], data: [0, 0, 0, 0]))
    }
  }

  @Test func duplicateKeysAndNames() throws {
    try expectDefect(.duplicate, "general.name") { $0.keys.append(("general.name", .u32(1))) }
    try expectDefect(.duplicate, "tensor output_norm.weight") { $0.tensors.append($0.tensors[1]) }
  }

  @Test func thousandsOfKeysTakeNoTime() throws {
    var builder = GGUFBuilder()
    builder.keys = (0..<4096).map { ("key.\($0)", .u32(0)) }
    let folder = try ScratchFolder()
    let path = try folder.write(builder.bytes())
    var count = 0
    let time = try ContinuousClock().measure { count = try GGUFFile(path: path).metadata.keys.count }
    #expect(count == 4096)
    #expect(time < .seconds(2))
  }
}
