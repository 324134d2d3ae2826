// SeveralChangesFaultTests.swift: commands that make several changes, one after the other. Every step of them
// fails once in every way; afterwards the vault is as it was between two of the changes, and the same command
// again ends the work.

import Testing

@testable import LocalPersona

/// What one command does to a vault.
struct Course: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var prepare: @Sendable (Vault) throws -> Void

  /// Its changes in the order that the documents promise, each on its own.
  var changes: [@Sendable (Vault) throws -> Void]

  /// All of it, as the command does it.
  var act: @Sendable (Vault) throws -> Void

  private static let learned = LearnedPersona.key(model: VaultScenario.model)
  private static let stays: Set<DerivedKey> = [
    LearningSettings.key, UndoJournal.key, VoiceHabits.key, DraftLog.key,
  ]
  private static let base = Change.base
  private static let new = VaultScenario.entries(3, from: 50)
  private static let step = UndoStep(.import)

  /// Twelve entries that were learned from, pinned habits, and two kept drafts.
  private static let filled: @Sendable (Vault) throws -> Void = { vault in
    try Change.filled(vault)
    try vault.store(derived: [5, 6, 7], for: learned)
    try VoiceHabits(parsing: "never: utilize").store(in: vault)
    try DraftLog.sample(2).store(in: vault)
  }

  /// The entries that the second of the drafts becomes, as it is and with other words.
  private static let accepted = made("see you at ten")
  private static let edited = made("other words")

  private static func made(_ text: String) -> Entry {
    guard let entry = try? DraftLog.sampleDrafts[1].entry(text, tags: ["tea"]) else {
      preconditionFailure("the draft makes no entry")
    }
    return entry
  }

  /// The log without the words of the second draft, or without a trace of it.
  private static func closed(removing isRemoved: Bool = false) throws -> DraftLog {
    var log = try DraftLog.sample(2)
    let id = DraftLog.sampleDrafts[1].id
    if isRemoved { log.remove([id]) } else { log.close(id, .accepted) }
    return log
  }

  /// With the entry of a draft whose verdict is missing: accepting it was cut off.
  private static let halfAccepted: @Sendable (Vault) throws -> Void = { vault in
    try filled(vault)
    try vault.append([accepted])
  }

  static let all: [Course] = [
    Course(
      testDescription: "accept", prepare: filled,
      changes: [
        { try $0.append([accepted], as: UndoStep(.add)) }, { try closed().store(in: $0) },
      ]
    ) { vault in
      var log = try DraftLog.load(from: vault)
      try vault.accept(accepted, from: &log)
    },
    Course(
      testDescription: "rm", prepare: halfAccepted,
      changes: [
        { _ = try $0.removeDerived(except: stays) }, { try closed(removing: true).store(in: $0) },
        { try $0.remove([DraftLog.sampleDrafts[1].id, base[4].id]) },
      ]
    ) { _ = try $0.removeAndUnlearn([DraftLog.sampleDrafts[1].id, base[4].id]) },
    Course(
      testDescription: "edit", prepare: halfAccepted,
      changes: [
        { _ = try $0.removeDerived(except: stays) }, { try closed().store(in: $0) },
        { try $0.replace([edited]) },
      ]
    ) { _ = try $0.replaceAndUnlearn(accepted, by: edited) },
    Course(
      testDescription: "undo of an import",
      prepare: { vault in
        try vault.append(new, as: step)
        try filled(vault)
      },
      changes: [{ _ = try $0.removeDerived(except: stays) }, { try $0.undoLast() }]
    ) { vault in
      let record = try #require(try vault.undoHistory().first)
      _ = try vault.undoAndUnlearn(record, removesEdited: false)
    },
    Course(
      testDescription: "import of mails, in two batches", prepare: filled,
      changes: [{ try $0.append(Array(new[..<2]), as: step) }, { try $0.append([new[2]], as: step) }]
    ) { vault in
      // An import passes over what the vault has.
      for batch in [new[..<2], new[2...]] {
        try vault.append(batch.filter { !vault.entries.contains($0) }, as: step)
      }
    },
  ]
}

@Suite("faults at every step of several changes")
struct SeveralChangesFaultTests {
  @Test(arguments: Course.all)
  func everyCourseEndsBetweenTwoChanges(_ course: Course) throws {
    let scenario = try VaultScenario()
    try scenario.change(course.prepare)
    let states = try states(of: course, scenario.copy())
    let end = try #require(states.last)
    let rehearsal = scenario.copy()
    let vault = try rehearsal.open()
    rehearsal.disk.start(SimulatedDisk.Plan(step: .max, fault: .kill))
    try course.act(vault)
    let stepCount = rehearsal.disk.stepCount
    rehearsal.disk.start(nil)
    #expect(try VaultContent(vault) == end)
    vault.close()
    var cases = 0
    for step in 0..<stepCount {
      for fault in SimulatedDisk.Fault.allCases {
        for seed in fault == .powerLossKeepingSome ? 1...4 : 1...1 {
          let plan = SimulatedDisk.Plan(step: step, fault: fault, seed: UInt64(seed))
          try expectOneOf(states, scenario.copy(), plan, course)
          cases += 1
        }
      }
    }
    print("vault faults: \(course.testDescription), several changes: \(cases) cases")
  }

  /// What the vault holds before the first change and after each.
  private func states(of course: Course, _ scenario: VaultScenario) throws -> [VaultContent] {
    var states = [try VaultContent(scenario.open(.read))]
    for change in course.changes {
      try scenario.change(change)
      let next = try VaultContent(scenario.open(.read))
      #expect(next != states[states.count - 1])
      states.append(next)
    }
    return states
  }

  private func expectOneOf(
    _ states: [VaultContent], _ scenario: VaultScenario, _ plan: SimulatedDisk.Plan, _ course: Course
  ) throws {
    let comment = Comment(rawValue: "\(course.testDescription), \(plan)")
    let isDone = try attempt(states, scenario, plan, course)
    scenario.disk.restart()
    let allowed = isDone ? states.suffix(1) : states[...]
    let read = try VaultContent(scenario.open(.read))
    #expect(allowed.contains(read), comment)
    let vault = try scenario.open(.write)
    defer { vault.close() }
    let written = try VaultContent(vault)
    #expect(allowed.contains(written), comment)
    #expect(try scenario.check().damages == [], comment)
    if written != states[states.count - 1] {
      try course.act(vault)
      #expect(try VaultContent(vault) == states[states.count - 1], comment)
    }
  }

  /// Does what the command does, with a fault, and goes on with the same open vault where the process lives.
  ///
  /// - Returns: Whether it was acknowledged.
  private func attempt(
    _ states: [VaultContent], _ scenario: VaultScenario, _ plan: SimulatedDisk.Plan, _ course: Course
  ) throws -> Bool {
    let vault = try scenario.open()
    defer { vault.close() }
    scenario.disk.start(plan)
    do {
      try course.act(vault)
      return true
    } catch {
      let comment = Comment(rawValue: "\(course.testDescription), \(plan), \(error)")
      #expect(scenario.disk.hasFailed, comment)
      guard !plan.fault.endsProcess else { return false }
      let now = try VaultContent(vault)
      #expect(states.contains(now), comment)
      guard now != states[states.count - 1] else { return false }
      try course.act(vault)
      return true
    }
  }
}
