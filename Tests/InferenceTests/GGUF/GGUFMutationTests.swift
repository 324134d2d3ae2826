// GGUFMutationTests.swift: thousands of damaged files, damaged where it hurts: each is refused by a typed
// error or is a model that can be used; none traps, hangs or reads past the end.

import Foundation
import Testing

@testable import Inference

@Suite("GGUF files, mutated")
struct GGUFMutationTests {
  /// Fixed, so that a failure can be replayed.
  static let seed: UInt64 = 0x5EED_6_6F_F

  @Test(arguments: ["llama", "gpt2", "bert"])
  func everyMutationIsRefusedOrUsable(tokenizer: String) throws {
    var builder = GGUFBuilder.llama(tokenizer: tokenizer)
    let original = builder.bytes()
    var generator = SeededGenerator(seed: Self.seed ^ UInt64(tokenizer.utf8.count))
    let folder = try ScratchFolder()
    var accepted = 0
    let count = 7000
    for _ in 0..<count {
      var bytes = original
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        Self.mutate(&bytes, builder.fields, &generator)
      }
      let path = try folder.write(bytes, as: "model.gguf")
      if Self.use(path) { accepted += 1 }
    }
    // Both outcomes have to occur, or the mutator is of no use.
    #expect(accepted > count / 50 && accepted < count / 2, "\(accepted) of \(count) accepted")
  }

  /// Numbers at the edges of what readers compute with.
  private static let edges: [UInt64] = [
    0, 1, 2, 3, 4, 7, 8, 9, 12, 16, 31, 32, 33, 64, 255, 4095, 4096, 4097, 65_535, 65_536, 65_537, 1 << 24,
    1 << 31, (1 << 31) - 1, (1 << 31) + 1, 1 << 32, (1 << 32) - 1, 1 << 61, 1 << 62, 1 << 63, (1 << 63) - 1,
    .max, .max - 1, .max - 7, .max - 31, 0xAAAA_AAAA_AAAA_AAAB, 0x2000_0000_0000_0001,
  ]

  private static func mutate(
    _ bytes: inout [UInt8], _ fields: [Range<Int>], _ generator: inout SeededGenerator
  ) {
    guard !bytes.isEmpty else { return }
    let field = fields.randomElement(using: &generator)!
    let range = min(field.lowerBound, bytes.count)..<min(field.upperBound, bytes.count)
    switch Int.random(in: 0..<10, using: &generator) {
    case 0...3:  // an edge into a field
      let value = GGUFBuilder.little(edges.randomElement(using: &generator)!)
      bytes.replaceSubrange(
        range, with: range.enumerated().map { $0.offset < 8 ? value[$0.offset] : bytes[$0.element] })
    case 4:  // one bit of a field
      guard let index = range.randomElement(using: &generator) else { return }
      bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 5:  // a small step
      guard let index = range.first else { return }
      bytes[index] &+= Bool.random(using: &generator) ? 1 : 255
    case 6: bytes.removeSubrange(range)
    case 7: bytes.insert(contentsOf: bytes[range], at: range.upperBound)
    case 8:  // one field over another
      let other = fields.randomElement(using: &generator)!
      guard other.upperBound <= bytes.count else { return }
      bytes.replaceSubrange(range, with: Array(bytes[other]))
    default: bytes.removeLast(Int.random(in: 1...min(bytes.count, 4096), using: &generator))
    }
  }

  /// Does with a file what the program does; whether all of it worked.
  private static func use(_ path: String) -> Bool {
    do throws(ModelFileError) {
      let file = try GGUFFile(path: path)
      for tensor in file.tensors.values { touch(tensor, in: file) }
      _ = ChatTemplate.recognise(file.metadata)
      let tokenizer = try makeTokenizer(file.metadata)
      for text in ["the abc\nA é", " <|im_start|>the", ""] {
        let ids = tokenizer.encode(text, addSpecial: true, parseSpecial: true)
        for id in ids {
          precondition(id >= 0 && id < tokenizer.vocabularyCount, "id \(id) of \(tokenizer.vocabularyCount)")
          _ = tokenizer.bytes(of: id)
        }
      }
      _ = try DecoderConfiguration(file: file)
      return true
    } catch {
      return false
    }
  }

  private static func touch(_ tensor: TensorInfo, in file: GGUFFile) {
    let sum = file.mapped.withBytes(tensor.byteRange) { bytes in
      Int(bytes.first ?? 0) + Int(bytes.last ?? 0)
    }
    precondition(sum >= 0 && tensor.elementCount > 0)
  }
}
