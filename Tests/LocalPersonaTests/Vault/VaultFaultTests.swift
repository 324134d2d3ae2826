// VaultFaultTests.swift: every step of every change fails once in every way, and afterwards the vault holds
// the state before or after the change, nothing else; after it if the change was acknowledged.

import Crypto
import Testing

@testable import LocalPersona

/// One change to a vault.
struct Change: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var prepare: @Sendable (Vault) throws -> Void
  var act: @Sendable (Vault) throws -> Void

  /// Of those that join segments: whether there are fewer afterwards, and how many files stay as they are.
  var isFewer = false
  var keptCount = 0

  static let base = VaultScenario.entries(12)

  /// Twelve entries in several segments, with vectors.
  static let filled: @Sendable (Vault) throws -> Void = { vault in
    try vault.append(Array(base[..<5]))
    try vault.append(Array(base[5...]))
    try vault.store(VaultScenario.vectors(base))
  }

  static let all: [Change] = [
    Change(testDescription: "first entry", prepare: { _ in }) { try $0.append(VaultScenario.entries(1)) },
    Change(testDescription: "one entry to a segment", prepare: { try $0.append(VaultScenario.entries(1)) }) {
      try $0.append(VaultScenario.entries(1, from: 50))
    },
    Change(testDescription: "two entries at once", prepare: { try $0.append(VaultScenario.entries(1)) }) {
      try $0.append(VaultScenario.entries(2, from: 50))
    },
    Change(testDescription: "many entries, new segments", prepare: filled) {
      try $0.append(VaultScenario.entries(14, from: 50))
    },
    Change(testDescription: "replace one", prepare: filled) {
      try $0.replace([VaultScenario.entry(3, text: "other text")])
    },
    Change(testDescription: "replace by longer ones", prepare: filled) {
      try $0.replace(
        [1, 6, 11].map { VaultScenario.entry($0, text: String(repeating: "long ", count: 700)) })
    },
    Change(testDescription: "remove one", prepare: filled) { try $0.remove([base[4].id]) },
    Change(testDescription: "remove all", prepare: filled) { try $0.remove(Set(base.map(\.id))) },
    Change(testDescription: "store vectors", prepare: filled) {
      try $0.store(VaultScenario.vectors(Array(base[2...]), offset: 0.5))
    },
    Change(testDescription: "first vectors", prepare: { try $0.append(base) }) {
      try $0.append(vectors: VaultScenario.vectors(base))
    },
    Change(
      testDescription: "add vectors",
      prepare: { vault in
        try vault.append(base)
        try vault.store(VaultScenario.vectors(Array(base[..<3])))
      }
    ) { try $0.append(vectors: VaultScenario.vectors(Array(base[3..<5]))) },
  ]

  /// Those after which segments that are short enough become one.
  static let joining: [Change] = [
    Change(
      testDescription: "remove, the rest joins the next", prepare: filled,
      act: { try $0.remove(Set(base[5..<8].map(\.id))) }, isFewer: true, keptCount: 1),
    Change(
      testDescription: "remove all between two that are short",
      prepare: { vault in
        try vault.append([base[0]])
        try vault.append(VaultScenario.entries(5, from: 50))
        try vault.append([base[1]])
        try vault.store(VaultScenario.vectors(vault.entries))
      },
      act: { try $0.remove(Set(VaultScenario.entries(5, from: 50).map(\.id))) }, isFewer: true),
    Change(
      testDescription: "grow, what is divided off joins the next",
      prepare: { vault in
        try filled(vault)
        try vault.replace([VaultScenario.entry(2, text: String(repeating: "long ", count: 160))])
      },
      act: { try $0.replace([VaultScenario.entry(1, text: String(repeating: "long ", count: 120))]) },
      keptCount: 2),
  ]
}

