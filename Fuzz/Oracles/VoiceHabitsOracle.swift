// VoiceHabitsOracle.swift: the lines of pinned habits: what is taken is taken again and contradicts nothing,
// and what is refused is refused for a line that is there.

@testable import LocalPersona

enum VoiceHabitsOracle {
  static func check(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    guard let text = String(validating: bytes, as: UTF8.self) else { return .refused }
    let habits: VoiceHabits
    do throws(VoiceHabitsError) {
      habits = try VoiceHabits(parsing: text)
    } catch {
      try require(error.explanation.exitCode == .invalidInput, "what is wrong is the text")
      return .refused
    }
    try require(Array(habits.text.utf8) == bytes, "the text is kept to the byte")
    try require(
      habits.forbidden.count <= VoiceHabits.maximumForbiddenCount, "no more than the limit is forbidden")
    for phrase in habits.forbidden + [habits.greeting, habits.signOff].compactMap(\.self) {
      try require(!WordScanner.words(of: phrase).isEmpty, "whatever is taken has a word")
      try require(phrase.utf8.count <= VoiceHabits.maximumValueByteCount, "nothing is longer than the limit")
    }
    return .accepted
  }
}
