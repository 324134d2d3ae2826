// EditorProgram.swift: which editor is run, and how it is told to leave no copies behind.

/// An editor with its arguments, found on the path.
struct EditorProgram: Equatable, Sendable {
  /// The program.
  let path: String

  /// The arguments before the name of the file.
  let arguments: [String]

  /// What is tried where neither VISUAL nor EDITOR is set: Debian's choice, then the usual ones.
  private static let usual = ["editor", "nano", "vi"]

  /// Where programs lie where PATH is not set.
  static let usualFolders = "/usr/local/bin:/usr/bin:/bin"

  /// Finds the editor of `environment`: VISUAL, EDITOR, or a usual one.
  init(environment: [String: String]) throws(EditorError) {
    let named = ["VISUAL", "EDITOR"].compactMap { environment[$0] }.first { !$0.trimmingSpaces().isEmpty }
    let search = environment["PATH"] ?? EditorProgram.usualFolders
    guard let named else {
      guard let path = EditorProgram.usual.lazy.compactMap({ EditorProgram.find($0, in: search) }).first
      else { throw .noEditor }
      self.init(path: path, words: [])
      return
    }
    guard let words = ShellWords.split(named), let program = words.first else { throw .malformed(named) }
    guard let path = EditorProgram.find(program, in: search) else { throw .notFound(program) }
    self.init(path: path, words: Array(words.dropFirst()))
  }

  private init(path: String, words: [String]) {
    self.path = path
    self.arguments = EditorProgram.tracelessArguments(for: path) + words
  }

  /// The flags that keep an editor from writing swap, undo, backup and history files elsewhere.
  ///
  /// `vi` and `editor` may be a link to anything, so the name behind the link decides.
  static func tracelessArguments(for path: String) -> [String] {
    let resolved = DescriptorCalls.resolve(path) ?? path
    let name = resolved.split(separator: "/").last ?? ""
    let settings = "set noswapfile nobackup nowritebackup noundofile"
    if ["vim", "nvim", "gvim", "mvim", "view"].contains(where: { name.hasPrefix($0) }) {
      return ["-n", "-i", "NONE", "--cmd", settings, "-c", settings]
    }
    if name.hasPrefix("emacs"), !name.hasPrefix("emacsclient") {
      return ["--eval", "(setq make-backup-files nil auto-save-default nil create-lockfiles nil)"]
    }
    return []
  }

  /// The program of this name in the folders of `search`, or the one at this path, where it may be run.
  static func find(_ program: String, in search: String) -> String? {
    if program.contains("/") { return DescriptorCalls.isExecutable(program) ? program : nil }
    return search.split(separator: ":").lazy.map { "\($0)/\(program)" }
      .first(where: DescriptorCalls.isExecutable)
  }
}

/// Splits a variable into words as a shell would, without running anything.
enum ShellWords {
  /// The words of `line`, with quotes and backslashes taken away; nil where a quote is not closed.
  static func split(_ line: String) -> [String]? {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in line {
      if isEscaped {
        word = (word ?? "") + String(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character.isWhitespace {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    guard quote == nil, !isEscaped else { return nil }
    if let word { words.append(word) }
    return words
  }
}
