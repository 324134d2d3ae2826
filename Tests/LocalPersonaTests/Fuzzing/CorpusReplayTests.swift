// CorpusReplayTests.swift: the inputs in Fuzz/Corpus and Fuzz/Regressions, and changes of them, go through
// the parsers without libFuzzer. Oracles is a link to Fuzz/Oracles: the rules are those of the fuzzer.

import Foundation
import Testing

@testable import LocalPersona

@Suite("fuzz corpus")
struct CorpusReplayTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fuzz")

  /// How many changed inputs a parser gets where 2000 would take long: all together take seconds.
  private static let inputCounts = [
    "age-armor": 300, "age-header": 300, "age-keys": 300, "age-payload": 50, "character-map": 300,
    "dayone-journal": 500, "decoder-folder": 100, "export-lines": 300, "front-matter": 300, "gguf": 300,
    "lamp-questions": 200, "mail-message": 500, "packed-weights": 500, "recovery-words": 500,
    "safetensors": 500, "segment": 300,
    "tokenizer-file": 300, "whatsapp-chat": 500,
  ]

  private static func inputs(_ kind: String, of target: FuzzTarget) throws -> [(name: String, bytes: [UInt8])]
  {
    let folder = folder.appending(path: "\(kind)/\(target.name)")
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
      (name, Array(try Data(contentsOf: folder.appending(path: name))))
    }
  }

  /// Feeds `bytes` to the parser; a rule that is broken is an issue, with the input.
  @discardableResult
  private static func check(_ bytes: [UInt8], _ target: FuzzTarget, _ name: String) -> Verdict {
    do throws(OracleFailure) {
      return try target.check(bytes)
    } catch {
      Issue.record(
        "\(target.name), \(name): not so: \(error); in base64: \(Data(bytes).base64EncodedString())")
      return .refused
    }
  }

  @Test func everyFolderBelongsToATarget() throws {
    let names = Set(FuzzTarget.all.map(\.name))
    #expect(names.count == FuzzTarget.all.count)
    let seeds = try FileManager.default.contentsOfDirectory(
      atPath: Self.folder.appending(path: "Corpus").path)
    #expect(Set(seeds) == names)
    let regressions = try FileManager.default.contentsOfDirectory(
      atPath: Self.folder.appending(path: "Regressions").path)
    #expect(Set(regressions).isSubset(of: names))
  }

  @Test(arguments: FuzzTarget.all)
  func seedsGetBehindTheFirstCheck(target: FuzzTarget) throws {
    let verdicts = try Self.inputs("Corpus", of: target).map { Self.check($0.bytes, target, $0.name) }
    #expect(verdicts.contains(.accepted), "no seed of \(target.name) is taken")
  }

  /// What is refused as it is would be fuzzed for nothing.
  @Test(arguments: [
    "byte-level", "word-piece", "sentence-piece", "rounded-decoder", "encoder", "rounded-encoder",
    "encoder-decoder", "rounded-encoder-decoder", "encoder-first-token", "encoder-narrow-heads",
    "encoder-decoder-other-start",
  ])
  func everySmallModelIsTaken(name: String) throws {
    let target = try #require(FuzzTarget.all.first { $0.name == "gguf" })
    let seeds = try Self.inputs("Corpus", of: target)
    let seed = try #require(seeds.first { $0.name == name })
    #expect(Self.check(seed.bytes, target, name) == .accepted)
  }

  /// For which field each is refused: Tests/InferenceTests/GGUF/KnownHoleTests.swift.
  @Test func everyKnownHoleOfModelFilesIsRefusedOrHarmless() throws {
    let target = try #require(FuzzTarget.all.first { $0.name == "gguf" })
    let files = try Self.inputs("Regressions", of: target)
    #expect(files.count >= 24)
    for file in files {
      // Templates are never run, so that a model is none the worse for a program in its.
      let isHarmless = file.name == "cve-2024-34359-template-that-is-a-program"
      let expected: Verdict = isHarmless ? .accepted : .refused
      #expect(Self.check(file.bytes, target, file.name) == expected, "\(file.name)")
    }
  }

  @Test(arguments: FuzzTarget.all)
  func whatOnceFailedDoesNotFailAgain(target: FuzzTarget) throws {
    for input in try Self.inputs("Regressions", of: target) { Self.check(input.bytes, target, input.name) }
  }

  @Test(arguments: FuzzTarget.all)
  func changedSeedsBreakNoRule(target: FuzzTarget) throws {
    let seeds = try (Self.inputs("Corpus", of: target) + Self.inputs("Regressions", of: target)).map(\.bytes)
    var mutator = InputMutator(seed: 5)
    for number in 0..<(Self.inputCounts[target.name] ?? 2000) {
      Self.check(mutator.next(of: seeds), target, "change \(number)")
    }
  }
}

extension FuzzTarget: CustomTestStringConvertible {
  /// The name, for the list of cases.
  var testDescription: String { name }
}
