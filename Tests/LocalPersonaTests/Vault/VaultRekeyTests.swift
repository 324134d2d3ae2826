// VaultRekeyTests.swift: a new data key: everything is there as before, and nothing of it is left under the
// old key. What happens where that is interrupted is in VaultKeyFaultTests.swift.

import Crypto
import Foundation
import Synchronization
import Testing

@testable import LocalPersona

@Suite("another data key")
struct VaultRekeyTests {
  private static let learned = DerivedKey(name: "learned", fingerprint: VaultScenario.model)
  private static let laterKind: UInt16 = 77
  private let entries = VaultScenario.entries(12)

  /// A vault with everything that there may be, also what only a later version knows.
  private func scenario() throws -> VaultScenario {
    let scenario = try VaultScenario()
    try scenario.change { vault in
      try Change.filled(vault)
      try vault.replace([VaultScenario.entry(3, text: String(repeating: "long ", count: 700))])
      try vault.replace([entries[3]])
      try vault.store(VaultScenario.vectors(entries))
      try vault.store(derived: [UInt8](repeating: 9, count: 5000), for: Self.learned)
      try vault.change { head, writer throws(VaultError) in
        var stream = VaultStream(
          kind: Self.laterKind, key: [UInt8](repeating: 3, count: VaultStream.keyByteCount))
        stream.segments = try writer.write(
          writer.frames([[1, 2, 3], [], [4]]), of: stream, order: 5, keys: vault.keys)
        head.streams.append(stream)
      }
    }
    return scenario
  }

  private func open(
    _ scenario: VaultScenario, _ secret: String = VaultScenario.passphrase, _ access: Vault.Access = .read
  ) throws -> Vault {
    try Vault.open(
      at: VaultScenario.path, passphrase: VaultScenario.secret(secret), access: access, files: scenario.disk,
      state: VaultScenario.state)
  }

  /// The vault under another data key, closed.
  private func rekeyed(_ scenario: VaultScenario) throws -> Vault {
    let vault = try open(scenario, VaultScenario.passphrase, .write)
    vault.segmentByteCount = VaultScenario.segmentByteCount
    let dropped = try vault.rekey { _ in VaultScenario.secret(VaultScenario.passphrase) }
    #expect(dropped.isEmpty)
    vault.close()
    return vault
  }

  /// The frames of every stream, in order.
  private func frames(_ vault: Vault) throws -> [[Frame]] {
    let reader = VaultReader(folder: vault.folder, header: vault.header)
    return try vault.state.head.streams.map { stream in
      var frames: [Frame] = []
      for segment in stream.segments {
        try reader.readFrames(segment, of: stream, keys: vault.keys) { opened throws(VaultDamage.Problem) in
          frames.append(opened.frame)
        }
      }
      return frames
    }
  }

  @Test func everythingIsThereAsBefore() throws {
    let scenario = try scenario()
    let before = try scenario.open(.read)
    let slot = try #require(before.slots.first)
    let vault = try rekeyed(scenario)
    #expect(vault.slots == [slot] && vault.openedSlot == slot.id)
    let isSameKey = vault.keys.data.hasSameBytes(as: before.keys.data)
    #expect(!isSameKey)
    let after = try open(scenario)
    #expect(after.notices.isEmpty && after.entries == entries)
    #expect(try after.vectors(model: VaultScenario.model) == VaultScenario.vectors(entries))
    #expect(try after.derived(Self.learned) == [UInt8](repeating: 9, count: 5000))
    #expect(after.state.head.streams.last?.kind == Self.laterKind)
    #expect(try frames(after).last?.map(\.payload) == [[1, 2, 3], [], [4]])
    let report = try Vault.check(
      at: VaultScenario.path, passphrase: VaultScenario.secret(VaultScenario.passphrase), full: true,
      files: scenario.disk, state: VaultScenario.state)
    #expect(report.isSound && report.notices.isEmpty && report.readableEntryCount == 12)
  }

  @Test func framesKeepTheirChangesAndSegmentsGetNewNumbers() throws {
    let scenario = try scenario()
    let old = try frames(try scenario.open(.read))
    let vault = try rekeyed(scenario)
    #expect(try frames(vault) == old)
    for stream in vault.state.head.streams {
      let orders = stream.segments.map(\.order)
      #expect(zip(orders, orders.dropFirst()).allSatisfy { $0 <= $1 } && orders.first ?? 0 == 0)
    }
    #expect(vault.header.epoch == 2 && vault.header.revision == 2 && vault.state.head.headerRevision == 2)
    // And life goes on, also with yet another key.
    let again = try rekeyed(scenario)
    #expect(again.header.epoch == 3 && again.entries == entries)
    let writer = try open(scenario, VaultScenario.passphrase, .write)
    try writer.remove([entries[0].id])
    try writer.append(VaultScenario.entries(1, from: 70))
    writer.close()
    #expect(try open(scenario).entries == Array(entries.dropFirst()) + VaultScenario.entries(1, from: 70))
  }

