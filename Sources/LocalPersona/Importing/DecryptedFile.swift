// DecryptedFile.swift: what is inside of an age file, as a source to import from.
//
// Each piece is authenticated before it is given out, but only the end of the file tells that nothing is
// missing. Whoever reads this must therefore act on nothing before the end: a plan, not a change.

private import Crypto

/// The content of an age file.
final class DecryptedFile: PieceSource {
  typealias Failure = any Error

  private let path: String
  private let reader: AgeReader
  private var isAtEnd = false

  /// What is known about the content: it is as old as the file, and its length is not known.
  let facts: SourceFacts

  /// Opens the age file `file`.
  ///
  /// - Parameters:
  ///   - file: Told to be an age file by its beginning.
  ///   - path: Its path, for errors.
  ///   - keys: What opens it, if anything.
  /// - Throws: ``AgeFileError``, ``ImportError/unreadable(path:code:)``, and what `keys` throws.
  init(_ file: PeekedFile, path: String, keys: AgeKeys?) throws {
    guard let keys else { throw AgeFileError.noKeys(path: path) }
    let requirement = try DecryptedFile.explaining(path) {
      try AgeReader.requirement(ofFileBeginning: file.head)
    }
    let keyring = try keys(path, requirement)
    self.path = path
    facts = SourceFacts(kind: file.facts.kind, byteCount: 0, modified: file.facts.modified)
    reader = try DecryptedFile.explaining(path) {
      try AgeReader(source: { try file.readPiece(limit: $0) }, keys: keyring)
    }
  }

  /// The next bytes, which are authentic; empty at the end, when all of them are.
  func readPiece() throws -> [UInt8] {
    while !isAtEnd {
      guard let piece = try DecryptedFile.explaining(path, { try reader.next() }) else {
        isAtEnd = true
        break
      }
      if !piece.isEmpty { return piece }
    }
    return []
  }

  /// The name of what is inside: that of the file, without `.age`.
  static func name(inside path: String) -> String {
    path.lowercased().hasSuffix(".age") ? String(path.dropLast(".age".count)) : path
  }

  /// Gives errors the path that they belong to.
  private static func explaining<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as AgeError {
      throw AgeFileError.notOpened(path: path, error)
    } catch let error as CallError {
      throw ImportError.unreadable(path: path, code: error.code)
    }
  }
}
