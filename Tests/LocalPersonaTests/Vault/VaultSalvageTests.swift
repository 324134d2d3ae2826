// VaultSalvageTests.swift: whatever happened to the files of a vault, a salvage brings out exactly the
// entries whose frames are untouched, as they were and in their order, and leaves the damaged vault alone.

import Crypto
import Testing

@testable import LocalPersona

/// A vault with a history, for a salvage to search.
private struct SalvageSample {
  static let entries = VaultScenario.entries(20)

  let sample: TamperSample
  let parts: [TamperSample.Part]

  /// The heads of earlier states, oldest first.
  let heads: [[UInt8]]

  init() throws {
    let scenario = try VaultScenario()
    var heads: [[UInt8]] = []
    for range in [0..<5, 5..<14, 14..<20] {
      try scenario.change { try $0.append(Array(Self.entries[range])) }
      heads.append(try #require(scenario.disk.contents[scenario.path(of: "head.1")]))
    }
    try scenario.change { try $0.store(VaultScenario.vectors(Self.entries)) }
    sample = TamperSample(scenario)
    parts = try sample.parts()
    self.heads = heads
  }

  /// The entries of each segment.
  var entriesByPart: [[Entry]] {
    var rest = Self.entries[...]
    return parts.map { part in
      defer { rest = rest.dropFirst(part.bounds.count - 1) }
      return Array(rest.prefix(part.bounds.count - 1))
    }
  }

  /// The files without the head.
  func headless(_ files: FrozenFiles) -> FrozenFiles {
    var files = files
    files.contents[sample.path(of: "head.1")] = nil
    return files
  }

  /// What a salvage finds in `files`, without deriving a key.
  func search(_ files: FrozenFiles, remembering: Bool = false) throws -> SalvageFindings {
    let header = sample.scenario.header
    let keys = sample.scenario.keys
    let memory = RollbackMemory(state: VaultScenario.state, vaultID: header.vaultID, files: files)
    let search = SalvageSearch(
      folder: VaultFolder(path: VaultScenario.path, files: files), header: header,
      recollection: remembering ? memory.recall(epoch: header.epoch, keys: keys) : nil)
    return try search.run(keys: keys)
  }

  /// Checks what is found, with the head and without it.
  func expect(
    _ expected: [Entry], in files: FrozenFiles, _ what: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let listed = try search(files)
    #expect(listed.entries == expected, "\(what)", sourceLocation: sourceLocation)
    let lostCount = Self.entries.count - expected.count
    #expect(listed.lostEntryCount == lostCount, "\(what)", sourceLocation: sourceLocation)
    let unlisted = try search(headless(files))
    #expect(unlisted.entries == expected, "\(what), no head", sourceLocation: sourceLocation)
    #expect(unlisted.lostEntryCount == nil, "\(what), no head", sourceLocation: sourceLocation)
  }
}

@Suite("salvage")
struct VaultSalvageTests {
  private let all = SalvageSample.entries

  // MARK: What is found

  @Test func everythingIsFoundInASoundVault() throws {
    let sample = try SalvageSample()
    try sample.expect(all, in: sample.sample.files, "sound")
    #expect(sample.parts.count > 3)
  }

  @Test func aChangedByteCostsTheEntryThatItIsIn() throws {
    let sample = try SalvageSample()
    var cases = 0
    for (part, entries) in zip(sample.parts, sample.entriesByPart) {
      let bytes = try sample.sample.bytes(of: part.file)
      for offset in stride(from: cases % 7, to: bytes.count, by: 41) {
        var changed = bytes
        changed[offset] ^= 1 << (offset % 8)
        let lost = part.frame(at: offset).map { entries[$0].id }
        try sample.expect(
          all.filter { $0.id != lost }, in: sample.sample.files(with: changed, for: part.file),
          "\(part.file), byte \(offset)")
        cases += 1
      }
    }
    print("vault salvage: \(cases) changed bytes, each with and without a head")
  }

