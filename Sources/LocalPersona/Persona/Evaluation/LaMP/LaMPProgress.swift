// LaMPProgress.swift: the answers of a run that is not at its end, in FILE.partial beside the predictions:
// JSON Lines, what was asked for first, then a line for each question. Each line is on the disk before the
// next question is begun, so a run that was ended goes on where it was. A lock beside it keeps a second run
// away.

private import Crypto

/// A question that was answered, in each of the ways that are compared.
struct LaMPAnswered: Equatable, Sendable {
  var id: String
  var user: String
  var answers: [LaMPAnswer]
}

/// The file that answers are kept in.
final class LaMPProgress {
  /// Something that changes the answers, and so must be as it was.
  typealias Setting = (name: String, value: String)

  /// Where the file is.
  let path: String

  /// What was answered by earlier runs and this one, in the order of the questions.
  private(set) var answered: [LaMPAnswered] = []

  private let files: any FileStore
  private let file: any WritableFile
  private let lock: any FileLock
  private var offset: Int
  private var isFinished = false

  private static let byteLimit = 1 << 30

  /// Opens the file for the predictions at `output`, or makes it.
  ///
  /// - Parameters:
  ///   - output: Where the predictions will be.
  ///   - settings: What is asked for.
  ///   - wayCount: How many answers each question has.
  ///   - files: The file system.
  /// - Throws: ``LaMPError/running(path:)``, ``LaMPError/otherRun(path:name:)``,
  ///   ``LaMPError/damagedProgress(path:)``, `FileError`.
  init(output: String, settings: [Setting], wayCount: Int, files: any FileStore) throws {
    let place = ExportPath(output).path + ".partial"
    path = place
    self.files = files
    let note = Array("\(Syscalls.processID()) \(Syscalls.hostName())\n".utf8)
    guard case .acquired(let lock) = try files.lock(place + ".lock", note: note) else {
      throw LaMPError.running(path: place)
    }
    self.lock = lock
    do {
      let found = try LaMPProgress.lines(at: place, files: files)
      if let head = found.lines.first {
        try LaMPProgress.check(head, settings: settings, path: place)
        answered = try found.lines.dropFirst().map { line in
          guard let known = LaMPAnswered(line), known.answers.count == wayCount else {
            throw LaMPError.damagedProgress(path: place)
          }
          return known
        }
      }
      file = try found.isThere ? files.openForWriting(place) : files.create(place)
      offset = found.byteCount
      // A line without its end is what a crash leaves.
      if found.isThere { try file.truncate(to: offset) }
    } catch {
      lock.release()
      throw error
    }
    if offset == 0 { try append(line: LaMPProgress.head(settings)) }
  }

  deinit {
    try? file.close()
    // Without an answer there is nothing to go on from.
    if answered.isEmpty, !isFinished { try? remove() }
    lock.release()
  }

  /// Keeps the answers to the next question.
  ///
  /// - Throws: `FileError`.
  func append(_ question: LaMPAnswered) throws {
    try append(line: question.json)
    answered.append(question)
  }

  /// Removes the file, which has served.
  ///
  /// - Throws: `FileError`.
  func finish() throws {
    isFinished = true
    try file.close()
    try remove()
  }

  private func remove() throws {
    for path in [path, path + ".lock"] where try files.status(of: path) != nil {
      try files.removeFile(path)
    }
  }

  private func append(line: JSONValue) throws {
    let bytes = Array(line.text.utf8) + [UInt8(ascii: "\n")]
    try file.write(bytes.rawBytes, at: offset)
    try file.synchronize()
    offset += bytes.count
  }

  /// The whole lines of the file, and how many bytes they have.
  private static func lines(
    at path: String, files: any FileStore
  ) throws -> (lines: [JSONValue], byteCount: Int, isThere: Bool) {
    guard try files.status(of: path) != nil else { return ([], 0, false) }
    let bytes = try files.read(path, from: 0, maximumByteCount: byteLimit)
    guard let end = bytes.lastIndex(of: UInt8(ascii: "\n")) else { return ([], 0, true) }
    let lines = try bytes[..<end].split(separator: UInt8(ascii: "\n")).map { line in
      guard let value = try? JSONValue.parse(line) else { throw LaMPError.damagedProgress(path: path) }
      return value
    }
    return lines.isEmpty ? ([], 0, true) : (lines, end + 1, true)
  }

  private static func head(_ settings: [Setting]) -> JSONValue {
    .object([("settings", .object(settings.map { ($0.name, .string($0.value)) }))])
  }

  private static func check(_ head: JSONValue, settings: [Setting], path: String) throws(LaMPError) {
    guard let known = head["settings"] else { throw .damagedProgress(path: path) }
    for setting in settings where known[setting.name]?.string != setting.value {
      throw .otherRun(path: path, name: setting.name)
    }
  }
}

extension LaMPAnswered {
  /// Reads a line; nil where it is another one.
  fileprivate init?(_ value: JSONValue) {
    guard let id = value["id"]?.string, let user = value["user"]?.string, let found = value["answers"]?.array
    else { return nil }
    let answers = found.compactMap { answer -> LaMPAnswer? in
      guard let output = answer["output"]?.string, let words = answer["words"]?.integer,
        let copied = answer["copied"]?.integer
      else { return nil }
      return LaMPAnswer(
        output: output, copied: CopiedWords(wordCount: Int(words), copiedCount: Int(copied)))
    }
    guard answers.count == found.count else { return nil }
    self.init(id: id, user: user, answers: answers)
  }

  fileprivate var json: JSONValue {
    .object([
      ("id", .string(id)), ("user", .string(user)),
      (
        "answers",
        .array(
          answers.map { answer in
            .object([
              ("output", .string(answer.output)), ("words", JSONValue(answer.copied.wordCount)),
              ("copied", JSONValue(answer.copied.copiedCount)),
            ])
          })
      ),
    ])
  }
}
