// VaultDerivedTests.swift: derived data is kept as it was, replaced wholly or not at all, and outlives what
// happens to the entries.

import Crypto
import Testing

@testable import LocalPersona

@Suite("derived data")
struct VaultDerivedTests {
  private static let plug = DerivedKey(name: "plug", fingerprint: [UInt8](repeating: 7, count: 32))
  private static let terms = DerivedKey(name: "terms", fingerprint: [])
  private let base = VaultScenario.entries(12)

  private static func data(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
  }

  private func filled() throws -> VaultScenario {
    let scenario = try VaultScenario()
    try scenario.change(Change.filled)
    return scenario
  }

  @Test(arguments: [
    0, 1, 5000, DerivedRecord.pieceByteCount - 1, DerivedRecord.pieceByteCount,
    DerivedRecord.pieceByteCount + 1,
  ])
  func comesBackAsItWas(_ count: Int) throws {
    let scenario = try VaultScenario()
    let bytes = Self.data(count)
    try scenario.change { vault in
      #expect(try vault.derived(Self.plug) == nil && !vault.hasDerived(Self.plug))
      try vault.store(derived: bytes, for: Self.plug)
      #expect(try vault.derived(Self.plug) == bytes)
    }
    let vault = try scenario.open(.read)
    #expect(try vault.derived(Self.plug) == bytes && vault.hasDerived(Self.plug))
    #expect(try scenario.check().isSound && scenario.check(full: false).isSound)
  }

  @Test func keepsKeysApart() throws {
    let scenario = try filled()
    let other = DerivedKey(name: "plug", fingerprint: [UInt8](repeating: 8, count: 32))
    try scenario.change { vault in
      try vault.store(derived: [1], for: Self.plug)
      try vault.store(derived: [2], for: other)
      try vault.store(derived: [3], for: Self.terms)
      try vault.store(derived: [4, 4], for: other)
    }
    let vault = try scenario.open(.read)
    #expect(try vault.derived(Self.plug) == [1] && vault.derived(other) == [4, 4])
    #expect(try vault.derived(Self.terms) == [3])
    #expect(try vault.vectors(model: VaultScenario.model) == VaultScenario.vectors(base))
    // Lengths are part of a key: one name and fingerprint cannot pass for another.
    let keys = [
      Self.plug, other, Self.terms, DerivedKey(name: "term", fingerprint: [115]),
      DerivedKey(name: "plug-checkpoint", fingerprint: Self.plug.fingerprint),
    ]
    #expect(Set(keys.map(\.streamKey)).count == keys.count)
  }

  @Test func outlivesEditsAndRemovals() throws {
    let scenario = try filled()
    let bytes = Self.data(3000)
    try scenario.change { try $0.store(derived: bytes, for: Self.plug) }
    try scenario.change { try $0.replace([VaultScenario.entry(3, text: "other text")]) }
    try scenario.change { try $0.append(VaultScenario.entries(2, from: 50)) }
    try scenario.change { try $0.store(VaultScenario.vectors(base, offset: 2)) }
    try scenario.change { try $0.remove(Set(base.map(\.id))) }
    #expect(try scenario.open(.read).derived(Self.plug) == bytes)
    #expect(try scenario.check().isSound)
  }

  @Test func leavesNoFileOfWhatWasReplacedOrRemoved() throws {
    let scenario = try filled()
    let names = Set(try scenario.segmentNames())
    try scenario.change { try $0.store(derived: Self.data(600_000), for: Self.plug) }
    #expect(Set(try scenario.segmentNames()).subtracting(names).count == 3)
    let fileCount = scenario.disk.contents.count
    try scenario.change { try $0.store(derived: Self.data(600_000, seed: 2), for: Self.plug) }
    #expect(scenario.disk.contents.count == fileCount)
    try scenario.change { vault in
      try vault.removeDerived(Self.plug)
      try vault.removeDerived(Self.plug)
      #expect(try vault.derived(Self.plug) == nil)
    }
    #expect(scenario.disk.contents.count == fileCount - 3)
    #expect(Set(try scenario.segmentNames()) == names)
  }

  @Test func isNotChangedWithoutTheLock() throws {
    let reader = try filled().open(.read)
    let error = VaultError.notOpenForWriting(path: VaultScenario.path)
    #expect(throws: error) { try reader.store(derived: [1], for: Self.plug) }
    #expect(throws: error) { try reader.removeDerived(Self.plug) }
  }