  /// The kinds of boxes in the folder that the first key opens, wherever in a file they begin.
  private func openedByTheFirstKey(_ scenario: VaultScenario) -> Set<String> {
    let keys = scenario.keys
    var found: Set<String> = []
    for (path, bytes) in scenario.disk.contents {
      let name = String(path.split(separator: "/").last ?? "")
      if (try? VaultHead.open(bytes, header: scenario.header, keys: keys)) != nil { found.insert("head") }
      guard let segment = SegmentName(fileName: name) else { continue }
      let header = SegmentHeader.open(bytes, name: segment, vaultID: scenario.header.vaultID, keys: keys)
      if header != nil { found.insert("segment") }
      var chain = FrameChain(
        vaultID: scenario.header.vaultID, segment: segment, generation: header?.generation ?? 1,
        tag: [UInt8](repeating: 0, count: FrameChain.tagByteCount))
      for offset in 0..<bytes.count where chain.openAny(bytes, at: offset, keys: keys) != nil {
        found.insert("frame")
      }
    }
    if let header = try? VaultReader.readHeader(scenario.folder),
      (try? header.authenticate(keys: keys, path: "")) != nil
    {
      found.insert("header")
    }
    let memory = RollbackMemory(
      state: VaultScenario.state, vaultID: scenario.header.vaultID, files: scenario.disk)
    if case .state = memory.recall(epoch: 1, keys: keys) { found.insert("memory") }
    return found
  }

  /// All sequences of 16 bytes in the sealed files, of which no two are equal by chance.
  private func windows(_ contents: [String: [UInt8]]) -> Set<[UInt8]> {
    let sealed = contents.filter { path, _ in !path.hasSuffix("/header") && !path.hasSuffix("/lock") }
    return Set(
      sealed.values.flatMap { bytes in (0...max(0, bytes.count - 16)).map { Array(bytes[$0...].prefix(16)) } }
    )
  }

  @Test func nothingIsLeftThatTheOldKeyOpens() throws {
    let scenario = try scenario()
    // A test of the test: it is found where it is.
    #expect(openedByTheFirstKey(scenario) == ["head", "segment", "frame", "header", "memory"])
    let old = scenario.disk.contents.filter { $0.key.hasPrefix(VaultScenario.path) }
    let vault = try rekeyed(scenario)
    #expect(openedByTheFirstKey(scenario) == [])
    let new = scenario.disk.contents.filter { $0.key.hasPrefix(VaultScenario.path) }
    #expect(windows(old).isDisjoint(with: windows(new)))
    #expect(Set(old.keys).intersection(new.keys) == [scenario.path(of: "header"), scenario.path(of: "lock")])
    let memory = RollbackMemory(
      state: VaultScenario.state, vaultID: scenario.header.vaultID, files: scenario.disk)
    #expect(memory.recall(epoch: 2, keys: vault.keys) == .state(vault.memorable))
  }

  @Test func slotsWithoutTheirSecretAreGivenUpAndTold() throws {
    let scenario = try scenario()
    let words = RecoveryWords.generate()
    let text = String(decoding: VaultScenario.revealed(words), as: UTF8.self)
    var reader = ByteReader([9, 0, 77, 1, 2, 3, 4, 5, 6])
    let unknown = try KeySlot.read(from: &reader)
    let vault = try open(scenario, VaultScenario.passphrase, .write)
    try vault.addSlot(kind: .passphrase, secret: VaultScenario.secret("other"), label: "b", cost: .floor)
    try vault.addSlot(kind: .recovery, secret: words, label: "paper", cost: .floor)
    try vault.replaceSlots(with: vault.header.slots + [unknown])
    let slots = vault.slots
    var asked: [KeySlotInfo] = []
    let dropped = try vault.rekey { slot in
      asked.append(slot)
      if slot.kind == .recovery { return VaultScenario.secret(text.uppercased()) }
      return slot.id == vault.openedSlot ? VaultScenario.secret(VaultScenario.passphrase) : nil
    }
    vault.close()
    #expect(asked == Array(slots[..<3]) && dropped == [slots[1], slots[3]])
    #expect(vault.slots == [slots[0], slots[2]])
    #expect(try open(scenario).entries == entries && open(scenario, text).entries == entries)
    #expect(throws: VaultError.wrongPassphrase(path: VaultScenario.path)) { try open(scenario, "other") }
  }

