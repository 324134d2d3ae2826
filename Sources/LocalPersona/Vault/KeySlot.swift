// KeySlot.swift: one way to unlock a vault: the data key, wrapped by a key that a passphrase or recovery
// words give.
//
// Everything else in a slot, the vault's id and the number of the data key are authenticated with the
// wrapped key: a cost that was lowered, or a slot of another vault, does not open.

internal import Crypto

/// One key slot of a header.
struct KeySlot: Equatable {
  static let passphraseKind: UInt8 = 1
  static let recoveryKind: UInt8 = 2

  /// The number of Argon2id v1.3 with one lane among the ways to derive a key.
  static let argon2id: UInt8 = 1

  static let wrappedByteCount = VaultKeys.byteCount + AuthenticatedBox.overheadByteCount
  static let idByteCount = 8
  static let maximumLabelByteCount = 64

  /// A slot without its label.
  static let fixedByteCount = 46 + wrappedByteCount

  /// The slots of later versions may be longer.
  static let maximumByteCount = 2048

  /// The slot as it is in the file.
  let bytes: [UInt8]

  let kind: UInt8

  /// The work of one guess, within the floor and the ceiling; nil where `kind` is unknown.
  let cost: PasswordHashCost?

  /// The random number that names it; empty where `kind` is unknown.
  let id: [UInt8]

  /// When it was made; nil where `kind` is unknown.
  let made: Timestamp?

  /// What its owner calls it; may be empty.
  let label: String

  private let salt: [UInt8]
  private let wrapped: [UInt8]

  /// A slot of an unknown kind.
  private init(kind: UInt8, bytes: [UInt8]) {
    (self.kind, self.bytes, cost, made) = (kind, bytes, nil, nil)
    (id, label, salt, wrapped) = ([], "", [], [])
  }

  private init(
    kind: UInt8, cost: PasswordHashCost, salt: [UInt8], id: [UInt8], made: Timestamp, label: String,
    wrapped: [UInt8], bytes: [UInt8]
  ) {
    (self.kind, self.cost, self.salt, self.id) = (kind, cost, salt, id)
    (self.made, self.label, self.wrapped, self.bytes) = (made, label, wrapped, bytes)
  }

  /// Whether a passphrase of the user opens it.
  var isPassphrase: Bool { kind == Self.passphraseKind }

  var info: KeySlotInfo {
    let known: KeySlotInfo.Kind =
      switch kind {
      case Self.passphraseKind: .passphrase
      case Self.recoveryKind: .recovery
      default: .unknown(kind)
      }
    return KeySlotInfo(kind: known, cost: cost, id: hexadecimal(id), label: label, made: made)
  }

