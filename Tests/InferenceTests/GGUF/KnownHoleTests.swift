// KnownHoleTests.swift: the files of Fuzz/Regressions/gguf, each with a hole that other readers had: each is
// refused for its own field and for nothing else; the one whose field does no harm here is a model as any
// other.

import Foundation
import Testing

@testable import Inference

@Suite("known holes of model files")
struct KnownHoleTests {
  private static let folder = SharedMaterial.package.appending(path: "Fuzz/Regressions/gguf")

  /// A file without its first byte, which is for the fuzzer alone.
  private static func bytes(_ name: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: folder.appending(path: name)).dropFirst())
  }

  /// What breaks a rule of the format: the file, the field, and what is wrong with it.
  static let malformed: [(String, String, FileDefect)] = [
    ("cve-2024-23605-count-of-keys", "key count", .tooMany(count: 0x8000_0000_0000_0000, limit: 4096)),
    (
      "cve-2024-21836-count-of-tensors", "tensor count",
      .tooMany(count: 0x2000_0000_0000_0001, limit: 65_536)
    ),
    ("cve-2024-23496-length-of-a-key", "key", .tooMany(count: 0xFFFF_FFFF_FFFF_FFFF, limit: 65_535)),
    ("cve-2024-21825-count-of-an-array", "a", .tooMany(count: 0x2000_0000_0000_0000, limit: 16_777_216)),
    ("cve-2024-2566x-array-of-an-unknown-type", "a", .unknownCode(99)),
    ("cve-2024-2566x-value-of-an-unknown-type", "a", .unknownCode(99)),
    (
      "cve-2024-2566x-array-whose-size-wraps", "a",
      .tooMany(count: 0x2000_0000_0000_0001, limit: 16_777_216)
    ),
    ("cve-2024-2566x-length-of-a-value", "a", .tooMany(count: 0x8000_0000_0000_0000, limit: 16_777_216)),
    (
      "cve-2024-2566x-length-of-a-tensor-name", "tensor name",
      .tooMany(count: 0xFFFF_FFFF_FFFF_FFFE, limit: 63)
    ),
    (
      "cve-2025-49847-length-of-a-token", "tokenizer.ggml.tokens",
      .tooMany(count: 0x8000_0000, limit: 65_536)
    ),
    ("llama.cpp-24263-empty-key", "key", .empty),
    ("cve-2024-21802-count-of-dimensions", "tensor t", .outOfRange(value: 5, low: 1, high: 4)),
    ("llama.cpp-24263-dimension-of-zero", "tensor t", .outOfRange(value: 0, low: 1, high: 0x8000_0000)),
    ("llama.cpp-27203-product-of-dimensions-wraps", "tensor t", .arithmeticOverflow),
    (
      "llama.cpp-26978-padded-size-wraps", "tensor t",
      .tooMany(count: 0x3FFF_FFFF_FFFF_FFFF, limit: 0x8000_0000)
    ),
    ("llama.cpp-26318-padded-sum-wraps", "tensor a", .arithmeticOverflow),
    ("cve-2026-33298-size-of-a-tensor-wraps", "tensor t", .arithmeticOverflow),
    (
      "cve-2025-53630-sum-of-sizes-wraps", "tensor t0",
      .endsTooLate(needed: 0x4000_0000_0000_0000, remaining: 64)
    ),
    ("cve-2026-27940-offset-wraps", "tensor t", .tooMany(count: 0xFFFF_FFFF_FFFF_FFE0, limit: 128)),
    ("cve-2026-7482-data-that-is-not-there", "tensor t", .endsTooLate(needed: 4_194_304, remaining: 64)),
  ]

  /// What is well formed and no model: a whole model but for one key, and what is said of that.
  static let notModels: [(String, ModelFileError)] = [
    (
      "llama.cpp-25821-count-of-blocks",
      .badValue(file: "", key: "llama.block_count", value: "4294967295", allowed: "1 to 512")
    ),
    (
      "llama.cpp-26051-one-block-too-many",
      .badValue(file: "", key: "llama.block_count", value: "513", allowed: "1 to 512")
    ),
    (
      "llama.cpp-26690-type-of-an-array",
      .wrongKeyType(
        file: "", key: "tokenizer.ggml.tokens", expected: "array of string", actual: "array of uint32")
    ),
  ]

  private static let harmless = "cve-2024-34359-template-that-is-a-program"

  @Test(arguments: malformed)
  func isRefusedForItsOwnField(name: String, field: String, defect: FileDefect) throws {
    let error = try openError(Self.bytes(name))
    guard case .malformed(let place, let actual) = error else {
      return fail("not refused as malformed: \(String(describing: error))")
    }
    #expect(place.field == field && actual == defect)
  }

  @Test(arguments: notModels)
  func isRefusedForItsOwnKey(name: String, expected: ModelFileError) throws {
    let error = try openError(Self.bytes(name))
    switch error {
    case .badValue(_, let key, let value, let allowed):
      #expect(expected == .badValue(file: "", key: key, value: value, allowed: allowed))
    case .wrongKeyType(_, let key, let wanted, let actual):
      #expect(expected == .wrongKeyType(file: "", key: key, expected: wanted, actual: actual))
    default: fail("not refused for a key: \(String(describing: error))")
    }
  }

  /// CVE-2024-34359: the template was run; here it is a text that is not known, of a model that is taken.
  @Test func aTemplateThatIsAProgramIsReadAndNotKnown() throws {
    let folder = try ScratchFolder()
    let path = try folder.write(Self.bytes(Self.harmless), as: "model.gguf")
    let decoder = try Decoder.open(path, exact: false, threads: 1)
    let metadata = try GGUFFile(path: path).metadata
    // All that recognition needs is there, so that nothing but the text can have decided.
    let text = try metadata.string("tokenizer.chat_template")
    #expect(text.contains("__subclasses__"))
    #expect(decoder.tokenizer.token(named: "<|im_start|>") != nil)
    #expect(decoder.tokenizer.token(named: "<|im_end|>") != nil)
    #expect(ChatTemplate.recognise(metadata) == nil)
    #expect(decoder.chatTemplate == nil)
    let logits = try decoder.evaluate([.token(1)], state: decoder.makeState(capacity: 1))
    #expect(logits.first?.count == 8)
  }

  @Test func everyFileHasItsReasonHere() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    let known = Self.malformed.map { $0.0 } + Self.notModels.map { $0.0 } + [Self.harmless]
    #expect(files.sorted() == known.sorted())
  }
}
