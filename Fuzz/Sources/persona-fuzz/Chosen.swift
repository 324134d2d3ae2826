// Chosen.swift: the parser that this process fuzzes.

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The target that the environment names.
enum Chosen {
  /// nil where there is none of that name.
  static let target: FuzzTarget? = {
    guard let name = getenv("PERSONA_FUZZ_TARGET") else { return nil }
    let wanted = String(cString: name)
    return FuzzTarget.all.first { $0.name == wanted }
  }()

  static func check(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    guard let target else { return .refused }
    return try target.check(bytes)
  }
}
