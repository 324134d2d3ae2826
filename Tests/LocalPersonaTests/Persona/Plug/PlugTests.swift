import Foundation
import Testing

@testable import LocalPersona

@Suite("the persona plug")
struct PlugTests {
  private func closest(_ left: [Float], _ right: [Float]) -> Float {
    #expect(left.count == right.count)
    return zip(left, right).map { abs($0 - $1) }.max() ?? 0
  }

  @Test(arguments: PlugSettings.Aggregator.allCases, PlugSettings.InstructionSource.allCases)
  func givesTheMeanAuthorExactlyTheInstruction(
    aggregator: PlugSettings.Aggregator, source: PlugSettings.InstructionSource
  ) throws {
    var sample = PlugSample(seed: 1)
    for standardises in [true, false] {
      let plug = sample.trained(
        PlugSample.settings(.residual, aggregator, source, standardises: standardises))
      var only = sample.fresh(PlugSample.settings(.instructionOnly, .mean, source))
      let count = only.parameters.values.count
      only.parameters.values = Array(plug.parameters.values[..<count])
      let mean = plug.statistics.mean
      let query = sample.numbers(PlugSample.inputDimension)
      #expect(plug.meanRows == only.meanRows)
      #expect(plug.softRows(for: PersonaInput(items: [mean, mean, mean], query: query)) == plug.meanRows)
      #expect(plug.softRows(for: sample.input(3)) != plug.meanRows)
    }
  }

  @Test(arguments: PlugSample.allSettings)
  func makesTheSameRowsWhenFolded(settings: PlugSettings) {
    var sample = PlugSample(seed: 9)
    let plug = sample.trained(settings), folded = plug.folded
    let isFolded = settings.form != .published
    #expect(folded.settings.instructionSource == (isFolded ? .rows : settings.instructionSource))
    #expect(closest(folded.meanRows, plug.meanRows) < 1e-6)
    for count in [1, 4] {
      let input = sample.input(count)
      #expect(closest(folded.softRows(for: input), plug.softRows(for: input)) < 1e-5)
    }
  }

  @Test func takesThePersonaOfAPlugThatMakesItTheSameWayOnly() {
    var sample = PlugSample(seed: 10)
    let trained = sample.trained(PlugSample.settings(.residual)), input = sample.input(3)
    var other = sample.fresh(PlugSample.settings(.residual, .mean, .projected), rows: trained.meanRows)
    #expect(other.softRows(for: input) == other.meanRows)
    other.takePersona(from: trained)
    #expect(closest(other.softRows(for: input), trained.softRows(for: input)) < 1e-5)
    for settings in [PlugSample.settings(.published), PlugSample.settings(.residual, standardises: false)] {
      let untouched = sample.fresh(settings)
      var asked = untouched
      asked.takePersona(from: trained)
      #expect(asked == untouched)
    }
  }

  @Test(arguments: PlugSample.allSettings.filter { $0.recencyDecay == 0 && $0.aggregator == .mean })
  func doesNotCareForTheOrderOfAMean(settings: PlugSettings) {
    var sample = PlugSample(seed: 2)
    let plug = sample.trained(settings)
    let input = sample.input(6)
    let reversed = PersonaInput(items: input.items.reversed())
    #expect(closest(plug.softRows(for: input), plug.softRows(for: reversed)) < 1e-5)
  }

  @Test(arguments: PlugSample.allSettings)
  func isDeterminedByItsSeed(settings: PlugSettings) {
    let plugs = [UInt64(7), 7, 8].map { seed in
      var sample = PlugSample(seed: 3)
      return sample.fresh(settings, seed: seed)
    }
    #expect(plugs[0] == plugs[1])
    #expect(plugs[0] != plugs[2])
  }

  @Test(arguments: PlugSettings.InstructionSource.allCases)
  func startsAsTheRowsItIsGivenForAnybody(source: PlugSettings.InstructionSource) {
    var sample = PlugSample(seed: 4)
    let rows = sample.numbers(2 * PlugSample.embeddingLength)
    let plug = sample.fresh(PlugSample.settings(.residual, .mean, source), rows: rows)
    #expect(closest(plug.softRows(for: sample.input(4)), rows) < 1e-6)
  }

