// PackedWeightsTests.swift: weights that were packed before are those that are packed at each opening, and a
// file of them that is not as it was written is not used.

import Foundation
import Testing

@testable import Inference

@Suite("packed weights")
struct PackedWeightsTests {
  private static let rounded = [
    "tiny-llama-q4_0", "tiny-llama-q4_1", "tiny-llama-q5_0", "tiny-llama-q8_0", "tiny-llama-rare",
    "tiny-llama-q4_k", "tiny-llama-k-rare", "tiny-qwen3", "tiny-phi3",
  ]

  private let folder: ScratchFolder
  private let threads = ThreadPool(threadCount: 2)

  init() throws { folder = try ScratchFolder() }

  private static func source(_ file: GGUFFile) -> PackedSource {
    PackedSource(fingerprint: (0..<32).map { $0 }, byteCount: file.mapped.byteCount)
  }

  /// The file that a model's weights become, in the pieces in which it is written.
  private func pieces(_ file: GGUFFile) throws -> [[UInt8]] {
    let writer = try PackedWeightsWriter(file: file, source: Self.source(file), threads: threads)
    var pieces: [[UInt8]] = []
    try writer.write { pieces.append($0) }
    #expect(pieces.reduce(0) { $0 + $1.count } == writer.byteCount)
    return pieces
  }

  private func bytes(_ file: GGUFFile) throws -> [UInt8] { try pieces(file).flatMap(\.self) }

  private func open(_ bytes: [UInt8], for file: GGUFFile) throws -> PackedWeightsFile {
    try PackedWeightsFile(path: folder.write(bytes), source: Self.source(file))
  }

  private func tokens(_ count: Int) -> [InputRow] { (0..<count).map { .token(TokenID($0 * 7 % 40 + 3)) } }

  private func logits(_ decoder: Decoder) throws -> [[Float]] {
    try decoder.evaluate(tokens(19), state: decoder.makeState(capacity: 32), logits: .all)
  }

  /// Those that have rounded weights: what is joined in phi3 is packed in parts.
  @Test(arguments: rounded)
  func logitsAreTheSameBitForBit(name: String) throws {
    let file = try GGUFFile(path: DecoderFixtureTests.path(name))
    let plain = try Decoder(file: file, options: DecoderOptions(threads: threads))
    let packed = try open(bytes(file), for: file)
    let mapped = try Decoder(file: file, options: DecoderOptions(threads: threads, packedWeights: packed))
    let expected = try logits(plain).map { $0.map(\.bitPattern) }
    let actual = try logits(mapped).map { $0.map(\.bitPattern) }
    #expect(actual == expected)
    #expect(plain.packedByteCount > 0)
    #expect(mapped.packedByteCount == 0, "nothing was packed anew")
  }

  @Test(arguments: ["tiny-t5", "tiny-flan-t5"])
  func anEncoderDecoderComputesTheSame(name: String) throws {
    let file = try GGUFFile(path: DecoderFixtureTests.path(name))
    let packed = try open(bytes(file), for: file)
    let results = try [nil, packed].map { packed -> [[Float]] in
      let options = DecoderOptions(threads: threads, packedWeights: packed)
      let model = try EncoderDecoder(file: file, options: options)
      if packed != nil { #expect(model.multipliedMatrices.allSatisfy { $0.packedByteCount == 0 }) }
      let state = model.makeState(for: try model.encode(tokens(9)), capacity: 8)
      return try model.evaluate(tokens(5), state: state, logits: .all)
    }
    #expect(results[0] == results[1])
  }

  @Test func floatsAreNotPacked() throws {
    for name in ["tiny-llama-f32", "tiny-llama-f16"] {
      let file = try GGUFFile(path: DecoderFixtureTests.path(name))
      #expect(try PackedWeightsWriter(file: file, source: Self.source(file), threads: threads).isEmpty)
    }
  }

  @Test func anyNumberOfThreadsWritesTheSameBytes() throws {
    let file = try GGUFFile(path: DecoderFixtureTests.path("tiny-llama-rare"))
    let expected = try bytes(file)
    for count in [1, 3] {
      var bytes: [UInt8] = []
      let threads = ThreadPool(threadCount: count)
      try PackedWeightsWriter(file: file, source: Self.source(file), threads: threads).write { bytes += $0 }
      #expect(bytes == expected)
    }
  }

  @Test func floatActivationsDoWithoutThem() throws {
    let file = try GGUFFile(path: DecoderFixtureTests.path("tiny-llama-q4_1"))
    let packed = try open(bytes(file), for: file)
    let results = try [nil, packed].map { packed -> [[Float]] in
      let options = DecoderOptions(
        threads: threads, activations: .float32, cache: .float32, packedWeights: packed)
      let decoder = try Decoder(file: file, options: options)
      #expect(decoder.multipliedMatrices.allSatisfy { !$0.takesIntegers })
      return try logits(decoder)
    }
    #expect(results[0] == results[1])
  }

  // MARK: What is not used

  @Test func noByteOfTheHeaderCanBeAnother() throws {
    let file = try GGUFFile(path: DecoderFixtureTests.path("tiny-llama-q4_1"))
    let pieces = try pieces(file), bytes = pieces.flatMap(\.self)
    #expect(try open(bytes, for: file).tensors.count > 7)
    for index in pieces[0].indices {
      var changed = bytes
      changed[index] ^= UInt8(1 << (index % 8))
      #expect(throws: ModelFileError.self, "byte \(index)") { try open(changed, for: file) }
    }
  }

  @Test func aFileThatIsCutOrLongerIsNotUsed() throws {
    let file = try GGUFFile(path: DecoderFixtureTests.path("tiny-llama-q8_0"))
    let pieces = try pieces(file), bytes = pieces.flatMap(\.self)
    for count in Array(0...pieces[0].count) + [bytes.count - 1] {
      #expect(throws: ModelFileError.self, "\(count) bytes") {
        try open(Array(bytes.prefix(count)), for: file)
      }
    }
    #expect(throws: ModelFileError.self) { try open(bytes + [0], for: file) }
  }

