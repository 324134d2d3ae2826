// StandardPaths.swift: where things lie unless the user says otherwise: XDG base directories.
//
// Computes names only; nothing is read or created. Relative values of XDG variables are ignored,
// as the XDG specification asks.

/// The places of everything that is kept.
public struct StandardPaths: Equatable, Sendable {
  /// The folder of the vault: `$PERSONA_VAULT`, or `persona/vault` under the data folder.
  public var vault: String

  /// The folder of the models: `$PERSONA_MODELS`, or `persona/models` under the data folder.
  public var models: String

  /// The folder for what must be remembered outside the vault: `persona` under the state folder.
  public var state: String

  /// The configuration file: `persona/config` under the configuration folder.
  public var configuration: String

  /// A folder for temporary files that never reach a disk where the system has such a place:
  /// `$XDG_RUNTIME_DIR`, or `/dev/shm`; on macOS the user's own temporary folder, which is on disk.
  public var runtime: String

  /// Works the places out.
  ///
  /// - Parameters:
  ///   - environment: The variables of the process.
  ///   - home: The home folder, where no variable says otherwise.
  public init(environment: [String: String], home: String) {
    let data = Self.folder(environment["XDG_DATA_HOME"]) ?? "\(home)/.local/share"
    let state = Self.folder(environment["XDG_STATE_HOME"]) ?? "\(home)/.local/state"
    self.vault = Self.named(environment["PERSONA_VAULT"]) ?? "\(data)/persona/vault"
    self.models = Self.named(environment["PERSONA_MODELS"]) ?? "\(data)/persona/models"
    self.state = "\(state)/persona"
    let configuration = Self.folder(environment["XDG_CONFIG_HOME"]) ?? "\(home)/.config"
    self.configuration = "\(configuration)/persona/config"
    self.runtime = Self.folder(environment["XDG_RUNTIME_DIR"]) ?? Self.temporaryFolder(environment)
  }

  /// A folder in memory that every user of a Linux may write to.
  static let sharedMemory = "/dev/shm"

  private static func temporaryFolder(_ environment: [String: String]) -> String {
    #if os(Linux)
    sharedMemory
    #else
    folder(environment["TMPDIR"]) ?? "/tmp"
    #endif
  }

  /// A value that the user chose: any path, also a relative one, without slashes at its end.
  private static func named(_ value: String?) -> String? {
    guard var path = value, !path.isEmpty else { return nil }
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }

  /// An XDG variable: an absolute path, or nothing.
  private static func folder(_ value: String?) -> String? {
    guard let path = named(value), path.hasPrefix("/") else { return nil }
    return path
  }
}
