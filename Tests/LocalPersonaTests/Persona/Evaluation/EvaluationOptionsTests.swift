import Testing

@testable import LocalPersona

@Suite("options of an evaluation")
struct EvaluationOptionsTests {
  @Test func readsNumbersOfExamples() throws {
    #expect(try EvaluationOptions.exampleCounts("1,4") == [1, 4])
    #expect(try EvaluationOptions.exampleCounts("4,1,4") == [1, 4])
    #expect(try EvaluationOptions.exampleCounts("0") == [])
    for text in ["", "1,", "9", "-1", "one", "1,2,3,4,5"] {
      #expect(throws: EvaluationError.invalidExamples(text)) { try EvaluationOptions.exampleCounts(text) }
    }
  }

  @Test func readsLengthsOfHistories() throws {
    #expect(try EvaluationOptions.historyCounts("32") == [32])
    #expect(try EvaluationOptions.historyCounts("16,1,4,4") == [1, 4, 16])
    for text in ["", "0", "4,", "-1", "1001", "all", "1,2,3,4,5,6,7,8,9"] {
      #expect(throws: EvaluationError.invalidHistory(text)) { try EvaluationOptions.historyCounts(text) }
    }
  }

  @Test func readsNumbersOfPassagesNearestToTheBrief() throws {
    #expect(try EvaluationOptions.nearestCounts("1,2,4,8,all") == [1, 2, 4, 8])
    #expect(try EvaluationOptions.nearestCounts("4,1,4") == [1, 4])
    #expect(try EvaluationOptions.nearestCounts("all") == [])
    for text in ["", "0", "4,", "-1", "1001", "most", "1,2,3,4,5,6,7,8,9"] {
      #expect(throws: EvaluationError.invalidNearest(text)) { try EvaluationOptions.nearestCounts(text) }
    }
  }

  @Test func readsWhoseWeightsAreDrawn() throws {
    #expect(try EvaluationOptions.attention("ann:12") == AttentionTarget(author: "ann", passage: 12))
    #expect(try EvaluationOptions.attention("a:b:0") == AttentionTarget(author: "a:b", passage: 0))
    for text in ["", "ann", "ann:", ":1", "ann:-1", "ann:one"] {
      #expect(throws: EvaluationError.invalidAttention(text)) { try EvaluationOptions.attention(text) }
    }
  }

  @Test func readsSmoothing() throws {
    let expected = TermSmoothing(tokens: 1e6, pairs: 3000, triples: 1.5)
    #expect(try EvaluationOptions.smoothing("1e6,3000,1.5") == expected)
    for text in ["", "1,2", "1,2,0.5", "1,2,-3", "1,2,3,4", "1,,2,3", "1,2,inf"] {
      #expect(throws: EvaluationError.invalidSmoothing(text)) { try EvaluationOptions.smoothing(text) }
    }
  }

  @Test func readsNumbersOfSteps() throws {
    #expect(try EvaluationOptions.stepCounts("10,20,40,80") == [10, 20, 40, 80])
    #expect(try EvaluationOptions.stepCounts("20,0,10,20") == [10, 20])
    for text in ["", "0", "10,", "-1", "1001", "ten", "1,2,3,4,5,6,7,8,9"] {
      #expect(throws: EvaluationError.invalidSteps(text)) { try EvaluationOptions.stepCounts(text) }
    }
  }

  @Test func readsWaysToTune() throws {
    let methods = try EvaluationOptions.tuningMethods("lora4,prefix,lora8:0.002,lora4,prefix:1e-3")
    #expect(methods.map(\.kind) == [.lowRank(rank: 4), .prefix, .lowRank(rank: 8), .prefix])
    #expect(methods.map(\.rate) == [1e-3, 1e-2, 0.002, 1e-3])
    for text in [
      "", "lora", "lora0", "lora65", "lora8,", "lora8:", "lora8:0", "lora8:2", "lora8:1e-60", "lora8:1:1",
      "qlora8",
      "prefix8", "lora1,lora2,lora3,lora4,lora5,lora6,lora7,lora8,lora9",
    ] {
      #expect(throws: EvaluationError.invalidTuning(text)) { try EvaluationOptions.tuningMethods(text) }
    }
  }

  @Test func tellsPlugsOfOneNameApart() {
    #expect(EvaluationOptions.distinct(["a", "b", "a", "a"]) == ["a", "b", "a (2)", "a (3)"])
  }
}
