// ZshCompletion.swift: the completion script for zsh, one function for each command, by _arguments.

/// The completion script for zsh.
enum ZshCompletion {
  /// The script for the commands of `root`.
  static func script(for root: Command) -> String {
    let table = CompletionTable(root: root)
    let functions = table.rows.map { function(for: $0, program: root.name) }
    return """
      #compdef \(root.name)
      # zsh completion of \(root.name); made by '\(root.name) completions zsh'

      \(functions.joined(separator: "\n\n"))

      # Loaded from a folder of $fpath this file is the function; read by 'source' it registers it.
      if [[ ${funcstack[1]} == _\(root.name) ]]; then
        _\(root.name) "$@"
      else
        compdef _\(root.name) \(root.name)
      fi

      """
  }

  private static func function(for row: CompletionTable.Row, program: String) -> String {
    let specs = row.entries.map { spec($0, program: program) } + argumentSpecs(row, program: program)
    let list = specs.map { "    \($0) \\" }.joined(separator: "\n")
    let name = functionName(row.words, program: program)
    guard !row.command.subcommands.isEmpty else {
      return "\(name)() {\n  _arguments -s -S \\\n\(list.dropLast(2))\n}"
    }
    let commands = row.command.subcommands.map {
      "    \(BashCompletion.quote("\(escape($0.name)):\($0.summary)"))"
    }
    let cases = row.command.subcommands.map { command in
      let words = row.words.isEmpty ? command.name : "\(row.words) \(command.name)"
      return "        \(command.name)) \(functionName(words, program: program)) ;;"
    }
    return """
      \(name)() {
        local context state state_descr line
        typeset -A opt_args
        local -a commands=(
      \(commands.joined(separator: "\n"))
        )
        _arguments -C -s -S \\
      \(list)
          '1: :->command' \\
          '*:: :->rest'
        case $state in
          command) _describe -t commands command commands ;;
          rest)
            case $line[1] in
      \(cases.joined(separator: "\n"))
            esac ;;
        esac
      }
      """
  }

  /// `'(-k --kind)'{-k,--kind}'[help]:KIND:(mail note)'`; a repeatable option has `*` for the group.
  private static func spec(_ entry: CompletionTable.Entry, program: String) -> String {
    let option = entry.option
    let long = entry.source == nil ? "--\(option.name)" : "--\(option.name)="
    var tail = "[\(escape(option.help))]"
    if let source = entry.source {
      tail += ":\(escape(option.value?.placeholder ?? "")):\(action(source, program: program))"
    }
    let quoted = BashCompletion.quote(tail)
    guard let short = option.short else {
      return (option.isRepeatable ? "'*'" : "") + long + quoted
    }
    let shortForm = entry.source == nil ? "-\(short)" : "-\(short)+"
    let group = option.isRepeatable ? "'*'" : "'(-\(short) --\(option.name))'"
    return "\(group){\(shortForm),\(long)}\(quoted)"
  }

  private static func argumentSpecs(_ row: CompletionTable.Row, program: String) -> [String] {
    row.arguments.enumerated().map { index, source in
      let positional = row.command.positionals[index]
      let position = positional.arity == .many ? "*" : "\(index + 1)"
      let optional = positional.arity == .optional ? "::" : ":"
      let action = action(source, program: program)
      return BashCompletion.quote("\(position)\(optional)\(escape(positional.name)):\(action)")
    }
  }

  private static func action(_ source: CompletionTable.Source, program: String) -> String {
    switch source {
    case .files: "_files"
    case .words(let words): "(\(words.joined(separator: " ")))"
    case .candidates(let candidates):
      "{compadd -- ${(f)\"$(\(program) completions \(candidates.rawValue) 2>/dev/null)\"}}"
    case .nothing: " "
    }
  }

  private static func functionName(_ words: String, program: String) -> String {
    "_\(program)" + (words.isEmpty ? "" : "_" + words.replacing(" ", with: "_").replacing("-", with: "_"))
  }

  /// Characters with a meaning inside a specification.
  private static func escape(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      if "[]:\\".contains(character) { result += "\\" }
      result.append(character)
    }
  }
}
