// AgeWriter.swift: writes an age file as its text comes in, with one chunk of it in memory.

/// Encrypts a stream in the format of `age`, version 1.
///
/// Nothing that was written can be opened as a whole before ``finish()``.
public final class AgeWriter {
  /// The work factor of a new file: 2^18 steps of scrypt, some 0.5 s and 256 MiB; what `age` has as well.
  public static let defaultWorkFactor = 18

  private let sink: ([UInt8]) throws -> Void
  private let key: SecretBytes
  private let chunks: AgeChunks
  private var armor: AgeArmorWriter?

  /// The plaintext that is not sealed yet: what follows it decides whether its chunk is the last.
  private var pending: [UInt8] = []
  private var index: UInt64 = 0
  private var isFinished = false

  /// Encrypts to all of the recipients; each of them can read the file, and nobody can see who they are.
  ///
  /// - Parameters:
  ///   - recipients: At least one.
  ///   - isArmored: Whether to write a text for mail or the clipboard, a third longer.
  ///   - sink: Takes the bytes of the file, piece by piece.
  /// - Throws: ``AgeError/noRecipients``; ``AgeError/headerTooLarge`` for some ten thousand; whatever `sink`
  ///   throws.
  public convenience init(
    recipients: [AgeRecipient], isArmored: Bool, sink: @escaping ([UInt8]) throws -> Void
  ) throws {
    guard !recipients.isEmpty else { throw AgeError.noRecipients }
    let fileKey = AgeFileKey.generate()
    var stanzas: [AgeStanza] = []
    for recipient in recipients { stanzas.append(try X25519.wrap(fileKey, for: recipient)) }
    try self.init(fileKey: fileKey, stanzas: stanzas, isArmored: isArmored, chunks: .standard, sink: sink)
  }

  /// Encrypts to a passphrase.
  ///
  /// - Parameters:
  ///   - passphrase: Any bytes; `age` takes one line of UTF-8.
  ///   - workFactor: The logarithm of the cost, in 1 ... 31. Less than the default is for tests.
  ///   - isArmored: Whether to write a text for mail or the clipboard, a third longer.
  ///   - sink: Takes the bytes of the file, piece by piece.
  /// - Throws: ``AgeError/outOfMemory``; whatever `sink` throws.
  public convenience init(
    passphrase: borrowing SecretBytes, workFactor: Int = AgeWriter.defaultWorkFactor, isArmored: Bool,
    sink: @escaping ([UInt8]) throws -> Void
  ) throws {
    try self.init(
      passphrase: passphrase, workFactor: workFactor, isArmored: isArmored, chunks: .standard, sink: sink)
  }

  /// The same in chunks of another size, which only ``AgeReader/init(source:keys:maximumWorkFactor:chunks:)``
  /// reads.
  convenience init(
    passphrase: borrowing SecretBytes, workFactor: Int, isArmored: Bool, chunks: AgeChunks,
    sink: @escaping ([UInt8]) throws -> Void
  ) throws {
    let fileKey = AgeFileKey.generate()
    let stanza = try AgeScrypt.wrap(fileKey, for: passphrase, workFactor: workFactor)
    try self.init(fileKey: fileKey, stanzas: [stanza], isArmored: isArmored, chunks: chunks, sink: sink)
  }

  private init(
    fileKey: borrowing SecretBytes, stanzas: [AgeStanza], isArmored: Bool, chunks: AgeChunks,
    sink: @escaping ([UInt8]) throws -> Void
  ) throws {
    let header = AgeHeader.encode(stanzas, fileKey: fileKey)
    guard header.count <= AgeHeader.maximumByteCount else { throw AgeError.headerTooLarge }
    let nonce = RandomBytes.make(AgeFileKey.nonceByteCount)
    let armor = isArmored ? AgeArmorWriter() : nil
    key = AgeFileKey.payloadKey(of: fileKey, nonce: nonce)
    self.chunks = chunks
    self.armor = armor
    self.sink = sink
    if let armor { try sink(armor.begin) }
    try emit(header + nonce)
  }

  /// Adds `bytes` to the plaintext.
  ///
  /// - Throws: Whatever the sink throws; the file is then of no use.
  /// - Precondition: The file is not finished.
  public func write(_ bytes: [UInt8]) throws {
    precondition(!isFinished, "text after the last chunk")
    var start = 0
    while start < bytes.count {
      if pending.count == chunks.plaintextByteCount { try sealPending(isLast: false) }
      let end = min(bytes.count, start + chunks.plaintextByteCount - pending.count)
      pending += bytes[start..<end]
      start = end
    }
  }

  /// Writes the last chunk; without it, nobody takes the file for complete.
  ///
  /// - Throws: Whatever the sink throws; the file is then of no use.
  /// - Precondition: The file is not finished.
  public func finish() throws {
    precondition(!isFinished, "a second last chunk")
    isFinished = true
    try sealPending(isLast: true)
    if let end = armor?.finish() { try sink(end) }
  }

  private func sealPending(isLast: Bool) throws {
    let chunk = AgeChunks.seal(pending, index: index, isLast: isLast, key: key)
    // Before the sink can fail: no index is used twice.
    index += 1
    pending.removeAll(keepingCapacity: true)
    try emit(chunk)
  }

  private func emit(_ bytes: [UInt8]) throws {
    let bytes = armor?.encode(bytes) ?? bytes
    if !bytes.isEmpty { try sink(bytes) }
  }
}
