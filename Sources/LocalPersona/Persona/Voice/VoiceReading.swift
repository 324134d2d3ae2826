// VoiceReading.swift: everything that is shown of a voice, whatever shows it.

/// A profile with what belongs to it.
struct VoiceReading {
  let profile: VoiceProfile

  /// The group of entries that was asked about; nil for all.
  let group: EntryGroup?

  /// The registers of all entries; none where one group was asked about.
  let registers: [Register]

  /// What is pinned.
  let habits: VoiceHabits

  /// Reads `entries`.
  ///
  /// - Parameters:
  ///   - entries: All of the vault that the person wrote: drafts of the tool say nothing of a voice.
  ///   - group: The group to read; nil for all.
  ///   - habits: What is pinned.
  /// - Throws: ``VoiceError/noSuchGroup(_:)`` where no entry is in it.
  init(_ entries: [Entry], group: EntryGroup?, habits: VoiceHabits) throws(VoiceError) {
    let members = group?.members(of: entries) ?? entries
    if let group, members.isEmpty { throw .noSuchGroup(group.name) }
    self.group = group
    self.habits = habits
    profile = VoiceProfile(members)
    registers = group == nil ? Registers(entries).found() : []
  }
}

/// Why a voice cannot be shown.
enum VoiceError: Error, Equatable {
  /// No entry has this kind, recipient or tag.
  case noSuchGroup(String)

  /// An option that only 'voice edit' takes.
  case onlyForEditing(option: String)

  /// An option that 'voice edit' does not take.
  case notForEditing(option: String)

  /// What is to be pinned is an empty file.
  case nothingGiven

  /// Another command pinned habits while these were in the editor.
  case changedMeanwhile
}
