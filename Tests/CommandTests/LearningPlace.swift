// LearningPlace.swift: what tests of learning with a plug begin with.

import Foundation
import Testing

extension Workplace {
  /// A vault of sixteen lines, the models of the fixtures, and a plug for them with the name tiny.
  static func forLearningWithAPlug() throws -> Workplace {
    let place = try Workplace()
    try place.installModels()
    // Of entries written at one time, chance would choose those that are kept aside.
    let lines = (1...16).map {
      "{\"written\":\"2026-01-\(9 + $0)\",\"text\":\"Line \($0) of mine, on the garden and the tea.\"}\n"
    }
    let prepared = [
      try place.run("import", "-", input: .bytes(Array(lines.joined().utf8))),
      try place.trainPlug("tiny"), try place.run("plug", "add", "tiny.plug"),
    ]
    if let failed = prepared.first(where: { $0.code != 0 }) { throw Unprepared(outcome: failed) }
    return place
  }

  /// Trains a plug of one row for one step, as a file with this name on the desk.
  func trainPlug(_ name: String, _ options: String...) throws -> Outcome {
    let words = ["--authors", Program.examples, "--out", "\(name).plug", "--rows", "1", "--steps", "1"]
    return try start(["plug", "train"] + words + options).wait()
  }
}
