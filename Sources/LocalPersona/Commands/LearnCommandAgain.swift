// LearnCommandAgain.swift: learning again without being asked to at that moment, where it was allowed before.
//
// Only after `add`, `import`, and `accept` of a draft that is mostly the person's words, which have done
// their work by then, and only where the last run took so little that it can be repeated within a minute:
// nobody waits for a training while keeping a note.

extension Invocation {
  /// Learns again as it was learned the last time, where that is allowed, due and quick.
  ///
  /// Where it is due and not quick, it says so. Whatever fails, the entries are kept and the command has
  /// succeeded.
  ///
  /// - Parameter vault: Has the new entries; while this learns, others can write in it.
  func learnAgainIfAllowed(_ vault: Vault) {
    // Who interrupted what came before does not want to wait for this either.
    guard vault.hasDerived(LearningSettings.key), !console.isInterrupted else { return }
    do {
      let settings = try LearningSettings.load(from: vault)
      guard settings.isAutomatic, let extent = settings.lastRun?.extent else { return }
      let record = try ModelStore(folder: paths.models).resolve(name: nil, role: .decoder)
      let learned = try? LearnedPersona.load(from: vault, model: record.fingerprint)
      let due = LearningDue(
        vault.ownEntries, learned: learned, settings: settings, model: record.fingerprint)
      guard let reason = LearningMessages.due(due) else { return }
      // Without training nothing would come of it that takes the place of what was trained.
      guard extent == .trained || learned?.isTrained != true else { return console.note(reason) }
      guard let seconds = settings.secondsByItself(forEntries: vault.ownEntries.count) else {
        return console.note(reason)
      }
      console.note(LearningMessages.learningAgain(seconds: seconds))
      vault.letOthersWrite()
      let job = try LearnCommandJob(LearnCommandJob.Request(extent: extent), for: self)
      let outcome = try job.run(in: vault)
      if let failure = outcome.failure { throw failure }
      console.note(LearningMessages.learnedAgain(outcome.kept ?? outcome.learned))
    } catch ConsoleError.interrupted {
      console.warn(LearningMessages.againInterrupted)
    } catch {
      console.warn(LearningMessages.againFailed(Explanation(of: error).what))
    }
  }

  /// Says in one line where much is new since this person was learned, for commands that use what was.
  ///
  /// - Parameters:
  ///   - vault: The open vault.
  ///   - learned: What it has for the model.
  ///   - fingerprint: The model's.
  func noteWhatIsNew(in vault: Vault, learned: LearnedPersona?, model fingerprint: [UInt8]) {
    // Settings that cannot be read are no reason not to write.
    let settings = (try? LearningSettings.load(from: vault)) ?? LearningSettings()
    let due = LearningDue(vault.ownEntries, learned: learned, settings: settings, model: fingerprint)
    if let reason = LearningMessages.due(due) { console.note(reason) }
  }
}
