// FishCompletion.swift: the completion script for fish: one line for each thing to complete, each with
// the condition that the words before the cursor lead to its command.

/// The completion script for fish.
enum FishCompletion {
  /// The script for the commands of `root`.
  static func script(for root: Command) -> String {
    let table = CompletionTable(root: root)
    let lines = table.rows.flatMap { Self.lines(for: $0, program: root.name) }
    return """
      # fish completion of \(root.name); made by '\(root.name) completions fish'
      \(walker(table).replacingName(with: root.name))
      complete -c \(root.name) -f
      \(lines.joined(separator: "\n"))

      """
  }

  private static func lines(for row: CompletionTable.Row, program: String) -> [String] {
    func line(_ condition: String, _ rest: String) -> String {
      "complete -c \(program) -n \(quote("__\(program)_\(condition)")) \(rest)"
    }
    let commands = row.command.subcommands.map {
      line("at \(quote(row.words))", "-a \(quote($0.name)) -d \(quote($0.summary))")
    }
    let options = row.entries.map { entry in
      line("at \(quote(row.words))", flags(for: entry, program: program))
    }
    let arguments = row.arguments.enumerated().compactMap { index, source -> String? in
      let comparison = row.lastArgumentRepeats && index == row.arguments.count - 1 ? "-ge" : "-eq"
      let condition = "argument \(quote(row.words)) \(comparison) \(index)"
      return Self.completion(source, program: program).map { line(condition, $0) }
    }
    return commands + options + arguments
  }

  private static func flags(for entry: CompletionTable.Entry, program: String) -> String {
    let short = entry.option.short.map { "-s \($0) " } ?? ""
    let value: String
    switch entry.source {
    case nil: value = ""
    case .files?: value = "-r -F "
    case .nothing?: value = "-x "
    case .words(let words)?: value = "-x -a \(quote(words.joined(separator: " "))) "
    case .candidates(let candidates)?: value = "-x -a \(quote(call(candidates, program: program))) "
    }
    return "-l \(entry.option.name) \(short)\(value)-d \(quote(entry.option.help))"
  }

  /// What an argument is completed with, or nil for nothing.
  private static func completion(_ source: CompletionTable.Source, program: String) -> String? {
    switch source {
    case .files: "-F"
    case .words(let words): "-a \(quote(words.joined(separator: " ")))"
    case .candidates(let candidates): "-a \(quote(call(candidates, program: program)))"
    case .nothing: nil
    }
  }

  /// What fish runs when it is asked, one candidate a line.
  private static func call(_ candidates: Candidates, program: String) -> String {
    "(\(program) completions \(candidates.rawValue) 2>/dev/null)"
  }

  /// Single quotes; fish knows two escapes inside them.
  private static func quote(_ text: String) -> String {
    "'\(text.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))'"
  }

  /// Functions that find the command before the cursor, past options and their values.
  private static func walker(_ table: CompletionTable) -> String {
    let groups = table.rows.filter { !$0.command.subcommands.isEmpty }.flatMap { row in
      row.command.subcommands.map { quote(row.words.isEmpty ? $0.name : "\(row.words) \($0.name)") }
    }
    let waiting = Set(table.rows.flatMap { $0.entries.filter { $0.source != nil }.flatMap(\.spellings) })
    return #"""
      # Prints the words of the command before the cursor, then the number of arguments after it.
      function __NAME_walk
        set -l commands \#(groups.joined(separator: " "))
        set -l waiting \#(waiting.sorted().joined(separator: " "))
        set -l path ''
        set -l count 0
        set -l skip 0
        set -l ended 0
        for word in (commandline -opc)[2..-1]
          if test $skip -eq 1
            set skip 0
          else if test $ended -eq 0; and test "$word" = '--'
            set ended 1
          else if test $ended -eq 0; and string match -qr -- '^-.' "$word"
            contains -- "$word" $waiting; and set skip 1
          else if contains -- (string trim -- "$path $word") $commands
            set path (string trim -- "$path $word")
          else
            set count (math $count + 1)
          end
        end
        echo "$path"
        echo $count
      end
      function __NAME_at
        set -l state (__NAME_walk)
        test "$state[1]" = "$argv[1]"
      end
      function __NAME_argument
        set -l state (__NAME_walk)
        test "$state[1]" = "$argv[1]"; and test $state[2] $argv[2] $argv[3]
      end
      """#
  }
}