  /// Whether a slot may be called so: at most ``maximumLabelByteCount`` bytes on one line, also none.
  static func isLabel(_ label: String) -> Bool {
    label.utf8.count <= maximumLabelByteCount
      && !label.unicodeScalars.contains { scalar in
        [.control, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
      }
  }

  /// What is hashed of a secret that was typed for a slot of `kind`; nil where it cannot be one.
  static func hashedSecret(_ typed: borrowing SecretBytes, kind: UInt8) -> SecretBytes? {
    kind == recoveryKind ? RecoveryWords.normalised(typed) : SecretBytes(copying: typed.bytes)
  }

  /// Wraps the data key for `passphrase`, which is hashed as it is.
  static func make(
    kind: UInt8, passphrase: borrowing SecretBytes, cost: PasswordHashCost, label: String = "",
    id: [UInt8] = RandomBytes.make(idByteCount), made: Timestamp = .now, dataKey: borrowing SecretBytes,
    vaultID: [UInt8], epoch: UInt32
  ) throws(VaultError) -> KeySlot {
    let salt = RandomBytes.make(PasswordHash.saltByteCount)
    let key: SecretBytes
    do {
      key = try PasswordHash.deriveKey(passphrase: passphrase, salt: salt, cost: cost)
    } catch {
      throw .passwordHash(error)
    }
    precondition(isLabel(label), "a label of \(label.utf8.count) bytes")
    let labelBytes = Array(label.utf8)
    var writer = ByteWriter(reserving: fixedByteCount + labelBytes.count)
    writer.write(UInt16(fixedByteCount + labelBytes.count))
    writer.write(kind)
    writer.write(argon2id)
    writer.write(cost.operations)
    writer.write(cost.memoryKiB)
    writer.write(salt)
    writer.write(id)
    writer.write(made.secondsSince1970)
    writer.write(UInt16(labelBytes.count))
    writer.write(labelBytes)
    let context = context(of: writer.bytes, vaultID: vaultID, epoch: epoch)
    let wrapped = AuthenticatedBox.seal(dataKey.bytes, key: key, context: context.rawBytes)
    writer.write(wrapped)
    return KeySlot(
      kind: kind, cost: cost, salt: salt, id: id, made: made, label: label, wrapped: wrapped,
      bytes: writer.bytes)
  }

  /// Reads the next slot of a header; slots of an unknown kind are kept as they are.
  static func read(from reader: inout ByteReader) throws(FormatError) -> KeySlot {
    let start = reader.offset
    let byteCount = Int(try reader.read(UInt16.self))
    guard (3...maximumByteCount).contains(byteCount) else { throw FormatError(offset: start) }
    var body = reader
    let all = Array(try reader.readBytes(byteCount - 2))
    let bytes = [UInt8(byteCount & 0xFF), UInt8(byteCount >> 8)] + all
    let kind = try body.read(UInt8.self)
    guard kind == passphraseKind || kind == recoveryKind else {
      return KeySlot(kind: kind, bytes: bytes)
    }
    try body.expect(argon2id)
    let costOffset = body.offset
    let cost = PasswordHashCost(
      operations: try body.read(UInt32.self), memoryKiB: try body.read(UInt32.self))
    do { try cost.validate() } catch { throw FormatError(offset: costOffset) }
    let salt = Array(try body.readBytes(PasswordHash.saltByteCount))
    let id = Array(try body.readBytes(idByteCount))
    let made = Timestamp(try body.readSigned())
    let labelByteCount = Int(try body.read(UInt16.self))
    guard labelByteCount <= maximumLabelByteCount, byteCount == fixedByteCount + labelByteCount else {
      throw FormatError(offset: start)
    }
    let labelOffset = body.offset
    let label = try body.readText(labelByteCount)
    // It is shown to people before anything is authenticated.
    guard isLabel(label) else { throw FormatError(offset: labelOffset) }
    let wrapped = Array(try body.readBytes(wrappedByteCount))
    return KeySlot(
      kind: kind, cost: cost, salt: salt, id: id, made: made, label: label, wrapped: wrapped, bytes: bytes)
  }

  /// The data key, if `passphrase` is the one of this slot; nil if not, or if the slot was changed.
  ///
  /// It is hashed as it is: see ``hashedSecret(_:kind:)``.
  func open(
    passphrase: borrowing SecretBytes, vaultID: [UInt8], epoch: UInt32
  ) throws(VaultError) -> SecretBytes? {
    guard let cost else { return nil }
    let key: SecretBytes
    do {
      key = try PasswordHash.deriveKey(passphrase: passphrase, salt: salt, cost: cost)
    } catch {
      throw .passwordHash(error)
    }
    let context = Self.context(
      of: Array(bytes.dropLast(Self.wrappedByteCount)), vaultID: vaultID, epoch: epoch)
    return try? AuthenticatedBox.open(wrapped.rawBytes, key: key, context: context.rawBytes)
  }

  /// What is authenticated with the wrapped key.
  private static func context(of bytes: [UInt8], vaultID: [UInt8], epoch: UInt32) -> [UInt8] {
    var writer = ByteWriter(reserving: 36 + bytes.count)
    writer.write("persona slot 1\0\0".utf8)
    writer.write(vaultID)
    writer.write(epoch)
    writer.write(bytes)
    return writer.bytes
  }
}