@Suite("faults at every step")
struct VaultFaultTests {
  @Test(arguments: Change.all + Change.joining + Change.undoing + Change.keeping)
  func everyChangeHappensWhollyOrNotAtAll(_ change: Change) throws {
    let scenario = try VaultScenario()
    try scenario.change(change.prepare)
    let before = try VaultContent(try scenario.copy().open(.read))
    let rehearsal = scenario.copy()
    let stepCount = try steps(rehearsal, reading: false) { try change.act($0) }
    let after = try VaultContent(try rehearsal.open(.read))
    #expect(before != after)
    var cases = 0
    for step in 0..<stepCount {
      for fault in SimulatedDisk.Fault.allCases {
        for seed in fault == .powerLossKeepingSome ? 1...8 : 1...1 {
          let plan = SimulatedDisk.Plan(step: step, fault: fault, seed: UInt64(seed))
          try expectBeforeOrAfter(scenario.copy(), plan, change, before, after)
          cases += 1
        }
      }
    }
    let readingStepCount = try steps(scenario.copy(), reading: true) { try change.act($0) }
    for step in 0..<readingStepCount {
      let plan = SimulatedDisk.Plan(step: step, fault: .inputOutput, countsReading: true)
      try expectBeforeOrAfter(scenario.copy(), plan, change, before, after)
      cases += 1
    }
    print("vault faults: \(change.testDescription): \(cases) cases")
  }

  private func steps(_ scenario: VaultScenario, reading: Bool, _ act: (Vault) throws -> Void) throws -> Int {
    let vault = try scenario.open()
    scenario.disk.start(SimulatedDisk.Plan(step: .max, fault: .kill, countsReading: reading))
    try act(vault)
    let count = scenario.disk.stepCount
    scenario.disk.start(nil)
    vault.close()
    return count
  }

  private func expectBeforeOrAfter(
    _ scenario: VaultScenario, _ plan: SimulatedDisk.Plan, _ change: Change, _ before: VaultContent,
    _ after: VaultContent
  ) throws {
    let isAcknowledged = try attempt(scenario, plan, change, before, after)
    scenario.disk.restart()
    let allowed = isAcknowledged ? [after] : [before, after]
    let comment = Comment(rawValue: "\(change.testDescription), \(plan)")
    let read = try VaultContent(try scenario.open(.read))
    #expect(allowed.contains(read), comment)
    let vault = try scenario.open(.write)
    let written = try VaultContent(vault)
    #expect(allowed.contains(written), comment)
    #expect(written == read || written == after, comment)
    #expect(try scenario.check().damages == [], comment)
    #expect(try scenario.check().notices == [], comment)
    // And life goes on.
    let more = VaultScenario.entries(1, from: 90)
    try vault.append(more)
    vault.close()
    #expect(try scenario.open(.read).entries == written.entries + more, comment)
  }

  /// Makes the change with a fault, and goes on with the same open vault where the process lives on.
  private func attempt(
    _ scenario: VaultScenario, _ plan: SimulatedDisk.Plan, _ change: Change, _ before: VaultContent,
    _ after: VaultContent
  ) throws -> Bool {
    let vault = try scenario.open()
    defer { vault.close() }
    scenario.disk.start(plan)
    do {
      try change.act(vault)
      return true
    } catch {
      let comment = Comment(rawValue: "\(change.testDescription), \(plan), \(error)")
      #expect(scenario.disk.hasFailed, comment)
      guard !plan.fault.endsProcess else { return false }
      let now = try VaultContent(vault)
      #expect(now == before || now == after, comment)
      if now == before {
        try change.act(vault)
        #expect(try VaultContent(vault) == after, comment)
        return true
      }
      return false
    }
  }

  @Test func creationHappensWhollyOrNotAtAll() throws {
    let rehearsal = SimulatedDisk()
    rehearsal.start(SimulatedDisk.Plan(step: .max, fault: .kill))
    try VaultScenario.create(on: rehearsal).close()
    var cases = 0
    for step in 0..<rehearsal.stepCount {
      for fault in SimulatedDisk.Fault.allCases {
        let disk = SimulatedDisk()
        disk.start(SimulatedDisk.Plan(step: step, fault: fault, seed: UInt64(step)))
        let isCreated = (try? VaultScenario.create(on: disk).close()) != nil
        disk.restart()
        let isThere: Bool
        do {
          let vault = try Vault.open(
            at: VaultScenario.path, passphrase: VaultScenario.secret(VaultScenario.passphrase),
            access: .write,
            files: disk, state: VaultScenario.state)
          #expect(vault.entries.isEmpty)
          isThere = true
        } catch VaultError.noVault {
          isThere = false
          let vault = try VaultScenario.create(on: disk)
          try vault.append(VaultScenario.entries(1))
        }
        #expect(isThere || !isCreated, "step \(step), \(fault)")
        cases += 1
      }
    }
    print("vault faults: create: \(cases) cases")
  }