  @Test func refusesMoreThanItsLimit() throws {
    let scenario = try filled()
    try scenario.change { vault in
      try vault.store(derived: [1], for: Self.plug)
      let large = [UInt8](repeating: 0, count: Vault.maximumDerivedByteCount + 1)
      #expect(throws: VaultError.storage(FileError(.write, VaultScenario.path, code: 27))) {
        try vault.store(derived: large, for: Self.plug)
      }
      #expect(try vault.derived(Self.plug) == [1])
    }
  }

  @Test func aReaderFindsWhatAWriterReplaced() throws {
    let scenario = try filled()
    try scenario.change { try $0.store(derived: [1, 2], for: Self.plug) }
    let reader = try scenario.open(.read)
    try scenario.change { try $0.store(derived: [3], for: Self.plug) }
    #expect(try reader.derived(Self.plug) == [3])
  }

  @Test func damageIsFoundAndCostsNoEntry() throws {
    let scenario = try filled()
    try scenario.change { try $0.store(derived: Self.data(1000), for: Self.plug) }
    let last = try #require(try scenario.segmentNames().last)
    let sound = scenario.copy()
    scenario.disk.contents[scenario.path(of: last)]?[400] ^= 1
    let report = try scenario.check()
    #expect(report.damages.map(\.file) == [last])
    #expect(report.readableEntryCount == 12 && report.lostVectorFrameCount == 1)
    #expect(throws: VaultError.self) { try scenario.open(.read).derived(Self.plug) }
    // It can be put right by making the data anew.
    try scenario.change { try $0.store(derived: [5], for: Self.plug) }
    #expect(try scenario.check().isSound && scenario.open(.read).derived(Self.plug) == [5])
    sound.disk.contents[sound.path(of: last)] = nil
    #expect(try sound.check(full: false).damages == [VaultDamage(last, .missing)])
  }

  /// What no version of this program writes, under a key that fits: pieces out of order or of another stream.
  @Test func piecesThatContradictEachOtherAreRefused() throws {
    let pieces = DerivedRecord.pieces(of: Self.data(DerivedRecord.pieceByteCount + 10), for: Self.plug)
    var wrong: [[DerivedRecord]] = [pieces.reversed(), [pieces[0]], [pieces[0], pieces[0]]]
    var foreign = pieces
    foreign[1].key = Self.terms
    var short = pieces
    short[0].bytes = short[0].bytes.dropLast()
    wrong += [foreign, short]
    for records in wrong {
      let scenario = try VaultScenario()
      try scenario.change { vault in
        try vault.change { head, writer throws(VaultError) in
          var stream = VaultStream(kind: VaultStream.derivedKind, key: Self.plug.streamKey)
          stream.segments = try writer.write(
            writer.frames(records.map { $0.encode() }), of: stream, order: 0, keys: vault.keys)
          head.streams.append(stream)
        }
      }
      #expect(throws: VaultError.self) { try scenario.open(.read).derived(Self.plug) }
    }
  }

  @Test(arguments: SimulatedDisk.Fault.allCases)
  func isReplacedWhollyOrNotAtAll(_ fault: SimulatedDisk.Fault) throws {
    let scenario = try filled()
    let (old, new) = (Self.data(2000), Self.data(3000, seed: 2))
    try scenario.change { try $0.store(derived: old, for: Self.plug) }
    let rehearsal = scenario.copy()
    let vault = try rehearsal.open()
    rehearsal.disk.start(SimulatedDisk.Plan(step: .max, fault: .kill))
    try vault.store(derived: new, for: Self.plug)
    for step in 0..<rehearsal.disk.stepCount {
      let copy = scenario.copy()
      let vault = try copy.open()
      copy.disk.start(SimulatedDisk.Plan(step: step, fault: fault, seed: UInt64(step)))
      let isStored = (try? vault.store(derived: new, for: Self.plug)) != nil
      vault.close()
      copy.disk.restart()
      let found = try copy.open(.write).derived(Self.plug)
      #expect(found == new || (found == old && !isStored), "step \(step)")
      #expect(try copy.open(.read).entries == base, "step \(step)")
      #expect(try copy.check().isSound, "step \(step)")
    }
    print("vault faults: replace derived data, \(fault): \(rehearsal.disk.stepCount) cases")
  }
}
