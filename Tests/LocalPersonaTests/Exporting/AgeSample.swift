// AgeSample.swift: random entries that try everything a field can hold, and keys to encrypt them with.

import Crypto
import Foundation

@testable import LocalPersona

/// What the tests of age files and backups share.
enum AgeSample {
  /// An identity of the vectors of age; its recipient was computed by another program.
  static let identity = "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0"
  static let recipient = "age1xmwwc06ly3ee5rytxm9mflaz2u56jjj36s0mypdrwsvlul66mv4q47ryef"

  /// Opens what is encrypted to ``recipient``.
  static func keys(_: String, _: AgeRequirement) throws -> AgeKeyring {
    try AgeKeyring(identityFile: Array(identity.utf8).rawBytes)
  }

  /// Encrypts to ``recipient``.
  static func sealing(isArmored: Bool = false) throws -> AgeSealing {
    AgeSealing(.recipients([try AgeRecipient(recipient)]), isArmored: isArmored)
  }

  /// Encrypts to a passphrase, at a cost that a test can pay.
  static func sealing(passphrase: String) -> AgeSealing {
    AgeSealing(.passphrase(secret(passphrase)), isArmored: false, workFactor: 4)
  }

  static func secret(_ text: String) -> SecretBytes {
    let bytes = Array(text.utf8)
    return SecretBytes(copying: bytes.rawBytes)
  }

  /// An age file for ``recipient`` with `content` in it.
  static func file(_ content: [UInt8], isArmored: Bool = false) throws -> [UInt8] {
    let sink = Sink()
    let writer = try sealing(isArmored: isArmored).makeWriter(sink: sink.take)
    try writer.write(content)
    try writer.finish()
    return sink.bytes
  }

  static func file(_ content: String, isArmored: Bool = false) throws -> [UInt8] {
    try file(Array(content.utf8), isArmored: isArmored)
  }

  /// What is inside of the age file `bytes`.
  static func content(of bytes: [UInt8]) throws -> [UInt8] {
    var rest = bytes[...]
    let reader = try AgeReader(
      source: { limit in
        defer { rest = rest.dropFirst(limit) }
        return Array(rest.prefix(limit))
      }, keys: try keys("", .identity))
    var content: [UInt8] = []
    while let piece = try reader.next() { content += piece }
    return content
  }

  /// Collects what a writer hands out.
  final class Sink {
    var bytes: [UInt8] = []
    var longestPiece = 0

    func take(_ piece: [UInt8]) {
      bytes += piece
      longestPiece = max(longestPiece, piece.count)
    }
  }
}

// MARK: Entries

extension AgeSample {
  /// Random entries with ids of their own; some have the text of another.
  static func entries(_ count: Int, seed: UInt64) throws -> [Entry] {
    var random = ImportRandom(seed: seed)
    var entries: [Entry] = []
    var ids: Set<EntryID> = []
    while entries.count < count {
      guard let id = EntryID(value: random.next() >> (64 - EntryID.bitCount)), ids.insert(id).inserted else {
        continue
      }
      let repeated = Int.random(in: 0..<8, using: &random) == 0 ? entries.randomElement(using: &random) : nil
      entries.append(
        try Entry(
          id: id, written: date(&random), added: date(&random), kind: kind(&random), title: line(&random),
          recipient: line(&random), tags: tags(&random), text: repeated?.text ?? text(&random)))
    }
    return entries
  }

  /// Whether two lists are the same to the byte; `==` takes texts as equal that are so to Unicode.
  static func areSame(_ first: [Entry], _ second: [Entry]) -> Bool {
    guard first.count == second.count else { return false }
    for (one, other) in zip(first, second) where one != other || words(of: one) != words(of: other) {
      return false
    }
    return true
  }

  private static func words(of entry: Entry) -> [[UInt8]] {
    [bytes(entry.text), bytes(entry.title ?? ""), bytes(entry.recipient ?? "")] + entry.tags.map(bytes)
  }

  private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  /// Every moment that a date with a zone can name, some of which are in no year of four digits in UTC.
  private static func date(_ random: inout ImportRandom) -> Timestamp {
    let zone: Int64 = 23 * 3600 + 59 * 60
    let (first, last): (Int64, Int64) = (-62_135_596_800 - zone, 253_402_300_799 + zone)
    return switch Int.random(in: 0..<8, using: &random) {
    case 0: Timestamp(first + Int64.random(in: 0...zone, using: &random))
    case 1: Timestamp(last - Int64.random(in: 0...zone, using: &random))
    case 2: Timestamp(Int64.random(in: first...last, using: &random))
    default: Timestamp(Int64.random(in: 0...2_000_000_000, using: &random))
    }
  }

  private static func kind(_ random: inout ImportRandom) -> EntryKind {
    let characters = Array("abcxyz0189-")
    let word = (0..<Int.random(in: 1...EntryKind.maximumCharacterCount, using: &random)).map { _ in
      characters[Int.random(in: 0..<characters.count, using: &random)]
    }
    return Bool.random(using: &random) ? EntryKind(String(word)) ?? .other : .mail
  }

  private static func line(_ random: inout ImportRandom) -> String? {
    guard Bool.random(using: &random) else { return nil }
    let lineBreaks: [ClosedRange<UInt32>] = [0x0A...0x0D, 0x85...0x85, 0x2028...0x2029]
    let line = scalars(Int.random(in: 1...40, using: &random), &random).filter { scalar in
      !lineBreaks.contains { $0 ~= scalar.value }
    }
    var text = ""
    text.unicodeScalars.append(contentsOf: line)
    return text
  }

  private static func tags(_ random: inout ImportRandom) -> [String] {
    (0..<Int.random(in: 0...5, using: &random)).compactMap { _ in
      var tag = ""
      tag.unicodeScalars.append(contentsOf: scalars(Int.random(in: 1...8, using: &random), &random))
      return Entry.isTag(tag) ? tag : nil
    }
  }

  private static func text(_ random: inout ImportRandom) -> String {
    let count = Int.random(in: 0..<10, using: &random) == 0 ? 20_000 : 60
    var text = Bool.random(using: &random) ? "x" : "\u{FEFF}\n---\nx"
    text.unicodeScalars.append(contentsOf: scalars(Int.random(in: 0...count, using: &random), &random))
    return text
  }

  /// Controls, quotes, ASCII, what composes, and any other character.
  private static func scalars(_ count: Int, _ random: inout ImportRandom) -> [Unicode.Scalar] {
    (0..<count).compactMap { _ in
      let range: ClosedRange<UInt32> =
        switch Int.random(in: 0..<6, using: &random) {
        case 0: 0x00...0x22
        case 1: 0x5B...0xA0
        case 2: 0x300...0x308
        case 3: 0x00...0x10_FFFF
        default: 0x20...0x7E
        }
      return Unicode.Scalar(UInt32.random(in: range, using: &random))
    }
  }
}

/// What importing `paths`, which may be age files, would do.
func planAgeImport(
  _ paths: [String], keys: AgeKeys? = AgeSample.keys, format: ImportFormat? = nil
) throws -> ImportPlan {
  var importer = Importer(
    existing: [], defaults: ImportDefaults(), files: POSIXFileStore(), keys: keys)
  for path in paths { try importer.read(path, format: format) }
  return importer.plan
}
