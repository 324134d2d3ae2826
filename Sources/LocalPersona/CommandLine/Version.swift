// Version.swift: which release this is.

/// Which release this is.
public enum Version {
  /// The number, as semantic versioning has it.
  public static let number = "0.1.0"

  /// The day of the release, for the manual.
  static let day = "2026-11-24"
}
