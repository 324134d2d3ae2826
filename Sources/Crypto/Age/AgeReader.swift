// AgeReader.swift: reads an age file as it comes in, with one chunk of it in memory, and lets out only
// text that is authentic.

/// What a file is encrypted to, and so what to ask a person for.
public enum AgeRequirement: Equatable, Sendable {
  /// The passphrase of the file.
  case passphrase

  /// The identity of one of its recipients.
  case identity
}

/// Decrypts a stream in the format of `age`, version 1, armored or not.
///
/// Each piece of text that comes out is authentic and in its place; that it is all of the text is known only
/// when ``next()`` returns nil. Whoever cannot undo what is done with the pieces has to wait for that.
public final class AgeReader {
  /// The highest work factor that is accepted unless told otherwise: 4 GiB of memory; that of `age`.
  public static let defaultMaximumWorkFactor = 22

  private let input: AgeInput
  private let key: SecretBytes
  private let chunks: AgeChunks
  private var index: UInt64 = 0
  private var hasLast = false
  private var failure: (any Error)?

  /// Reads the header, and derives the key of the payload.
  ///
  /// - Parameters:
  ///   - source: Returns the next bytes of the file, as many as asked for at most, and none at its end.
  ///   - keys: What to open it with.
  ///   - maximumWorkFactor: The highest cost of a passphrase that is accepted, as a logarithm.
  /// - Throws: ``AgeError``; whatever `source` throws.
  public convenience init(
    source: @escaping (_ maximumByteCount: Int) throws -> [UInt8], keys: AgeKeyring,
    maximumWorkFactor: Int = AgeReader.defaultMaximumWorkFactor
  ) throws {
    try self.init(source: source, keys: keys, maximumWorkFactor: maximumWorkFactor, chunks: .standard)
  }

  /// The same for chunks of another size, which no age file has.
  init(
    source: @escaping (_ maximumByteCount: Int) throws -> [UInt8], keys: AgeKeyring, maximumWorkFactor: Int,
    chunks: AgeChunks
  ) throws {
    let input = try Self.unarmored(AgeInput(source: source))
    let header = try AgeHeader(reading: input)
    let fileKey = try keys.fileKey(of: header, maximumWorkFactor: maximumWorkFactor)
    guard header.isAuthentic(fileKey: fileKey) else { throw AgeError.headerNotAuthentic }
    let nonce = try input.read(AgeFileKey.nonceByteCount)
    guard nonce.count == AgeFileKey.nonceByteCount else {
      throw AgeError.malformedHeader(line: header.lineCount + 1, .nonce)
    }
    key = AgeFileKey.payloadKey(of: fileKey, nonce: nonce)
    self.input = input
    self.chunks = chunks
  }

  /// The next piece of the text, at most 64 KiB; nil when all of it was returned and the file ends there.
  ///
  /// - Throws: ``AgeError``; whatever the source throws. After that, every call throws the same.
  public func next() throws -> [UInt8]? {
    if let failure { throw failure }
    do {
      return try readChunk()
    } catch {
      failure = error
      throw error
    }
  }

  /// Whether a file that begins so may be an age file; of some dozens of bytes, nothing else looks like it.
  ///
  /// It takes 19 bytes to know, or 34 and the white space before them for an armored file.
  public static func looksLikeAge(_ prefix: [UInt8]) -> Bool {
    prefix.starts(with: AgeHeader.magic) || AgeArmor.begins(prefix, with: AgeArmor.begin)
  }

  /// What the file that begins so is encrypted to.
  ///
  /// - Parameter prefix: The first bytes of the file. 256 are enough where no white space precedes it.
  /// - Returns: What to ask for.
  /// - Throws: ``AgeError`` where that is no age file, or is too short to tell.
  public static func requirement(ofFileBeginning prefix: [UInt8]) throws -> AgeRequirement {
    var rest = prefix
    let input = AgeInput { _ in
      defer { rest = [] }
      return rest
    }
    return try AgeHeader.isForPassphrase(reading: unarmored(input)) ? .passphrase : .identity
  }

  /// The file in `input`, out of its armor if it has one.
  private static func unarmored(_ input: AgeInput) throws -> AgeInput {
    if try input.peek(AgeHeader.magic.count) == AgeHeader.magic { return input }
    let prefix = try input.peek(AgeArmor.maximumSpaceByteCount + AgeArmor.dashes.count)
    guard AgeArmor.begins(prefix, with: AgeArmor.dashes) else { throw AgeError.notAge }
    let armor = AgeArmorReader(input: input)
    return AgeInput { _ in try armor.next() }
  }

  /// The number of the current chunk as errors give it.
  private var number: Int { Int(index) + 1 }

  private func readChunk() throws -> [UInt8]? {
    guard !hasLast else {
      guard try input.peek(1).isEmpty else { throw AgeError.trailingData }
      return nil
    }
    let chunk = try input.read(chunks.byteCount)
    guard chunk.count >= AgePrimitives.tagByteCount else { throw AgeError.truncated(chunk: number) }
    let plaintext = try open(chunk)
    guard plaintext.isEmpty else {
      index += 1
      return plaintext
    }
    // Only a text without a byte has an empty chunk. Being short, it was the end of the input.
    guard index == 0 else { throw AgeError.emptyFinalChunk }
    return nil
  }

  /// Opens a chunk, and notes whether it is the last one.
  private func open(_ chunk: [UInt8]) throws(AgeError) -> [UInt8] {
    // A full one may be either; one that is not full can only be the last.
    if chunk.count == chunks.byteCount,
      let plaintext = AgeChunks.open(chunk, index: index, isLast: false, key: key)
    {
      return plaintext
    }
    guard let plaintext = AgeChunks.open(chunk, index: index, isLast: true, key: key) else {
      throw .payloadNotAuthentic(chunk: number)
    }
    hasLast = true
    return plaintext
  }
}