  @Test func nothingHappensWithoutAPassphraseThatFits() throws {
    let scenario = try scenario()
    let vault = try open(scenario, VaultScenario.passphrase, .write)
    defer { vault.close() }
    let files = scenario.disk.contents
    #expect(throws: VaultError.lastPassphraseSlot) { try vault.rekey { _ in nil } }
    #expect(throws: VaultError.wrongPassphrase(path: VaultScenario.path)) {
      try vault.rekey { _ in VaultScenario.secret("mistyped") }
    }
    #expect(throws: VaultError.emptyPassphrase) { try vault.rekey { _ in VaultScenario.secret("") } }
    #expect(throws: CancellationError.self) { try vault.rekey { _ in throw CancellationError() } }
    #expect(scenario.disk.contents == files && vault.header.epoch == 1)
    let reader = try scenario.open(.read)
    #expect(throws: VaultError.notOpenForWriting(path: VaultScenario.path)) { try reader.rekey { _ in nil } }
  }

  @Test func progressEndsWithAllBytes() throws {
    let scenario = try scenario()
    let vault = try open(scenario, VaultScenario.passphrase, .write)
    defer { vault.close() }
    let total = vault.state.head.segments.reduce(0) { $0 + $1.byteCount }
    var told: [Int] = []
    try vault.rekey { _ in
      VaultScenario.secret(VaultScenario.passphrase)
    } progress: { done, all in
      #expect(all == total)
      told.append(done)
    }
    #expect(told.first == 0 && told.last == total && told == told.sorted() && told.count > 5)
  }

  @Test(arguments: [Vault.Access.read, .write])
  func anOldHeaderThatIsPutBackIsReported(_ access: Vault.Access) throws {
    let scenario = try scenario()
    let old = scenario.disk.contents
    _ = try rekeyed(scenario)
    let new = scenario.disk.contents
    let headerPath = scenario.path(of: "header")
    // Alone, it finds nothing of its own.
    scenario.disk.contents[headerPath] = old[headerPath]
    #expect(throws: VaultError.damaged(path: VaultScenario.path, VaultDamage("head.1", .missing))) {
      try open(scenario, VaultScenario.passphrase, access)
    }
    // With all of its files, it is older than what is remembered.
    scenario.disk.contents.merge(old.filter { $0.key.hasPrefix(VaultScenario.path) }) { $1 }
    do {
      _ = try open(scenario, VaultScenario.passphrase, access)
      Issue.record("opened")
    } catch VaultError.rollbackSuspected(_, let rollback) {
      #expect(rollback.kind == .older)
    }
    // Nothing was thrown away by looking: with its header, all is there.
    scenario.disk.contents[headerPath] = new[headerPath]
    #expect(try open(scenario, VaultScenario.passphrase, access).entries == entries)
  }

  @Test func whoReadsMeanwhileIsToldToStartAgain() throws {
    let scenario = try scenario()
    let (reader, writing) = (try scenario.open(.read), try scenario.open(.read))
    _ = try rekeyed(scenario)
    #expect(reader.entries == entries)
    let changed = VaultError.keysChanged(path: VaultScenario.path)
    #expect(throws: changed) { try reader.vectors(model: VaultScenario.model) }
    #expect(throws: changed) { try reader.derived(Self.learned) }
    #expect(throws: changed) { try writing.writing { try writing.store(derived: [1], for: Self.learned) } }
    #expect(try open(scenario, VaultScenario.passphrase, .write).notices.isEmpty)
  }

  /// Opening takes a while, most of it for a key that may be replaced meanwhile.
  @Test func openingWhileTheKeyIsReplacedSucceeds() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "rekey-\(EntryID.random())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "vault").path
    let vault = try Vault.create(
      at: path, name: "test", passphrase: VaultScenario.secret("x"), cost: .floor, files: POSIXFileStore(),
      state: nil)
    try vault.append(entries)
    let expected = entries
    let failures = Mutex<[String]>([])
    let isDone = Atomic(false)
    let readers = (0..<2).map { _ in
      Thread {
        repeat {
          do {
            let reader = try Vault.open(
              at: path, passphrase: VaultScenario.secret("x"), access: .read, files: POSIXFileStore(),
              state: nil)
            if reader.entries != expected {
              failures.withLock { $0.append("\(reader.entries.count) entries") }
            }
          } catch {
            failures.withLock { $0.append("\(error)") }
          }
        } while !isDone.load(ordering: .relaxed)
      }
    }
    for reader in readers { reader.start() }
    for _ in 0..<6 {
      try vault.rekey { _ in VaultScenario.secret("x") }
      try vault.changePassphrase(to: VaultScenario.secret("x"), cost: .floor)
    }
    isDone.store(true, ordering: .relaxed)
    while readers.contains(where: { !$0.isFinished }) { Syscalls.sleep(milliseconds: 5) }
    #expect(failures.withLock { $0 } == [])
    #expect(vault.header.epoch == 7 && vault.header.revision == 13)
    vault.close()
  }
}
