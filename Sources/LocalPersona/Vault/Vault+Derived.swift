// Vault+Derived.swift: data that was computed from the entries and means nothing to the vault: the plug of
// this person, the words it counted, the state of a training that is under way. It can be computed again.
//
// Each has a stream of its own, found by a hash of its name and fingerprint, so that the list of segments has
// one form for all. It is replaced as a whole. Editing or removing an entry leaves it as it is here: that
// nothing learned outlives its entries is the work of Persona/Learning/Vault+Unlearning.swift. One stream of
// this kind is no such data: the journal of undo, which Vault+Undo.swift writes.

internal import Crypto

extension Vault {
  /// No piece of derived data is larger: 64 MiB.
  static let maximumDerivedByteCount = 64 << 20

  /// The derived data for this key; nil where there is none.
  ///
  /// Read and decrypted at each call.
  func derived(_ key: DerivedKey) throws(VaultError) -> [UInt8]? {
    try readingDerivedData { reader, head throws(VaultError) in
      try reader.readDerived(key, head: head, keys: keys)
    }
  }

  /// Whether there is derived data for this key; reads nothing.
  func hasDerived(_ key: DerivedKey) -> Bool { state.head.derivedStream(key) != nil }

  /// Stores derived data instead of what was there for the same key: that, or all of `bytes`, is there
  /// afterwards.
  ///
  /// - Throws: ``VaultError/storage(_:)``, also where there are more than ``maximumDerivedByteCount`` bytes.
  func store(derived bytes: [UInt8], for key: DerivedKey) throws(VaultError) {
    try prepareChange()
    guard bytes.count <= Self.maximumDerivedByteCount else {
      throw .storage(FileError(.write, path, code: SystemError.fileTooLarge.code))
    }
    let position = state.head.derivedStream(key)
    try change(rewriting: position != nil) { head, writer throws(VaultError) in
      var stream = VaultStream(kind: VaultStream.derivedKind, key: key.streamKey)
      let frames = writer.frames(DerivedRecord.pieces(of: bytes, for: key).map { $0.encode() })
      stream.segments = try writer.write(frames, of: stream, order: 0, keys: keys)
      if let position { head.streams.remove(at: position) }
      head.streams.append(stream)
    }
  }

  /// Removes the derived data for this key, if there is any.
  ///
  /// - Throws: ``VaultError/storage(_:)``.
  func removeDerived(_ key: DerivedKey) throws(VaultError) {
    try prepareChange()
    guard let position = state.head.derivedStream(key) else { return }
    try change(rewriting: true) { head, _ throws(VaultError) in head.streams.remove(at: position) }
  }

  /// Removes all derived data but that for the keys of `kept`, in one change.
  ///
  /// Nothing is read for it: data under unknown names, and data that is damaged, goes as well.
  ///
  /// - Returns: Whether there was any.
  /// - Throws: ``VaultError/storage(_:)``.
  func removeDerived(except kept: Set<DerivedKey>) throws(VaultError) -> Bool {
    try prepareChange()
    let keptStreams = Set(kept.map(\.streamKey))
    let isRemoved = { (stream: VaultStream) in
      stream.kind == VaultStream.derivedKind && !keptStreams.contains(stream.key)
    }
    guard state.head.streams.contains(where: isRemoved) else { return false }
    try change(rewriting: true) { head, _ throws(VaultError) in head.streams.removeAll(where: isRemoved) }
    return true
  }

  /// Reads something beside the entries, again where a writer replaced its segments meanwhile.
  func readingDerivedData<Result>(
    _ read: (VaultReader, VaultHead) throws(VaultError) -> Result
  ) throws(VaultError) -> Result {
    if isStale { try reload() }
    var head = state.head
    while true {
      do {
        return try read(VaultReader(folder: folder, header: header), head)
      } catch {
        guard lock == nil, case .damaged = error else { throw error }
        // A writer may have replaced the segments; if so, the head is another one by now, perhaps the header.
        try followHeader()
        let reader = VaultReader(folder: folder, header: header)
        guard let current = try? reader.readHead(keys: keys), current.head.commit > head.commit else {
          throw error
        }
        head = current.head
      }
    }
  }
}

extension VaultReader {
  /// The derived data for `key`; nil where there is none.
  fileprivate func readDerived(
    _ key: DerivedKey, head: VaultHead, keys: borrowing VaultKeys
  ) throws(VaultError) -> [UInt8]? {
    guard let position = head.derivedStream(key) else { return nil }
    let stream = head.streams[position]
    var bytes: [UInt8] = []
    var count = 0
    for segment in stream.segments {
      try readFrames(segment, of: stream, keys: keys) { frame throws(VaultDamage.Problem) in
        do throws(FormatError) {
          let piece = try DerivedRecord.decode(frame.plaintext, frame.payload, of: stream)
          guard piece.number == count else { throw FormatError(offset: frame.payload.lowerBound) }
          count += 1
          bytes += piece.bytes
        } catch {
          throw .malformedRecord(frame: frame.number, offset: error.offset)
        }
      }
    }
    return bytes
  }
}

extension VaultHead {
  /// The position of the stream for `key`.
  fileprivate func derivedStream(_ key: DerivedKey) -> Int? {
    let streamKey = key.streamKey
    return streams.firstIndex { $0.kind == VaultStream.derivedKind && $0.key == streamKey }
  }
}

extension SystemError {
  /// What the system says of files beyond its limits: EFBIG, which is 27 everywhere.
  fileprivate static let fileTooLarge = SystemError(code: 27)
}
