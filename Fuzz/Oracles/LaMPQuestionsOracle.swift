// LaMPQuestionsOracle.swift: files of questions, read element by element: what the reader says of an array is
// what the parser says of the whole, however the bytes come; and no question traps.

import Inference

@testable import LocalPersona

/// Bytes as a file gives them.
final class ByteSource: PieceSource {
  typealias Failure = CallError

  private let bytes: BytesInPieces

  /// Gives `pieceByteCount` bytes at a time.
  init(_ bytes: [UInt8], pieceByteCount: Int = .max) {
    self.bytes = BytesInPieces(bytes, pieceByteCount: pieceByteCount)
  }

  /// The next bytes.
  func readPiece() throws(CallError) -> [UInt8] { bytes.next(.max) }
}

enum LaMPQuestionsOracle {
  /// What reading element by element gave.
  private struct Reading {
    var elements: [JSONValue] = []
    var isComplete = false
  }

  static func check(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    let reading = try read(bytes, pieceByteCount: .max)
    for count in [1, 7] {
      let pieces = try read(bytes, pieceByteCount: count)
      try require(
        pieces.isComplete == reading.isComplete && pieces.elements == reading.elements,
        "pieces of \(count) bytes make no difference")
    }
    // An element may be as deep as a text of its own.
    let deeper = JSONValue.Limits(depth: JSONValue.Limits().depth + 1)
    let whole = (try? JSONValue.parse(bytes, limits: deeper))?.array
    try require(reading.isComplete == (whole != nil), "an array is read to its end where all of it is JSON")
    if let whole { try require(reading.elements == whole, "elements are those of the whole array") }
    for task in LaMPTask.allCases { _ = try? LaMPOutputs(bytes, task: task, path: "") }
    var isTaken = false
    for element in reading.elements {
      if try isQuestion(element) { isTaken = true }
    }
    return reading.isComplete && isTaken ? .accepted : .refused
  }

  private static func read(_ bytes: [UInt8], pieceByteCount: Int) throws(OracleFailure) -> Reading {
    var reader = JSONArrayReader(ByteSource(bytes, pieceByteCount: pieceByteCount))
    var reading = Reading()
    do throws(JSONArrayError<CallError>) {
      while let element = try reader.next() {
        reading.elements.append(element.value)
      }
      reading.isComplete = true
    } catch {
      let place =
        switch error {
        case .source: -1
        case .invalid(let error): error.offset
        case .notAnArray(let offset), .elementTooLong(let offset, _): offset
        }
      try require((0...bytes.count).contains(place), "an error is at a place in the file")
    }
    return reading
  }

  private static func isQuestion(_ value: JSONValue) throws(OracleFailure) -> Bool {
    var isTaken = false
    for task in LaMPTask.allCases {
      guard let question = try? LaMPQuestion(value, task: task) else { continue }
      isTaken = true
      try require(question.profile.count == value["profile"]?.array?.count, "no item is lost")
      try require(!task.content(of: question.input).isEmpty, "every question has content")
      _ = task.query(of: question.input)
      let prompts = LaMPPrompt(task: task, tokenizer: PlainBytes(), tokenLimit: 64)
      let prompt = prompts.text(question.input, showing: question.profile)
      try require(prompt.utf8.count <= 64, "a prompt keeps to its limit")
    }
    return isTaken
  }
}

/// Bytes as tokens.
private struct PlainBytes: Tokenizer {
  let vocabularyCount = 256
  let beginOfSequence: TokenID? = nil
  let endOfGeneration: Set<TokenID> = []

  func encode(_ text: String, addSpecial: Bool, parseSpecial: Bool) -> [TokenID] {
    text.utf8.map { TokenID($0) }
  }
  func bytes(of token: TokenID) -> [UInt8] { UInt8(exactly: token).map { [$0] } ?? [] }
  func isControl(_ token: TokenID) -> Bool { false }
  func token(named name: String) -> TokenID? { nil }
}
