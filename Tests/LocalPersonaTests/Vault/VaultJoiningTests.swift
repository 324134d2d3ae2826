// VaultJoiningTests.swift: however often entries are changed and removed, the files of a vault stay few, and
// their order can be told without the head. That this is safe at every step is in VaultFaultTests.swift.

import Crypto
import Testing

@testable import LocalPersona

@Suite("joining of segments")
struct VaultJoiningTests {
  private let base = VaultScenario.entries(12)

  /// The entries that a salvage finds where the list of segments is lost, in its order.
  private func headless(_ scenario: VaultScenario) throws -> [Entry] {
    var files = FrozenFiles(scenario.disk.contents)
    files.contents[scenario.path(of: "head.1")] = nil
    return try SalvageSearch(
      folder: VaultFolder(path: VaultScenario.path, files: files), header: scenario.header,
      recollection: nil
    ).run(keys: scenario.keys).entries
  }

  /// Whether any two neighbours are longer together than one segment may be.
  private func areFew(_ segments: [SegmentReference], _ segmentByteCount: Int) -> Bool {
    zip(segments, segments.dropFirst()).allSatisfy {
      $0.byteCount + $1.byteCount - Segment.headerByteCount > segmentByteCount
    }
  }

  @Test func fiveHundredGrowingEntriesLeaveFewFiles() throws {
    let scenario = try VaultScenario()
    let (count, segmentByteCount) = (60, 8192)
    var entries = (0..<count).map { VaultScenario.entry($0, text: String(repeating: "x", count: 40)) }
    let vault = try scenario.open()
    vault.segmentByteCount = segmentByteCount
    try vault.append(entries)
    for edit in 0..<500 {
      let number = edit * 7 % count
      entries[number] = VaultScenario.entry(
        number, text: entries[number].text + String(repeating: "x", count: 60))
      try vault.replace([entries[number]])
      let segments = vault.state.head.streams[0].segments
      let byteCount = segments.reduce(0) { $0 + $1.byteCount }
      #expect(segments.count <= 2 * byteCount / segmentByteCount + 1, "edit \(edit)")
      #expect(areFew(segments, segmentByteCount), "edit \(edit)")
      let orders = segments.map(\.order)
      #expect(zip(orders, orders.dropFirst()).allSatisfy { $0 < $1 }, "edit \(edit)")
    }
    vault.close()
    #expect(try scenario.open(.read).entries == entries)
    #expect(try scenario.check().isSound)
    #expect(try headless(scenario) == entries)
  }

  @Test func dividedSegmentsKeepTheirOrderWithoutAHead() throws {
    let scenario = try VaultScenario()
    var expected = base
    try scenario.change { try $0.append(base) }
    // Each time the segment is divided again at the same place, in what is one addition.
    for number in [3, 1, 2, 0, 6, 5] {
      expected[number] = VaultScenario.entry(number, text: String(repeating: "long ", count: 700))
      try scenario.change { try $0.replace([expected[number]]) }
      #expect(try scenario.open(.read).entries == expected)
      #expect(try headless(scenario) == expected, "entry \(number)")
    }
  }

  @Test func neighboursThatFitIntoOneSegmentBecomeOne() throws {
    for change in Change.joining {
      let scenario = try VaultScenario()
      try scenario.change(change.prepare)
      let before = try scenario.segmentNames()
      let vault = try scenario.open()
      var told: [VaultNotice] = []
      vault.whenNoticing = { told.append($0) }
      try change.act(vault)
      vault.close()
      let expected: [VaultNotice] = change.isFewer ? [.segmentsJoined(count: 1)] : []
      #expect(vault.notices == expected && told == expected, "\(change)")
      // No file of before is left but those of full segments.
      let left = Set(before).intersection(try scenario.segmentNames())
      #expect(left.count == change.keptCount, "\(change)")
      #expect(areFew(vault.state.head.streams[0].segments, VaultScenario.segmentByteCount), "\(change)")
      #expect(try headless(scenario) == scenario.open(.read).entries, "\(change)")
    }
    let notice = VaultNotice.segmentsJoined(count: 1)
    #expect(notice.isHarmless && !notice.sentence.contains("\n"))
  }

  /// As versions that did not join left them.
  @Test func manyShortFilesAreJoinedByAndBy() throws {
    let scenario = try VaultScenario()
    let entries = (0..<80).map { VaultScenario.entry($0, text: "short \($0)") }
    let target = VaultScenario.segmentByteCount
    try scenario.change { vault in
      try vault.change { head, writer throws(VaultError) in
        for entry in entries {
          let frames = writer.frames([EntryRecord.encode(entry)])
          let order = SegmentOrder.next(after: head.streams[0].segments.last?.order)
          let written = try writer.write(frames, of: head.streams[0], order: order, keys: vault.keys)
          head.streams[0].segments += written
        }
      } then: { state in
        state.entries = entries
        state.ids = Set(entries.map(\.id))
      }
    }
    var left = entries
    for round in 0..<8 {
      let vault = try scenario.open()
      let before = vault.state.head.streams[0].segments
      try vault.remove([left.removeLast().id])
      let after = Set(vault.state.head.streams[0].segments.map(\.name))
      let goneByteCount = before.filter { !after.contains($0.name) }.reduce(0) { $0 + $1.byteCount }
      // Four full segments, beginnings not counted, and the one that was to be changed.
      #expect(goneByteCount <= 4 * target + 4 * target / 3 + target, "round \(round)")
      #expect(vault.entries == left)
      vault.close()
    }
    let vault = try scenario.open()
    #expect(vault.entries == left && vault.notices.isEmpty)
    #expect(areFew(vault.state.head.streams[0].segments, target))
    vault.close()
    #expect(try headless(scenario) == left)
    #expect(try scenario.check().isSound)
  }