  /// Places of the header's fields: 8 the version, 12 that of the panels, 16 the fingerprint, 48 the model's
  /// size.
  @Test(arguments: [8, 12, 16, 47, 48])
  func anotherVersionOrModelIsNotUsedWhereAllElseIsRight(place: Int) throws {
    let file = try GGUFFile(path: DecoderFixtureTests.path("tiny-llama-q4_0"))
    var bytes = try bytes(file)
    bytes[place] &+= 1
    let sealed = try pieces(file)[0].count - 8
    let seal = HeaderChecksum.of(Array(bytes[..<sealed]))
    for index in 0..<8 { bytes[sealed + index] = UInt8(truncatingIfNeeded: seal >> UInt64(8 * index)) }
    let thrown = #expect(throws: ModelFileError.self) { try open(bytes, for: file) }
    guard case .malformed(let found, _) = thrown else {
      Issue.record("\(String(describing: thrown))")
      return
    }
    #expect(found.field != "checksum")
  }

  @Test func aMatrixOfAnotherShapeOrTypeIsPackedInMemory() throws {
    let file = try GGUFFile(path: DecoderFixtureTests.path("tiny-llama-q4_1"))
    let packed = try open(bytes(file), for: file)
    let (name, tensor) = try #require(packed.tensors.first)
    let layout = tensor.layout
    #expect(packed.panels(of: name, layout) != nil)
    #expect(packed.panels(of: name + "x", layout) == nil)
    let others = [
      PanelLayout(type: layout.type, rows: layout.rows + 1, columns: layout.columns),
      PanelLayout(type: layout.type, rows: layout.rows, columns: layout.columns * 2),
      PanelLayout(type: .q4_0, rows: layout.rows, columns: layout.columns),
    ]
    for other in others {
      let other = try #require(other)
      #expect(packed.panels(of: name, other) == nil)
    }
  }

  @Test func noMatrixHasAnImpossibleShape() {
    #expect(PanelLayout(type: .f16, rows: 16, columns: 32) == nil)
    #expect(PanelLayout(type: .q4_0, rows: 16, columns: 33) == nil)
    #expect(PanelLayout(type: .q4_0, rows: 0, columns: 32) == nil)
    #expect(PanelLayout(type: .q4_0, rows: .max, columns: 32) == nil)
    #expect(PanelLayout(type: .q8_0, rows: 1 << 40, columns: 1 << 40) == nil)
    #expect(PanelLayout(type: .q4_0, rows: 17, columns: 32)?.byteCount == 2 * (256 + 64))
  }

  @Test func weightsThatChangeWhileInUseGiveAnError() throws {
    let file = try GGUFFile(path: DecoderFixtureTests.path("tiny-llama-q4_1"))
    let packed = try open(bytes(file), for: file)
    let path = packed.mapped.path
    let decoder = try Decoder(file: file, options: DecoderOptions(threads: threads, packedWeights: packed))
    _ = try logits(decoder)
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data([1]))
    try handle.synchronize()
    #expect(throws: DecoderError.fileChanged(path)) { try logits(decoder) }
  }
}
