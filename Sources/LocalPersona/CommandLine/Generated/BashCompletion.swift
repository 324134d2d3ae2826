// BashCompletion.swift: the completion script for bash (3.2 and later; no bash-completion needed).
//
// The script walks the words before the cursor to find the command, the option that waits for a value, and
// the position among arguments; the tables are functions with one `case` each. Bash splits words at `=`, so
// `--kind=ma` arrives as three words; and at `:`, where it replaces only what is behind the last one.

/// The completion script for bash.
enum BashCompletion {
  /// The script for the commands of `root`.
  static func script(for root: Command) -> String {
    let table = CompletionTable(root: root)
    let name = root.name
    return """
      # bash completion of \(name); made by '\(name) completions bash'
      _\(name)_commands() {
        case "$1" in
      \(cases(table.rows.filter { !$0.command.subcommands.isEmpty }) { row in
        "echo \(quote(row.command.subcommands.map(\.name).joined(separator: " ")))"
      })
        esac
      }

      _\(name)_options() {
        case "$1" in
      \(cases(table.rows) { row in "echo \(quote(row.entries.flatMap(\.spellings).joined(separator: " ")))" })
        esac
      }

      # Prints what the value of an option is completed with; fails for a flag.
      _\(name)_value() {
        case "$1:$2" in
      \(table.rows.flatMap(valueCases).joined(separator: "\n"))
          *) return 1 ;;
        esac
      }

      _\(name)_argument() {
        case "$1:$2" in
      \(table.rows.flatMap(argumentCases).joined(separator: "\n"))
          *) echo nothing ;;
        esac
      }

      \(walker.replacingName(with: name))
      complete -F _\(name) \(name)

      """
  }

  private static func cases(
    _ rows: [CompletionTable.Row], _ body: (CompletionTable.Row) -> String
  ) -> String {
    rows.map { "    \(quote($0.words))) \(body($0)) ;;" }.joined(separator: "\n")
  }

  private static func valueCases(_ row: CompletionTable.Row) -> [String] {
    row.entries.compactMap { entry in
      guard let source = entry.source else { return nil }
      let patterns = entry.spellings.map { quote("\(row.words):\($0)") }.joined(separator: "|")
      return "    \(patterns)) echo \(quote(words(for: source))) ;;"
    }
  }

  private static func argumentCases(_ row: CompletionTable.Row) -> [String] {
    row.arguments.enumerated().map { index, source in
      let repeats = row.lastArgumentRepeats && index == row.arguments.count - 1
      let pattern = repeats ? "\(quote("\(row.words):"))*" : quote("\(row.words):\(index)")
      return "    \(pattern)) echo \(quote(words(for: source))) ;;"
    }
  }

  private static func words(for source: CompletionTable.Source) -> String {
    switch source {
    case .files: "files"
    case .nothing: "nothing"
    case .words(let words): (["words"] + words).joined(separator: " ")
    case .candidates(let candidates): "candidates \(candidates.rawValue)"
    }
  }

  /// Single quotes, with any inside written as `'\''`.
  static func quote(_ text: String) -> String { "'\(text.replacing("'", with: "'\\''"))'" }

  private static let walker = #"""
    _NAME() {
      local current path="" waiting="" ended="" previous="" colon="" count=0 i word quoted source
      local words=()
      COMPREPLY=()
      for ((i = 0; i <= COMP_CWORD; i++)); do
        word="${COMP_WORDS[i]}"
        if [[ $i -gt 1 && ($word == ":" || $previous == ":") ]]; then
          words[${#words[@]}-1]+="$word"
        else
          words+=("$word")
        fi
        previous="$word"
      done
      current="${words[${#words[@]}-1]}"
      [[ $current == "${COMP_WORDS[COMP_CWORD]}" ]] || colon="${current%"${current##*:}"}"
      for ((i = 1; i < ${#words[@]} - 1; i++)); do
        word="${words[i]}"
        [[ $word == "=" && -n $waiting ]] && continue
        if [[ -n $waiting ]]; then
          waiting=""
        elif [[ -z $ended && $word == "--" ]]; then
          ended=1
        elif [[ -z $ended && $word == -?* ]]; then
          _NAME_value "$path" "$word" >/dev/null && waiting="$word"
        elif [[ " $(_NAME_commands "$path") " == *" $word "* ]]; then
          path="${path:+$path }$word"
        else
          count=$((count + 1))
        fi
      done
      if [[ $current == "=" && -n $waiting ]]; then current=""; fi
      if [[ -n $waiting ]]; then
        source="$(_NAME_value "$path" "$waiting")"
      elif [[ -z $ended && $current == -* ]]; then
        source="words $(_NAME_options "$path")"
      elif [[ -n $(_NAME_commands "$path") ]]; then
        source="words $(_NAME_commands "$path")"
      else
        source="$(_NAME_argument "$path" "$count")"
      fi
      case "$source" in
        files)
          compopt -o filenames 2>/dev/null
          while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$current") ;;
        "words "*)
          while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -W "${source#words }" -- "$current") ;;
        "candidates "*)
          while IFS= read -r word; do
            quoted="$(printf '%q' "$word")"
            if [[ $word == "$current"* || $quoted == "$current"* ]]; then COMPREPLY+=("$quoted"); fi
          done < <(NAME completions "${source#candidates }" 2>/dev/null) ;;
      esac
      if [[ -n $colon ]]; then
        for i in "${!COMPREPLY[@]}"; do COMPREPLY[i]="${COMPREPLY[i]#"$colon"}"; done
      fi
    }
    """#
}

extension String {
  /// The text with the program's name in place of `NAME`.
  func replacingName(with name: String) -> String {
    var result = ""
    var rest = self[...]
    while let range = rest.firstRange(of: "NAME") {
      result += rest[..<range.lowerBound] + name
      rest = rest[range.upperBound...]
    }
    return result + rest
  }

  /// The text with `count` spaces before every line that is not empty.
  func indented(by count: Int) -> String {
    split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : String(repeating: " ", count: count) + $0 }.joined(separator: "\n")
  }
}
