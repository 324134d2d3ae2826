import Testing

@testable import LocalPersona

@Suite("comparison table")
struct ComparisonTableTests {
  private let means: ComparisonTable.Means = [
    "none": ["ann": 3.0, "bob": 4.0, "cyd": 5.0],
    "own": ["ann": 2.5, "bob": 4.0, "cyd": 5.25],
    "kindred": ["ann": 2.75],
  ]

  @Test func comparesByAuthor() throws {
    let table = ComparisonTable([("none", nil), ("own", "none")], means: means, seed: 1)
    #expect(table.rows.count == 2)
    #expect(table.rows[0].difference == nil)
    let own = table.rows[1]
    #expect(abs(own.mean - 11.75 / 3) < 1e-12)
    let difference = try #require(own.difference)
    #expect(abs(difference.mean - (-0.25 / 3)) < 1e-12)
    #expect([own.wins, own.losses, own.ties] == [1, 1, 1])
  }

  @Test func comparesAuthorsWhoHaveBothOnly() {
    let table = ComparisonTable([("own", "kindred"), ("absent", "none")], means: means, seed: 1)
    #expect(table.rows.count == 1)
    #expect(table.rows[0].authorCount == 3)
    #expect(table.rows[0].difference?.mean == -0.25)
    #expect(table.rows[0].wins == 1)
  }

  @Test func showsALossThatIsNoNumber() {
    let means: ComparisonTable.Means = ["none": ["ann": 3], "own": ["ann": .nan]]
    let table = ComparisonTable([("own", "none")], means: means, seed: 1)
    #expect(table.lines(style: Style(isColoured: false))[1].contains("not finite"))
  }

  @Test func isTheSameAsTextMarkdownAndJSON() {
    let table = ComparisonTable([("none", nil), ("own", "none")], means: means, seed: 1)
    let lines = table.lines(style: Style(isColoured: false))
    #expect(lines.count == 3)
    #expect(lines[2].contains("3.9167") && lines[2].contains("-0.0833") && lines[2].contains("1/1/1"))
    #expect(table.markdown.split(separator: "\n").allSatisfy { $0.count { $0 == "|" } == 8 })
    #expect(table.markdown.contains("| own | 3.9167 | 3 | none | -0.0833 |"))
    #expect(table.json.array?[1]["better"]?.integer == 1)
    #expect(table.json.array?[0]["difference"] == nil)
  }

  @Test func isOverEntriesWhereThatIsSaid() {
    let pairs: [(strategy: String, reference: String?)] = [("none", nil), ("own", "none")]
    let table = ComparisonTable(pairs, means: means, seed: 1, unit: .entry)
    #expect(table.lines(style: Style(isColoured: false))[0].contains("entries"))
    #expect(table.markdown.contains("| entries |") && !table.markdown.contains("authors"))
    #expect(table.json.array?[1]["entries"]?.integer == 3)
  }

  @Test func tellsWhatCanBeDrawn() {
    var means = means
    means["far"] = ["ann": 1e12]
    let pairs: [(strategy: String, reference: String?)] = [
      ("none", nil), ("own", "none"), ("own", "kindred"), ("far", "none"),
    ]
    let differences = ComparisonTable(pairs, means: means, seed: 1).differences(from: "none")
    #expect(Set(differences.keys) == ["own"])
    #expect(abs((differences["own"]?.mean ?? 0) + 0.25 / 3) < 1e-12)
  }
}
