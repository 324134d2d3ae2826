// LearnCommandRun.swift: one run of `persona learn`: a permission stored, or a pass of learning done and
// shown.

/// What `persona learn` does.
struct LearnCommandRun {
  private let invocation: Invocation

  private var console: Console { invocation.console }

  /// Reads the options.
  init(_ invocation: Invocation) { self.invocation = invocation }

  /// Does it.
  func run() throws {
    if let word = invocation.text("auto") { return try permit(word == "on") }
    let job = try LearnCommandJob(request, for: invocation)
    // For reading: others may write while this learns.
    let vault = try invocation.openVault(.read)
    let outcome = try job.run(in: vault)
    try show(outcome)
    if let failure = outcome.failure { throw failure }
  }

  private var request: LearnCommandJob.Request {
    LearnCommandJob.Request(
      extent: invocation.flag("quick") ? .quick : invocation.flag("no-adapt") ? .untrained : .trained,
      modelName: invocation.text("model"), plugPath: invocation.text("plug"),
      stepCount: invocation.integer("steps"))
  }

  /// Stores whether learning may begin by itself.
  private func permit(_ isAutomatic: Bool) throws {
    let vault = try invocation.openVault(.write)
    defer { vault.close() }
    var settings = try LearningSettings.load(from: vault)
    if settings.isAutomatic != isAutomatic {
      settings.isAutomatic = isAutomatic
      try settings.store(in: vault)
    }
    if invocation.flag("json") {
      try console.printJSON(.object([("learnsByItself", .bool(isAutomatic))]))
    } else {
      try console.printSentence(LearningMessages.learns + LearningMessages.permission(settings))
    }
  }

  private func show(_ outcome: LearnCommandJob.Outcome) throws {
    let learned = outcome.learned
    let report = LearningReport(
      persona: learned, losses: outcome.run.losses, usedCount: learned.entryCount, kept: outcome.kept)
    if invocation.flag("json") { return try console.printJSON(report.json) }
    try console.printSentence(
      LearningMessages.caption(heldOut: learned.heldOutCount, learned: outcome.run.split.training.count))
    let table = report.table.map { "  " + $0 }
    for line in console.lines(of: table, orStacked: report.stackedTable) { try console.print(line) }
    for sentence in report.sentences { try console.printSentence(sentence) }
  }
}