  @Test func damageInManyPlacesCostsTheEntriesThatItIsIn() throws {
    let sample = try SalvageSample()
    var random = SeededGenerator(seed: 9)
    for round in 0..<40 {
      var files = sample.sample.files
      var damaged: [String: Set<Int>] = [:]
      for number in 0..<Int.random(in: 2...12, using: &random) {
        let index = Int.random(in: sample.parts.indices, using: &random)
        let part = sample.parts[index]
        let end = part.bounds[part.bounds.count - 1]
        // Without a head, one segment at most can do without its beginning and keep its place.
        let range = number == 0 ? 0..<part.bounds[0] : part.bounds[0]..<end
        let offset = Int.random(in: range, using: &random)
        files.contents[sample.sample.path(of: part.file)]?[offset] ^= .random(in: 1...255, using: &random)
        damaged[sample.sample.path(of: part.file), default: []].insert(offset)
      }
      var lost: Set<EntryID> = []
      for (part, entries) in zip(sample.parts, sample.entriesByPart) {
        let path = sample.sample.path(of: part.file)
        let (old, new) = (sample.sample.files.contents[path], files.contents[path])
        // A byte that was changed twice may be as it was.
        for offset in damaged[path] ?? [] where old?[offset] != new?[offset] {
          if let frame = part.frame(at: offset) { lost.insert(entries[frame].id) }
        }
      }
      try sample.expect(all.filter { !lost.contains($0.id) }, in: files, "round \(round)")
    }
  }

  @Test func aFileThatIsGoneCostsItsEntries() throws {
    let sample = try SalvageSample()
    for (part, entries) in zip(sample.parts, sample.entriesByPart) {
      try sample.expect(
        all.filter { !entries.contains($0) }, in: sample.sample.files(with: nil, for: part.file), part.file)
    }
  }

  @Test func aTruncationCostsWhatIsCutOff() throws {
    let sample = try SalvageSample()
    for (part, entries) in zip(sample.parts, sample.entriesByPart) {
      let bytes = try sample.sample.bytes(of: part.file)
      for bound in part.bounds {
        for byteCount in [bound - 1, bound, bound + 1, bound + 150] where byteCount < bytes.count {
          let keptCount = part.bounds.dropFirst().count { $0 <= byteCount }
          let lost = entries.dropFirst(keptCount)
          try sample.expect(
            all.filter { !lost.contains($0) },
            in: sample.sample.files(with: Array(bytes.prefix(byteCount)), for: part.file),
            "\(part.file), \(byteCount) bytes")
        }
      }
      // Bytes that came into it or went out of it shift what follows.
      var longer = bytes
      longer.insert(contentsOf: [1, 2, 3], at: part.bounds[1])
      try sample.expect(all, in: sample.sample.files(with: longer, for: part.file), "three bytes more")
      var shorter = bytes
      shorter.remove(at: part.bounds[0] + 40)
      try sample.expect(
        all.filter { $0.id != entries[0].id }, in: sample.sample.files(with: shorter, for: part.file),
        "a byte less")
    }
  }

  @Test func filesUnderOtherNamesAreRecognised() throws {
    let sample = try SalvageSample()
    let names = sample.parts.map(\.file)
    for first in names.indices {
      for second in names.indices.dropFirst(first + 1) {
        var files = sample.sample.files(
          with: try sample.sample.bytes(of: names[first]), for: names[second])
        files.contents[sample.sample.path(of: names[first])] = try sample.sample.bytes(of: names[second])
        try sample.expect(all, in: files, "two segments changed places")
      }
      var files = sample.sample.files(with: nil, for: names[first])
      files.contents[sample.sample.path(of: "\(names[first]) (copy)")] = try sample.sample.bytes(
        of: names[first])
      #expect(try sample.search(files).entries == all)
    }
  }

  // MARK: Heads