  /// Also where an interrupted change of keys left them in other files, of which `header.old` may be the
  /// header by another name.
  @Test(arguments: [[], ["header.new"], ["header.old"], ["header.new", "header.old"]])
  func afterTheKeysAreOverwrittenNothingOpens(_ leftovers: [String]) throws {
    let scenario = try VaultScenario()
    try scenario.change(Change.filled)
    let headerPath = scenario.path(of: "header")
    let isLinked = leftovers.count == 2
    for name in leftovers where !isLinked || name == "header.new" {
      scenario.disk.contents[scenario.path(of: name)] = scenario.header.bytes
    }
    if isLinked {
      try scenario.disk.link(headerPath, to: scenario.path(of: "header.old"))
      try scenario.disk.synchronizeFolder(VaultScenario.path)
    }
    let before = try VaultContent(try scenario.copy().open(.read))
    let rehearsal = scenario.copy()
    rehearsal.disk.start(SimulatedDisk.Plan(step: .max, fault: .kill))
    try wipe(rehearsal)
    #expect(rehearsal.disk.contents.isEmpty)
    var cases = 0
    for step in 0..<rehearsal.disk.stepCount {
      for fault in SimulatedDisk.Fault.allCases {
        let disk = scenario.copy()
        disk.disk.start(SimulatedDisk.Plan(step: step, fault: fault, seed: UInt64(step)))
        let isWiped = (try? wipe(disk)) != nil
        disk.disk.restart()
        cases += 1
        // Step 0 takes the lock; two each overwrite keys and synchronise.
        if let vault = try? disk.open(.read) {
          #expect(step <= 2 * (1 + leftovers.count) && !isWiped, "step \(step), \(fault)")
          #expect(try VaultContent(vault) == before)
        } else {
          for name in leftovers where disk.disk.contents[scenario.path(of: name)] != nil {
            let renamed = disk.copy()
            try renamed.disk.rename(scenario.path(of: name), to: headerPath)
            #expect((try? renamed.open(.read)) == nil, "\(name), step \(step), \(fault)")
          }
        }
        #expect(!isWiped || disk.disk.contents.isEmpty)
        do { try wipe(disk) } catch VaultError.noVault {}
        #expect(disk.disk.contents.keys.filter { !$0.hasSuffix("/lock") } == [], "step \(step), \(fault)")
        #expect(disk.keysLieOnlyInTheHeader, "step \(step), \(fault)")
      }
    }
    print("vault faults: wipe with \(leftovers): \(cases) cases")
  }

  private func wipe(_ scenario: VaultScenario) throws {
    try Vault.wipe(at: VaultScenario.path, files: scenario.disk, state: VaultScenario.state)
  }

  /// What an interrupted change leaves behind is dealt with on opening; that is interrupted as well.
  @Test(arguments: [Change.all[1], Change.all[3], Change.all[5]] + Change.joining + Change.undoing.prefix(3))
  func recoveryIsInterruptedSafely(_ change: Change) throws {
    let scenario = try VaultScenario()
    try scenario.change(change.prepare)
    let before = try VaultContent(try scenario.copy().open(.read))
    let rehearsal = scenario.copy()
    let stepCount = try steps(rehearsal, reading: false) { try change.act($0) }
    let after = try VaultContent(try rehearsal.open(.read))
    var cases = 0
    for step in 0..<stepCount {
      let broken = scenario.copy()
      _ = try attempt(broken, SimulatedDisk.Plan(step: step, fault: .killMidway), change, before, after)
      broken.disk.restart()
      let open = broken.copy()
      open.disk.start(SimulatedDisk.Plan(step: .max, fault: .kill))
      _ = try open.open(.write)
      for recoveryStep in 0..<open.disk.stepCount {
        for fault in SimulatedDisk.Fault.allCases {
          let again = broken.copy()
          again.disk.start(SimulatedDisk.Plan(step: recoveryStep, fault: fault, seed: UInt64(step)))
          _ = try? again.open(.write).close()
          again.disk.restart()
          let content = try VaultContent(try again.open(.write))
          #expect(content == before || content == after, "step \(step), \(recoveryStep), \(fault)")
          cases += 1
        }
      }
    }
    print("vault faults: recovery of \(change.testDescription): \(cases) cases")
  }
}
