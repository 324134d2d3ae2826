import Testing

@testable import LocalPersona

@Suite("choices beside a preset")
struct PlugChoicesTests {
  private func settings(_ preset: PlugPreset) -> PlugSettings {
    preset.settings(rows: nil, encoder: nil, embeddingLength: 12)
  }

  @Test(arguments: PlugPreset.allCases)
  func noneLeaveAPresetAsItIs(preset: PlugPreset) throws {
    #expect(try PlugChoices().applied(to: settings(preset)) == settings(preset))
    #expect(PlugChoices().words.isEmpty)
  }

  @Test(arguments: [PlugPreset.standard, .published])
  func eachChangesWhatItNames(preset: PlugPreset) throws {
    let choices = PlugChoices(
      aggregator: .attention, temperature: 4, learnsTemperature: true, recencyDecay: 0.5, standardises: false)
    var expected = settings(preset)
    (expected.aggregator, expected.temperature, expected.learnsTemperature) = (.attention, 4, true)
    (expected.recencyDecay, expected.standardises) = (0.5, false)
    let changed = try choices.applied(to: settings(preset))
    #expect(changed == expected && changed.isConsistent)
    #expect(
      choices.words
        == "--aggregator attention --temperature 4.0 --learn-temperature --recency-decay 0.5 --standardise no"
    )
  }

  @Test func theMeanTakesThePlaceOfThePapersAttention() throws {
    let changed = try PlugChoices(aggregator: .mean, standardises: true).applied(to: settings(.published))
    #expect(changed.aggregator == .mean && changed.standardises && changed.isConsistent)
  }

  @Test func whatDoesNotGoTogetherIsRefused() {
    let alone = PlugChoices(temperature: 4)
    #expect(throws: TrainingError.needsAttention(option: "--temperature")) {
      try alone.applied(to: settings(.standard))
    }
    #expect(throws: TrainingError.needsAttention(option: "--learn-temperature")) {
      try PlugChoices(aggregator: .mean, learnsTemperature: true).applied(to: settings(.published))
    }
    for preset in [PlugPreset.instruction, .instructionProjected] {
      #expect(throws: TrainingError.readsNoHistory(option: "--recency-decay")) {
        try PlugChoices(recencyDecay: 1).applied(to: settings(preset))
      }
    }
    for error in [TrainingError.needsAttention(option: "--temperature"), .readsNoHistory(option: "--x")] {
      #expect(error.explanation.exitCode == .usage && error.explanation.next != nil)
    }
  }
}
