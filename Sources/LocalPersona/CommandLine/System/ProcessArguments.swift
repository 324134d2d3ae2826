// ProcessArguments.swift: the words and variables that the process was started with.

#if canImport(Darwin)
@unsafe @preconcurrency private import Darwin
#elseif canImport(Glibc)
@unsafe @preconcurrency private import Glibc
#elseif canImport(Musl)
@unsafe @preconcurrency private import Musl
#endif

/// What the process was started with.
enum ProcessArguments {
  /// The arguments after the name of the program.
  ///
  /// Nil stands for one that is not UTF-8: to repair it would change a text or a path in silence.
  static func words() -> [String?] {
    // Sound: argv holds argc terminated strings for the life of the process; they are copied.
    let count = Int(CommandLine.argc)
    return (1..<max(count, 1)).map { index in
      unsafe CommandLine.unsafeArgv[index].flatMap { unsafe String(validatingCString: $0) }
    }
  }

  /// The environment; a value that is not UTF-8 is repaired.
  ///
  /// The first of two equal names counts.
  static func environment() -> [String: String] {
    var variables: [String: String] = [:]
    // Sound: no thread of ours changes the environment; each string is copied.
    guard var entry = unsafe environ as UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? else {
      return [:]
    }
    while let variable = unsafe entry.pointee {
      let text = unsafe String(cString: variable)
      if let separator = text.firstIndex(of: "=") {
        let name = String(text[..<separator])
        if variables[name] == nil { variables[name] = String(text[text.index(after: separator)...]) }
      }
      unsafe entry += 1
    }
    return variables
  }
}
