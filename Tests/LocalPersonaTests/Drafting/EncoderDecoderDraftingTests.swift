// EncoderDecoderDraftingTests.swift: a T5 drafts as other models do, though its prompt goes another way.

import Foundation
import Inference
import Testing

@testable import LocalPersona

@Suite("drafting with an encoder-decoder")
struct EncoderDecoderDraftingTests {
  private let scratch: ScratchModels
  private let record: ModelRecord

  init() throws {
    scratch = try ScratchModels()
    record = try scratch.store.add(path: scratch.source("tiny-flan-t5.gguf"), name: "t5")
  }

  private func open() throws -> any LanguageModel {
    try record.open(threads: ThreadPool(threadCount: 1), layout: .automatic)
  }

  /// A prompt, ended as the layout ends it.
  private func prompt(_ model: any LanguageModel) throws -> PromptPlan {
    try PromptBuilder(model: model).plan(Brief("the cat on the mat", length: .short))
  }

  /// What the engine gives for the same prompt and the same tokens after it.
  private func expected(_ rows: [InputRow], then tokens: [TokenID]) throws -> [[Float]] {
    let model = try EncoderDecoder(
      file: GGUFFile(path: record.path), options: DecoderOptions(threads: ThreadPool(threadCount: 1)))
    let state = model.makeState(for: try model.encode(rows), capacity: 20)
    let start = model.configuration.decoderStart
    return try model.evaluate(([start] + tokens).map(InputRow.token), state: state, logits: .all)
  }

  @Test func theModelIsALanguageModelThatFollowsInstructions() throws {
    #expect(record.role == .decoder && record.architecture == "t5" && record.hasChatTemplate)
    let model = try open(), plan = try prompt(model)
    #expect(plan.shownText == "Write a short email to say this: the cat on the mat.\n\n</s>")
    #expect(plan.rows.last == model.tokenizer.token(named: "</s>").map(InputRow.token))
    #expect(plan.rows.filter { $0 == plan.rows.last }.count == 1)
    // Prompt and draft do not share their positions.
    #expect(model.promptLimit(draftTokenCount: 1000) == record.contextLength)
    let long = try PromptBuilder(model: PrefixCache(model)).plan(
      Brief("thanks", length: #require(DraftLength("2000"))))
    #expect(long.omission == nil)
  }

  @Test(arguments: [1, 3, 1000])
  func aPromptInPiecesGivesWhatItGivesAtOnce(pieceCount: Int) throws {
    let model = try open(), rows = try prompt(model).rows, tokens: [TokenID] = [5, 9, 7]
    let sequence = model.makeSequence(capacity: rows.count + 10)
    var logits: [[Float]] = []
    for start in stride(from: 0, to: rows.count, by: pieceCount) {
      logits.append(try sequence.append(Array(rows[start..<min(start + pieceCount, rows.count)])))
    }
    #expect(sequence.count == rows.count && logits.dropLast().allSatisfy(\.isEmpty))
    for token in tokens { logits.append(try sequence.append([.token(token)])) }
    #expect(sequence.count == rows.count + tokens.count)
    #expect(try logits.suffix(4) == expected(rows, then: tokens)[...])
  }

  @Test func goingBackForgetsWhatWasWrittenAndReadingOnGivesTheSame() throws {
    let model = try open(), rows = try prompt(model).rows
    let sequence = model.makeSequence(capacity: rows.count + 10)
    _ = try sequence.append(rows)
    let first = try sequence.append([.token(5)])
    _ = try sequence.append([.token(9)])
    sequence.truncate(to: rows.count)
    #expect(sequence.count == rows.count)
    #expect(try sequence.append([.token(5)]) == first)
    // Back into the prompt: the rest is read anew.
    sequence.truncate(to: rows.count - 2)
    #expect(sequence.count == rows.count - 2)
    _ = try sequence.append(Array(rows.suffix(2)))
    #expect(try sequence.append([.token(5)]) == first)
  }

  @Test func draftsThroughTheCacheOfPrefixesAreTheSame() throws {
    let model = try open(), plan = try prompt(model)
    let draft = { (model: any LanguageModel) in
      try Generator(
        model: model, sampling: SamplerSettings(temperature: 0.8, seed: 3), copies: CopyIndex([]),
        isInterrupted: { false }
      ).draft(plan, length: .short) { _ in }.text
    }
    let alone = try draft(model), cached = PrefixCache(model)
    #expect(!alone.isEmpty)
    #expect(try draft(cached) == alone)
    #expect(try draft(cached) == alone)
  }

  @Test func whatNeedsGradientsAndOtherLayoutsIsRefused() throws {
    let threads = ThreadPool(threadCount: 1)
    #expect(throws: ModelUseError.onlyDrafts(model: "t5")) { try InstalledModel(record, threads: threads) }
    #expect(throws: ModelUseError.hasOneLayout(model: "t5")) {
      try record.open(threads: threads, layout: .plain)
    }
    #expect(ModelUseError.onlyDrafts(model: "t5").explanation.what.contains("'t5'"))
  }
}
