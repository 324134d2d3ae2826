// Configuration.swift: the configuration file: lines `name = value`, comments that begin with #, nothing
// else.
//
// It is read after the confinement is in force and can set only what Setting.swift lists. Everything in it is
// checked, whatever command runs: a slip in a file that is silently half read would be found much later.

/// What the configuration file says.
struct Configuration: Equatable, Sendable {
  /// A value and the line, from 1, that it stands in.
  struct Value: Equatable, Sendable {
    let text: String
    let line: Int
  }

  /// The largest file, in bytes.
  static let maximumByteCount = 1 << 16

  /// The values by the names of their settings.
  private(set) var values: [String: Value] = [:]

  /// A configuration that sets nothing.
  init() {}

  /// Reads the text of a file.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - path: Its path, for errors.
  ///   - home: What `~` at the beginning of a path stands for.
  /// - Throws: ``ConfigurationError`` for the first line that is wrong.
  init(_ bytes: [UInt8], path: String, home: String) throws(ConfigurationError) {
    guard bytes.count <= Configuration.maximumByteCount else { throw .tooLong(path: path) }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, bytes) in lines.enumerated() {
      let site = ConfigurationSite(path: path, line: index + 1)
      guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8(site) }
      try take(text.trimmingSpaces(), site, home: home)
    }
  }

  private mutating func take(
    _ line: String, _ site: ConfigurationSite, home: String
  ) throws(ConfigurationError) {
    guard !line.isEmpty, !line.hasPrefix("#") else { return }
    guard let sign = line.firstIndex(of: "=") else { throw .noValue(site) }
    let name = String(line[..<sign]).trimmingSpaces()
    let text = String(line[line.index(after: sign)...]).trimmingSpaces()
    guard let setting = Setting.all.first(where: { $0.name == name }) else {
      throw .unknown(
        site, name: name, suggestion: NearMiss.suggestion(for: name, among: Setting.all.map(\.name)))
    }
    if let earlier = values[name] { throw .repeated(site, name: name, earlier: earlier.line) }
    guard !text.isEmpty else { throw .invalid(site, name: name, problem: .empty) }
    if let problem = setting.value.problem(with: text) ?? setting.problem(text) {
      throw .invalid(site, name: name, problem: problem)
    }
    values[name] = Value(text: try Configuration.expanded(text, setting, site, home: home), line: site.line)
  }

  /// A path from the file: it must mean the same wherever the program is started.
  private static func expanded(
    _ text: String, _ setting: Setting, _ site: ConfigurationSite, home: String
  ) throws(ConfigurationError) -> String {
    guard case .path = setting.value else { return text }
    if text == "~" || text.hasPrefix("~/") { return home + text.dropFirst() }
    guard text.hasPrefix("/") else { throw .relativePath(site, name: setting.name) }
    return text
  }
}

/// A place in the configuration file; lines count from 1.
struct ConfigurationSite: Equatable, Sendable {
  let path: String
  let line: Int
}

/// What is wrong with the configuration file.
enum ConfigurationError: Error, Equatable {
  /// It is a link to a place where nothing is.
  case brokenLink(path: String)

  /// It cannot be read.
  case unreadable(path: String, CallError)

  /// It is not a file.
  case notFile(path: String)

  /// Every user of this machine may write to it, and it names programs that are run.
  case exposed(path: String)

  /// It is larger than any that a person writes.
  case tooLong(path: String)

  /// A line is not UTF-8.
  case notUTF8(ConfigurationSite)

  /// A line has no `=`.
  case noValue(ConfigurationSite)

  /// No setting has this name.
  case unknown(ConfigurationSite, name: String, suggestion: String?)

  /// A setting is set twice.
  case repeated(ConfigurationSite, name: String, earlier: Int)

  /// A value is not what its setting takes.
  case invalid(ConfigurationSite, name: String, problem: ValueProblem)

  /// A path begins neither with `/` nor with `~/`.
  case relativePath(ConfigurationSite, name: String)

  /// There is one already.
  case alreadyThere(path: String)

  /// It cannot be written.
  case notWritten(ExportError)
}
