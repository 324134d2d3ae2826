// VaultHeader.swift: the file `header`: what is public about a vault, and its key slots.
//
// Two checks tell two things apart. A plain SHA-256 over the file comes first and needs no key: where it
// fails, the file is damaged, and no passphrase is blamed. A keyed hash comes after unlocking: where
// it fails, somebody who could not know the key changed the file and made the plain hash fit again.

internal import Crypto

/// The header of a vault.
struct VaultHeader: Equatable {
  static let fileName = "header"
  static let newFileName = "header.new"
  static let oldFileName = "header.old"
  static let magic: [UInt8] = Array("persona".utf8) + [0x1A]
  static let formatVersion = 1
  static let vaultIDByteCount = 16
  static let maximumByteCount = 64 << 10
  static let maximumSlotCount = 16
  private static let maximumRevision = UInt64(1) << 62
  private static let maximumEpoch = UInt32(1) << 31

  /// Where the plain hash lies; it covers everything else.
  private static let hashRange = 16..<48

  /// How much of the file stays when a wipe overwrites it: what the file is, and which vault it was.
  static let wipedPrefixByteCount = 64

  var vaultID: [UInt8]

  /// Counts the changes of this file, from 1.
  var revision: UInt64

  /// Counts the data keys, from 1; a vault that is encrypted again with a new one begins another epoch.
  var epoch: UInt32

  var name: String
  var slots: [KeySlot]

  /// The file that these facts were read from; empty before they are written.
  private(set) var bytes: [UInt8] = []

  init(vaultID: [UInt8], name: String, slots: [KeySlot], epoch: UInt32 = 1, revision: UInt64 = 1) {
    (self.vaultID, self.name, self.slots, self.epoch, self.revision) = (vaultID, name, slots, epoch, revision)
  }

  var info: VaultHeaderInfo {
    VaultHeaderInfo(
      vaultID: vaultID, name: name, formatVersion: Self.formatVersion, slots: slots.map(\.info))
  }

  /// The file.
  mutating func encode(keys: borrowing VaultKeys) -> [UInt8] {
    var writer = ByteWriter()
    let body = encodedBody()
    writer.write(Self.magic)
    writer.write(UInt16(Self.formatVersion))
    writer.write(UInt16(0))
    writer.write(UInt32(Self.hashRange.upperBound + body.count + 32))
    let check = KeyedHash.hash((writer.bytes + body).rawBytes, key: keys.header, byteCount: 32)
    let hash = SHA256.hash(of: writer.bytes + body + check)
    writer.write(hash)
    writer.write(body)
    writer.write(check)
    bytes = writer.bytes
    return bytes
  }

  /// What follows the plain hash, up to the keyed one.
  private func encodedBody() -> [UInt8] {
    var writer = ByteWriter()
    writer.write(vaultID)
    writer.write(revision)
    writer.write(epoch)
    writer.write(UInt16(name.utf8.count))
    writer.write(name.utf8)
    writer.write(UInt16(slots.count))
    for slot in slots { writer.write(slot.bytes) }
    return writer.bytes
  }

  /// Reads a file that anybody may have written, as far as that goes without a key.
  ///
  /// - Throws: ``VaultDamage/Problem`` for damage, ``VaultError/newerFormat(path:version:)``,
  ///   ``VaultError/wiped(path:)``.
  static func decode(_ bytes: [UInt8], path: String) throws(VaultError) -> VaultHeader {
    func damaged(_ problem: VaultDamage.Problem) -> VaultError {
      .damaged(path: path, VaultDamage(fileName, problem))
    }
    guard bytes.starts(with: magic), bytes.count <= maximumByteCount else { throw damaged(.notAHeader) }
    guard bytes.count > wipedPrefixByteCount else {
      throw damaged(.truncated(expected: wipedPrefixByteCount + 1, actual: bytes.count))
    }
    if isWiped(bytes) { throw .wiped(path: path) }
    var reader = ByteReader(bytes, from: magic.count)
    do {
      let version = Int(try reader.read(UInt16.self))
      let reserved = try reader.read(UInt16.self)
      let byteCount = Int(try reader.read(UInt32.self))
      let hash = try reader.readBytes(hashRange.count)
      let rest = try reader.readBytes(reader.remaining)
      if SHA256.hash(of: Array(bytes[..<hashRange.lowerBound] + rest)) != Array(hash) {
        throw byteCount > bytes.count
          ? damaged(.truncated(expected: byteCount, actual: bytes.count)) : damaged(.headerHash)
      }
      guard version == formatVersion else { throw VaultError.newerFormat(path: path, version: version) }
      guard reserved == 0, byteCount == bytes.count else { throw damaged(.headerLayout(offset: 10)) }
      var header = try decodeBody(bytes)
      header.bytes = bytes
      return header
    } catch let error as VaultError {
      throw error
    } catch let error as FormatError {
      throw damaged(.headerLayout(offset: error.offset))
    } catch {
      throw damaged(.notAHeader)  // Nothing else is thrown above.
    }
  }