  @Test func isThePaperMadeOfItsEquations() throws {
    var sample = PlugSample(seed: 5)
    var settings = PlugSettings.published
    settings.hiddenCount = 4
    let plug = sample.trained(settings)
    let input = sample.input(3)
    func tensor(_ name: PlugTensorName) throws -> [Double] {
      plug.parameters.values[try #require(plug.parameters.range(of: name))].map { Double($0) }
    }
    func normalised(_ vector: [Double]) -> [Double] {
      let norm = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return vector.map { $0 / norm }
    }
    func product(_ vector: [Double], _ matrix: [Double], _ width: Int) -> [Double] {
      (0..<width).map { column in
        vector.indices.reduce(0) { $0 + vector[$1] * matrix[$1 * width + column] }
      }
    }
    let x = try normalised(product(try #require(input.query).map { Double($0) }, tensor(.query), 5))
    let items = input.items.map { normalised($0.map { Double($0) }) }
    let powers = items.map { item in exp(zip(item, x).reduce(0) { $0 + $1.0 * $1.1 }) }
    let weights = powers.map { $0 / powers.reduce(0, +) }
    var persona = [Double](repeating: 0, count: 3)
    for (item, weight) in zip(items, weights) {
      let inner = product(item.map { $0 * 5.0.squareRoot() }, try tensor(.projectorInner), 4)
      let hidden = zip(inner, try tensor(.projectorInnerBias)).map { pair in
        let a = pair.0 + pair.1
        return a * 0.5 * (1 + erf(a / 2.0.squareRoot()))
      }
      let outer = zip(product(hidden, try tensor(.projectorOuter), 3), try tensor(.projectorOuterBias))
      for (index, pair) in outer.enumerated() { persona[index] += weight * (pair.0 + pair.1) }
    }
    let activations = plug.forward(input)
    #expect(plug.softCount == 2 && activations.softRows.count == 6)
    #expect(closest(activations.weights, weights.map { Float($0) }) < 1e-5)
    #expect(closest(Array(activations.softRows[3...]), persona.map { Float($0 / 2) }) < 1e-5)
    #expect(Array(activations.softRows[..<3]) == Array(plug.meanRows[..<3]))
  }

  @Test func weighsWhatIsCloseToTheBriefMoreThanWhatIsFar() {
    var sample = PlugSample(seed: 6)
    var settings = PlugSample.settings(.published, .attention, standardises: false)
    let near: [Float] = [1, 0, 0, 0, 0]
    let input = PersonaInput(items: [near, near.map { -$0 }], query: near)
    let ratios = [Float(1), 4].map { temperature in
      settings.temperature = temperature
      let weights = sample.fresh(settings).forward(input).weights
      return weights[0] / weights[1]
    }
    #expect(abs(ratios[0] - exp(2)) < 1e-4)
    #expect(abs(ratios[1] / exp(8) - 1) < 1e-4)
  }

  @Test func forgetsByTheYear() {
    var sample = PlugSample(seed: 7)
    let plug = sample.fresh(PlugSample.settings(.residual, recencyDecay: 0.5))
    let weights = plug.forward(PersonaInput(items: sample.vectors(2), ages: [4, 2])).weights
    #expect(abs(weights[1] / weights[0] - exp(1)) < 1e-5)
    #expect(abs(weights[0] + weights[1] - 1) < 1e-6)
  }

  @Test func boundsWhatOneStrangeFeatureCanDo() {
    var sample = PlugSample(seed: 8)
    let plug = sample.trained(PlugSample.settings(.residual))
    let rows = [Float(1e6), 1e9].map { value in
      var vector = plug.statistics.mean
      vector[2] += value
      return plug.softRows(for: PersonaInput(items: [vector]))
    }
    #expect(rows[0] == rows[1] && rows[0].allSatisfy { $0.isFinite })
  }

  @Test func survivesVectorsWithoutADirection() {
    var sample = PlugSample(seed: 9)
    let zero = [Float](repeating: 0, count: PlugSample.inputDimension)
    for settings in PlugSample.allSettings {
      let plug = sample.trained(settings)
      let activations = plug.forward(PersonaInput(items: [zero, zero], query: zero))
      var total = [Float](repeating: 0, count: plug.parameters.values.count)
      plug.backward(activations, gradient: activations.softRows, into: &total)
      #expect((activations.softRows + total).allSatisfy { $0.isFinite })
    }
  }

  @Test func tellsSettingsThatMakeNoPlug() {
    #expect(PlugSettings.published.isConsistent && PlugSettings.standard.isConsistent)
    #expect(PlugSettings.instructionOnly(4, source: .projected).isConsistent)
    var settings = PlugSettings.standard
    settings.personaCount = 7
    #expect(!settings.isConsistent)
    settings = .published
    settings.temperature = .nan
    #expect(!settings.isConsistent)
  }

  @Test func laysItsTensorsOutWithoutGaps() {
    for settings in PlugSample.allSettings {
      let parameters = PlugParameters(settings: settings, inputDimension: 5, embeddingLength: 3)
      var end = 0
      for tensor in parameters.layout {
        #expect(tensor.range.lowerBound == end && tensor.range.count == tensor.shape.reduce(1, *))
        end = tensor.range.upperBound
      }
      #expect(end == parameters.values.count)
    }
  }
}
