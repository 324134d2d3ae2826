// VaultLosses.swift: what was measured of the held-out entries of a vault, as the vault keeps it: a run that
// was ended goes on, and one that asks for more computes only that.
//
// "PLEV", version, an identity of everything that the numbers depend on, then the losses by way of writing.
// Those of other entries, another plug or another model are no error: they are passed over.

internal import Crypto

/// Losses by way of writing.
struct VaultLosses: Equatable {
  /// Of one way: its variants, which stand for it together (each stranger), the entries, the tokens; in nats.
  typealias Losses = [[[Float]]]

  private static let magic = Array("PLEV".utf8)
  private static let version: UInt32 = 1
  private static let wayLimit: UInt32 = 4096
  private static let variantLimit: UInt32 = 64
  private static let entryLimit: UInt32 = 1 << 16

  private var names: [String] = []
  private var losses: [Losses] = []

  /// Nothing is measured yet.
  init() {}

  /// What was measured of a way, by its name; nil where that was not.
  subscript(name: String) -> Losses? { names.firstIndex(of: name).map { losses[$0] } }

  /// Whether nothing was measured.
  var isEmpty: Bool { names.isEmpty }

  /// Takes in what was measured of a way that was not before.
  mutating func add(_ measured: Losses, of name: String) {
    precondition(self[name] == nil, "a way that was measured twice")
    names.append(name)
    losses.append(measured)
  }

  /// The key under which a vault keeps it.
  static func key(model fingerprint: [UInt8]) -> DerivedKey {
    DerivedKey(name: "evaluation", fingerprint: fingerprint)
  }

  /// A hash of all that determines the numbers: 32 bytes.
  ///
  /// - Parameters:
  ///   - split: What is learned from, and what is held out.
  ///   - origin: Model and plug.
  ///   - encoder: The fingerprint of what ranks entries by meaning; empty where nothing does.
  ///   - seed: Chooses the strangers.
  /// - Returns: The same for the same numbers, in one version of the program.
  static func identity(
    of split: LearningSplit, origin: LearningRun.Origin, encoder: [UInt8], seed: UInt64
  ) -> [UInt8] {
    var writer = ByteWriter()
    writer.writeCounted(RowAdaptation.identity(of: split, model: origin.model, plug: origin.plug))
    writer.writeCounted(encoder)
    writer.write(seed)
    return SHA256.hash(of: writer.bytes)
  }

  /// The state as bytes.
  func encode(identity: [UInt8]) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(Self.magic)
    writer.write(Self.version)
    writer.writeCounted(identity)
    writer.write(UInt32(names.count))
    for (name, variants) in zip(names, losses) {
      writer.writeCounted(Array(name.utf8))
      writer.write(UInt32(variants.count))
      for entries in variants {
        writer.write(UInt32(entries.count))
        for tokens in entries { writer.writeCounted(tokens) }
      }
    }
    return writer.bytes
  }

  /// Reads a state; nil where it is damaged, or of another evaluation.
  ///
  /// - Parameters:
  ///   - bytes: What ``encode(identity:)`` gave.
  ///   - identity: Of the evaluation that would go on.
  ///   - targetCounts: How many tokens of each held-out entry are predicted.
  init?(decoding bytes: [UInt8], identity: [UInt8], targetCounts: [Int]) {
    var reader = ByteReader(bytes)
    do throws(FormatError) {
      try read(from: &reader, identity: identity)
    } catch {
      return nil
    }
    let isWhole = losses.allSatisfy { variants in
      !variants.isEmpty && variants.allSatisfy { $0.map(\.count) == targetCounts }
    }
    guard reader.remaining == 0, isWhole, Set(names).count == names.count else { return nil }
  }

  private mutating func read(from reader: inout ByteReader, identity: [UInt8]) throws(FormatError) {
    guard try Array(reader.readBytes(4)) == Self.magic else { throw FormatError(offset: 0) }
    try reader.expect(Self.version)
    guard try reader.readCountedBytes() == identity else { throw FormatError(offset: reader.offset) }
    for _ in 0..<(try reader.readCount(upTo: Self.wayLimit)) {
      names.append(try reader.readText(Int(try reader.read(UInt32.self))))
      var variants: Losses = []
      for _ in 0..<(try reader.readCount(upTo: Self.variantLimit)) {
        var entries: [[Float]] = []
        for _ in 0..<(try reader.readCount(upTo: Self.entryLimit)) {
          entries.append(try reader.readCountedFloats())
        }
        variants.append(entries)
      }
      losses.append(variants)
    }
  }
}
