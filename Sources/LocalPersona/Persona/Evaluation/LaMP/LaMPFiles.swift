// LaMPFiles.swift: the official files of LaMP: questions, read one at a time, since a file may have
// gigabytes, and outputs, {"task": "LaMP_4", "golds": [{"id": …, "output": …}]}, which predictions are
// written as, too.

/// Reads the questions of a file, one at a time.
struct LaMPQuestionReader<Source: PieceSource & ~Copyable>: ~Copyable where Source.Failure == CallError {
  private var elements: JSONArrayReader<Source>
  private let task: LaMPTask
  private let path: String
  private var known: Set<String> = []

  /// Reads `source`, which errors call `path`.
  init(_ source: consuming Source, task: LaMPTask, path: String) {
    elements = JSONArrayReader(source)
    self.task = task
    self.path = path
  }

  /// The next question, or nil at the end.
  ///
  /// - Throws: ``LaMPError``, which names file, byte and field.
  mutating func next() throws(LaMPError) -> LaMPQuestion? {
    let element: JSONArrayElement?
    do throws(JSONArrayError<CallError>) {
      element = try elements.next()
    } catch {
      throw LaMPError(error, path: path)
    }
    guard let element else { return nil }
    let question: LaMPQuestion
    do throws(LaMPFieldError) {
      question = try LaMPQuestion(element.value, task: task)
    } catch {
      throw .field(error, path: path, offset: element.offset)
    }
    guard known.insert(question.id).inserted else {
      throw .repeatedID(question.id, path: path, offset: element.offset)
    }
    return question
  }
}

/// Answers by the id of their question.
struct LaMPOutputs: Equatable, Sendable {
  /// The largest file of outputs, in bytes: the official ones have a few megabytes.
  static let byteLimit = 1 << 26

  private(set) var answers: [String: String] = [:]

  /// Reads the outputs of `task` out of the file at `path`.
  ///
  /// - Throws: ``LaMPError``.
  init(path: String, task: LaMPTask) throws(LaMPError) {
    let bytes: [UInt8]
    do throws(CallError) {
      bytes = try SourceFile(path: path, followsLinks: true).readAll(limit: Self.byteLimit)
    } catch {
      throw .unreadable(path: path, error)
    }
    try self.init(bytes, task: task, path: path)
  }

  /// Reads outputs that are in memory; errors call them `path`.
  ///
  /// - Throws: ``LaMPError``.
  init(_ bytes: [UInt8], task: LaMPTask, path: String) throws(LaMPError) {
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONValue.parse(bytes, limits: JSONValue.Limits(byteCount: Self.byteLimit))
    } catch {
      throw .invalidJSON(error, path: path)
    }
    guard let name = value["task"]?.string, let golds = value["golds"]?.array else {
      throw .notOutputs(path: path)
    }
    guard name == task.officialName else { throw .otherTask(name, asked: task, path: path) }
    for (index, gold) in golds.enumerated() {
      guard let id = Self.text(gold["id"]), let output = Self.text(gold["output"]) else {
        throw .incompleteOutput(index: index, path: path)
      }
      answers[id] = output
    }
  }

  /// A file of outputs, or of predictions, as bytes.
  ///
  /// - Parameters:
  ///   - answers: Ids and answers in order.
  ///   - task: Whose.
  /// - Returns: One line of JSON.
  static func file(_ answers: [(id: String, output: String)], task: LaMPTask) -> [UInt8] {
    let golds = answers.map { JSONValue.object([("id", .string($0.id)), ("output", .string($0.output))]) }
    let value = JSONValue.object([("task", .string(task.officialName)), ("golds", .array(golds))])
    return Array(value.text.utf8) + [UInt8(ascii: "\n")]
  }

  private static func text(_ value: JSONValue?) -> String? {
    switch value {
    case .string(let text): text
    case .integer(let number): String(number)
    case .number(let number): number.description
    default: nil
    }
  }
}
