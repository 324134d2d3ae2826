// DraftingPlace.swift: what tests of drafts begin with, and the JSON object that a command printed.

import Foundation
import Testing

extension Workplace {
  /// A vault of a mail and a note, with the models of the fixtures.
  static func forDrafting() throws -> Workplace {
    let place = try Workplace()
    try place.installModels()
    _ = try place.add("Dear Ann, the garden is green and the train was late.", "--kind", "mail")
    _ = try place.add("The soup is at seven, bring bread and a good story.", "--kind", "note")
    return place
  }
}

/// What a command that succeeded printed with `--json`.
func object(in outcome: Outcome) throws -> [String: Any] {
  #expect(outcome.code == 0, "\(outcome)")
  let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
  return try #require(value as? [String: Any])
}