  /// The segments of one addition had one number in vaults of the first versions, and parts.
  @Test func segmentsWithOneNumberKeepTheirParts() throws {
    let scenario = try VaultScenario()
    let entries = (0..<3).map { VaultScenario.entry($0, text: String(repeating: "long ", count: 700)) }
    try scenario.change { vault in
      try vault.change { head, writer throws(VaultError) in
        for (part, frame) in writer.frames(entries.map(EntryRecord.encode)).enumerated() {
          let written = try writer.write(
            [frame], of: head.streams[0], order: 0, part: UInt16(part), keys: vault.keys)
          head.streams[0].segments += written
        }
      } then: { state in
        state.entries = entries
        state.ids = Set(entries.map(\.id))
      }
    }
    #expect(try headless(scenario) == entries)
    var expected = entries
    for number in [1, 0, 2] {
      expected[number] = VaultScenario.entry(number, text: String(repeating: "other ", count: 600))
      try scenario.change { try $0.replace([expected[number]]) }
      #expect(try scenario.open(.read).entries == expected)
      #expect(try headless(scenario) == expected, "entry \(number)")
    }
  }

  /// The change has happened: that a replaced file stays for now must not look as if it had not.
  @Test func aFileThatCannotBeRemovedIsToldAndTheChangeStands() throws {
    let scenario = try VaultScenario()
    try scenario.change(Change.filled)
    let rehearsal = try scenario.copy().open()
    let disk = try #require(rehearsal.folder.files as? SimulatedDisk)
    disk.start(SimulatedDisk.Plan(step: .max, fault: .kill))
    try rehearsal.remove([base[4].id])
    var toldCount = 0
    for step in 0..<disk.stepCount {
      let copy = scenario.copy()
      let vault = try copy.open()
      copy.disk.start(SimulatedDisk.Plan(step: step, fault: .inputOutput))
      let isDone = (try? vault.remove([base[4].id])) != nil
      let isTold = vault.notices.contains { if case .replacedFilesLeft = $0 { true } else { false } }
      vault.close()
      copy.disk.restart()
      guard isTold else { continue }
      toldCount += 1
      #expect(isDone && vault.entries.count == 11, "step \(step)")
      let next = try copy.open()
      #expect(next.entries == vault.entries, "step \(step)")
      let names = copy.disk.contents.keys.filter { $0.count == VaultScenario.path.count + 33 }
      #expect(names.count == next.state.head.segments.count, "step \(step)")
    }
    // The segments of the entry and of its vector, and the folder.
    #expect(toldCount == 3)
    let notice = VaultNotice.replacedFilesLeft(FileError(.remove, "p", code: 5))
    #expect(!notice.isHarmless && !notice.sentence.contains("\n"))
  }
}

@Suite("numbers of segments")
struct SegmentOrderTests {
  @Test func riseAtTheEndUpToTheLargest() {
    #expect(SegmentOrder.next(after: nil) == 0)
    #expect(SegmentOrder.next(after: 5) == 5 + SegmentOrder.distance)
    for order in [SegmentOrder.maximum - 1, SegmentOrder.maximum] {
      #expect(SegmentOrder.next(after: order) == SegmentOrder.maximum)
    }
    #expect(
      SegmentOrder.between(7, nil, count: 2) == [7 + SegmentOrder.distance, 7 + 2 * SegmentOrder.distance])
    #expect(SegmentOrder.between(nil, nil, count: 2) == [0, SegmentOrder.distance])
  }

  @Test func fitInBetweenOrThereAreNone() {
    let bounds: [UInt64?] = [nil, 0, 1, 2, 3, 10, SegmentOrder.maximum - 1]
    for lower in bounds {
      for upper in bounds.compactMap({ $0 }) + [SegmentOrder.maximum] {
        for count in 1...4 {
          let first = lower.map { $0 + 1 } ?? 0
          let numbers = SegmentOrder.between(lower, upper, count: count)
          guard upper >= first, upper - first >= UInt64(count) else {
            #expect(numbers == nil)
            continue
          }
          let found = numbers ?? []
          #expect(found.count == count && found.allSatisfy { (first..<upper).contains($0) })
          #expect(zip(found, found.dropFirst()).allSatisfy { $0 < $1 })
        }
      }
    }
  }
}
