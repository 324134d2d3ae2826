// VoiceReading+JSON.swift: a voice for programs.

extension VoiceReading {
  /// Everything, with numbers in full.
  var json: JSONValue {
    .object([
      ("register", JSONValue(group?.name)),
      ("entryCount", JSONValue(profile.entryCount)),
      ("readCount", JSONValue(profile.readCount)),
      ("wordCount", JSONValue(profile.wordCount)),
      ("population", population),
      ("measures", .array(profile.standings.map(\.json))),
      ("more", .array(profile.terms.more.map(\.json))),
      ("less", .array(profile.terms.less.map(\.json))),
      ("letters", letters),
      ("british", JSONValue(profile.spelling.britishCount)),
      ("american", JSONValue(profile.spelling.americanCount)),
      ("emojiPerThousandWords", .number(profile.emojiRate)),
      ("registers", .array(registers.map(\.json))),
      ("habits", habits.json),
    ])
  }

  private var population: JSONValue {
    .object([
      ("authorCount", JSONValue(PopulationWords.authorCount)),
      ("wordCount", JSONValue(PopulationWords.wordCount)),
    ])
  }

  private var letters: JSONValue {
    .object([
      ("count", JSONValue(profile.ends.letterCount)),
      ("greetings", .array(profile.ends.greetings.map(\.json))),
      ("signOffs", .array(profile.ends.signOffs.map(\.json))),
    ])
  }
}

extension VoiceStanding {
  fileprivate var json: JSONValue {
    .object([
      ("name", .string("\(measure)")), ("value", .number(value)), ("shareOfOthersBelow", .number(share)),
      ("quantiles", .array(PopulationWords.quantiles[measure.rawValue].map(JSONValue.number))),
    ])
  }
}

extension VoiceTerm {
  fileprivate var json: JSONValue {
    .object([
      ("text", .string(text)), ("count", JSONValue(count)), ("entryCount", JSONValue(textCount)),
      ("ratio", .number(odds.ratio)), ("logOdds", .number(odds.difference)), ("z", .number(odds.z)),
    ])
  }
}

extension LetterLine {
  fileprivate var json: JSONValue { .object([("text", .string(text)), ("count", JSONValue(count))]) }
}

extension Register {
  fileprivate var json: JSONValue {
    .object([
      ("name", .string(group.name)), ("entryCount", JSONValue(entryCount)), ("chance", .number(chance)),
      ("habits", .array(habits.map(\.json))),
    ])
  }
}

extension RegisterHabit {
  fileprivate var json: JSONValue {
    .object([("habit", .string(text)), ("deviations", JSONValue(deviations))])
  }
}

extension VoiceHabits {
  /// What is pinned, and the text that says so.
  var json: JSONValue {
    .object([
      ("never", JSONValue(forbidden)), ("greeting", JSONValue(greeting)), ("signOff", JSONValue(signOff)),
      ("text", .string(text)),
    ])
  }
}