  @Test func anOlderHeadHidesNothing() throws {
    let sample = try SalvageSample()
    for head in sample.heads {
      let files = sample.sample.files(with: head, for: "head.1")
      #expect(try sample.search(files, remembering: true).entries == all)
      // Without the memory, what the last change but one left tells.
      #expect(try sample.search(files, remembering: false).entries == all)
    }
  }

  @Test func aChangeThatLackedItsLastStepIsTaken() throws {
    let scenario = try VaultScenario()
    let first = Array(all[..<2])
    try scenario.change { try $0.append(first) }
    let head = try #require(scenario.disk.contents[scenario.path(of: "head.1")])
    try scenario.change { try $0.append([all[2]]) }
    scenario.disk.contents[scenario.path(of: "head.1")] = head
    let found = try search(scenario)
    #expect(found.entries == Array(all[..<3]) && found.lostEntryCount == 0)
    // Half of it is not: it was never confirmed.
    let segment = try #require(try scenario.segmentNames().last)
    scenario.disk.contents[scenario.path(of: segment)]?.removeLast(1)
    #expect(try search(scenario).entries == first)
  }

  /// What a salvage finds on the disk of `scenario`, without the memory.
  private func search(_ scenario: VaultScenario) throws -> SalvageFindings {
    try SalvageSearch(folder: scenario.folder, header: scenario.header, recollection: nil)
      .run(keys: scenario.keys)
  }

  private func byID(_ entries: [Entry]) -> [Entry] { entries.sorted { $0.id < $1.id } }

  @Test func whatWasRemovedOrChangedDoesNotComeBack() throws {
    let scenario = try VaultScenario()
    try scenario.change { try $0.append(all) }
    let before = scenario.disk.contents
    let changed = VaultScenario.entry(3, text: "another text")
    try scenario.change { try $0.remove([all[7].id]) }
    try scenario.change { try $0.replace([changed]) }
    var expected = all
    expected[3] = changed
    expected.remove(at: 7)
    // The files that these changes replaced are there again, as an interruption leaves them.
    scenario.disk.contents.merge(before) { current, _ in current }
    let found = try search(scenario)
    #expect(found.entries == expected && found.lostEntryCount == 0)
    // Without a head the removed one cannot be told from one that is there, but the newer text counts.
    scenario.disk.contents[scenario.path(of: "head.1")] = nil
    var unlisted = all
    unlisted[3] = changed
    #expect(try byID(search(scenario).entries) == byID(unlisted))
  }

  @Test func whatAnInterruptedChangeWroteDoesNotCount() throws {
    let scenario = try VaultScenario()
    try scenario.change { try $0.append(all) }
    let before = scenario.disk.contents
    try scenario.change { try $0.replace([VaultScenario.entry(3, text: "another text")]) }
    scenario.disk.contents.merge(before) { _, old in old }
    let found = try search(scenario)
    #expect(found.entries == all && found.lostEntryCount == 0)
  }

  // MARK: The medium

  @Test func whatTheMediumDoesNotGiveCostsAPieceOnly() throws {
    let scenario = try VaultScenario()
    let entries = (0..<40).map { VaultScenario.entry($0, text: String(repeating: "long text ", count: 90)) }
    let vault = try scenario.open()
    vault.segmentByteCount = 1 << 20
    try vault.append(entries)
    vault.close()
    let sample = TamperSample(scenario)
    let part = try sample.parts()[0]
    var files = sample.files
    files.unreadable = [sample.path(of: part.file): 20_000..<20_001]
    let lost = Set((16_384..<20_480).compactMap { part.frame(at: $0) })
    let found = try SalvageSearch(
      folder: VaultFolder(path: VaultScenario.path, files: files), header: scenario.header,
      recollection: nil
    )
    .run(keys: scenario.keys)
    #expect(found.entries == entries.indices.filter { !lost.contains($0) }.map { entries[$0] })
    #expect(found.lostEntryCount == lost.count && lost.count < 8)
    #expect(found.unreadable.map(\.path) == [sample.path(of: part.file)])
  }
}
