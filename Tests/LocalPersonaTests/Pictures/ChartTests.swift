import Testing

@testable import LocalPersona

@Suite("pages of pictures")
struct SVGPageTests {
  @Test func theCheckerChecks() {
    #expect(PictureXML.elements(of: "<a b=\"c\"><d/>x &amp; y</a>\n") == ["a", "d"])
    for bad in ["<a>", "<a></b>", "<a>&</a>", "<a b=c/>", "<a b=\"<\"/>", "x & y<a/>", "<a b=\"&x\"/>"] {
      #expect(PictureXML.elements(of: bad) == nil, "\(bad)")
    }
  }

  @Test func escapesEverythingThatXMLMinds() {
    #expect(XMLText.escaped("a<b>&\"c'\n\u{0}\u{FFFE}é🙂") == "a&lt;b&gt;&amp;&quot;c&#39; \u{FFFD}\u{FFFD}é🙂")
  }

  @Test func isWellFormedWhateverItsWordsAre() throws {
    let words = "a<b>&\"c' \u{1}"
    let page = SVGPage(
      title: words, width: 10, height: 20, look: ".paper { fill: #fff }", darkLook: ".paper { fill: #000 }",
      body: [SVGElement.text(words, x: 1, y: 2, className: "soft", anchor: "end")])
    #expect(PictureXML.elements(of: page.text) == ["svg", "title", "style", "rect", "text"])
    #expect(page.text.contains("@media (prefers-color-scheme: dark)"))
  }
}

@Suite("charts")
struct ChartTests {
  private func difference(_ mean: Double, _ half: Double = 0.1) -> DifferenceInterval {
    DifferenceInterval(mean: mean, low: mean - half, high: mean + half)
  }

  @Test(
    arguments: [
      [-0.31, 0.02], [0, 0], [], [3], [-1e-12, 1e-12], [-250, -3], [1e8, -1e8], [0.05, 0.1],
    ] as [[Double]])
  func aScaleHoldsAllNumbersAndZero(values: [Double]) {
    let scale = ChartScale(covering: values)
    #expect((2...9).contains(scale.ticks.count), "\(scale)")
    #expect(scale.ticks.contains(0))
    #expect(zip(scale.ticks, scale.ticks.dropFirst()).allSatisfy { $0 < $1 })
    let slack = 1e-9 * (scale.ticks[1] - scale.ticks[0])
    for value in values {
      #expect(
        value >= scale.ticks[0] - slack && value <= (scale.ticks.last ?? 0) + slack, "\(value) in \(scale)")
      #expect((100...300).contains(scale.place(value, from: 100, to: 300)))
    }
  }

  @Test func aScaleHasRoundTicks() {
    let scale = ChartScale(covering: [-0.31, 0.02])
    #expect(scale.ticks.map(scale.label) == ["-0.4", "-0.3", "-0.2", "-0.1", "0.0", "0.1"])
    #expect(scale.place(-0.4, from: 0, to: 100) == 0 && scale.place(0.1, from: 0, to: 100) == 100)
    // Downwards as well: a picture begins at the top.
    #expect(scale.place(0, from: 100, to: 0) == 20)
  }

  @Test func barsAreAsLongAsTheirShares() throws {
    let shares = [0.5, 0.25, 0.125, 0.125]
    let chart = BarChart(
      title: "a <title>", caption: "c", rows: shares.map { BarChart.Row(label: "x & \($0)", share: $0) })
    let elements = try #require(PictureXML.elements(of: chart.page.text))
    // The ground and a bar each.
    #expect(elements.count { $0 == "rect" } == 5)
    let widths = chart.page.body.filter { $0.hasPrefix("<rect") }.compactMap { bar in
      bar.split(separator: " ").first { $0.hasPrefix("width=") }.flatMap { Int($0.dropFirst(7).dropLast()) }
    }
    #expect(widths.count == 4 && widths[0] > 0)
    for (width, share) in zip(widths, shares) {
      #expect(abs(Double(width) - share * 2 * Double(widths[0])) <= 1)
    }
    #expect(chart.page.text.contains(">12.50 %</text>") && chart.page.text.contains(">x &amp; 0.5</text>"))
    let empty = BarChart(title: "t", caption: "c", rows: [])
    #expect(PictureXML.elements(of: empty.page.text) != nil)
  }

  @Test func intervalsAreDrawnByWhatTheySay() throws {
    let chart = IntervalChart(
      title: "Strategies", caption: "below 0 is better",
      rows: [
        IntervalChart.Row(label: "own <b>", difference: difference(-0.3)),
        IntervalChart.Row(label: "worse", difference: difference(0.3)),
        IntervalChart.Row(label: "the same", difference: difference(0.05)),
      ])
    let text = chart.page.text
    let names = try #require(PictureXML.elements(of: text), "\(text)")
    #expect(names.count { $0 == "circle" } == 3)
    for className in ["gain", "loss", "open"] {
      #expect(text.contains("r=\"4\" class=\"\(className)\""), "\(text)")
    }
    #expect(text.contains("own &lt;b&gt;") && text.contains("-0.3000") && text.contains("+0.0500"))
    #expect(PictureXML.elements(of: IntervalChart(title: "", caption: "", rows: []).page.text) != nil)
  }

  @Test func linesHaveAPointForEachNumber() throws {
    let series = (0..<8).map { index in
      LineChart.Series(
        name: "line \(index)",
        points: [1, 4, 16].map { (number: $0, difference: difference(-0.01 * Double($0 + index))) })
    }
    let text = LineChart(title: "Gain", caption: "c", axisName: "passages", series: series).page.text
    let names = try #require(PictureXML.elements(of: text), "\(text)")
    // Three points and one of the legend for each line.
    #expect(names.count { $0 == "circle" } == 8 * 4)
    for label in [">1</text>", ">4</text>", ">16</text>", ">passages</text>", ">line 7</text>"] {
      #expect(text.contains(label), "\(label)")
    }
    let links = text.replacing("xmlns=\"http://www.w3.org/2000/svg\"", with: "")
    for word in ["http", "href", "url(", "@import", "<script"] { #expect(!links.contains(word), "\(word)") }
  }
}