  private static func decodeBody(_ bytes: [UInt8]) throws(FormatError) -> VaultHeader {
    var reader = ByteReader(bytes, hashRange.upperBound..<max(hashRange.upperBound, bytes.count - 32))
    let vaultID = Array(try reader.readBytes(vaultIDByteCount))
    let revision = try reader.read(UInt64.self)
    let epoch = try reader.read(UInt32.self)
    // A further change must not overflow either of them.
    guard (1...maximumRevision).contains(revision), (1...maximumEpoch).contains(epoch) else {
      throw FormatError(offset: reader.offset)
    }
    let nameOffset = reader.offset
    let name = try reader.readText(Int(try reader.read(UInt16.self)))
    guard Vault.isName(name) else { throw FormatError(offset: nameOffset) }
    let countOffset = reader.offset
    let slotCount = Int(try reader.read(UInt16.self))
    guard (1...maximumSlotCount).contains(slotCount) else { throw FormatError(offset: countOffset) }
    var slots: [KeySlot] = []
    for _ in 0..<slotCount { slots.append(try KeySlot.read(from: &reader)) }
    guard reader.remaining == 0 else { throw FormatError(offset: reader.offset) }
    return VaultHeader(vaultID: vaultID, name: name, slots: slots, epoch: epoch, revision: revision)
  }

  /// Whether a wipe has been here: everything after the vault's id is zero.
  private static func isWiped(_ bytes: [UInt8]) -> Bool {
    bytes[wipedPrefixByteCount...].allSatisfy { $0 == 0 }
  }

  /// The keys of the vault, if `passphrase` opens one of the slots; see ``unlocked(by:path:)``.
  func unlock(passphrase: borrowing SecretBytes, path: String) throws(VaultError) -> VaultKeys {
    let unlocked = try unlocked(by: passphrase, path: path)
    return unlocked.keys
  }

  /// The keys of the vault and the slot that gave them, if `secret` is a passphrase or the recovery words of
  /// one of the slots.
  ///
  /// - Throws: ``VaultError/wrongPassphrase(path:)``; ``VaultDamage/Problem/headerNotAuthentic``
  ///   where a slot opens, but the rest of the header was changed.
  func unlocked(by secret: borrowing SecretBytes, path: String) throws(VaultError) -> UnlockedHeader {
    guard secret.count > 0 else { throw .emptyPassphrase }
    var failure: VaultError?
    for slot in slots {
      guard let hashed = KeySlot.hashedSecret(secret, kind: slot.kind) else { continue }
      do {
        guard let dataKey = try slot.open(passphrase: hashed, vaultID: vaultID, epoch: epoch) else {
          continue
        }
        let keys = VaultKeys(data: dataKey)
        try authenticate(keys: keys, path: path)
        return UnlockedHeader(keys: keys, slot: slot)
      } catch .passwordHash(let error) {
        failure = .passwordHash(error)  // There is no memory for this slot; another may take less.
      }
    }
    throw failure ?? .wrongPassphrase(path: path)
  }

  /// Checks the keyed hash at the end of the file that the header was read from.
  func authenticate(keys: borrowing VaultKeys, path: String) throws(VaultError) {
    let covered = Array(
      bytes[..<Self.hashRange.lowerBound] + bytes[Self.hashRange.upperBound...].dropLast(32))
    let check = KeyedHash.hash(covered.rawBytes, key: keys.header, byteCount: 32)
    guard check == Array(bytes.suffix(32)) else {
      throw .damaged(path: path, VaultDamage(Self.fileName, .headerNotAuthentic))
    }
  }
}

/// What unlocking a header gives.
struct UnlockedHeader: ~Copyable {
  let keys: VaultKeys

  /// The slot that the secret opened.
  let slot: KeySlot
}
