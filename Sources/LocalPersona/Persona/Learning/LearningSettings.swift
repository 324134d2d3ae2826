// LearningSettings.swift: whether learning may begin by itself, and how long it took the last time.
//
// A record of its own, which has no word of an entry in it and stays when what was learned goes.
// Little-endian: "PLST", version, permission, then the last run: how (0 for none), seconds, entries,
// fingerprint of the model. Where it is damaged the permission counts as not given.

/// What the vault keeps about learning, beside what was learned.
struct LearningSettings: Equatable, Sendable {
  /// How much was done.
  enum Extent: UInt8, Sendable {
    /// `--quick`.
    case quick = 1

    /// `--no-adapt`.
    case untrained = 2

    /// All of it.
    case trained = 3
  }

  /// A run of `persona learn` that was complete.
  struct Run: Equatable, Sendable {
    var extent: Extent
    var seconds: UInt32
    var entryCount: UInt32

    /// The language model's, 32 bytes.
    var model: [UInt8]
  }

  /// The longest that learning may take where nobody asked for it at that moment.
  static let longestByItself = 60.0

  static let key = DerivedKey(name: "learn-settings", fingerprint: [])

  private static let magic = Array("PLST".utf8)
  private static let version: UInt32 = 1
  private static let fingerprintByteCount = 32

  /// Whether `add`, `import` and `accept` may learn again.
  var isAutomatic = false

  /// The last complete run with the usual model, plug and number of steps.
  var lastRun: Run?

  /// Seconds that the same would take for `entryCount` entries; nil where nothing was learned yet.
  func seconds(forEntries entryCount: Int) -> Double? {
    guard let lastRun else { return nil }
    return Double(lastRun.seconds) * max(1, Double(entryCount) / Double(max(1, lastRun.entryCount)))
  }

  /// The same where it is little enough to begin by itself; nil otherwise.
  func secondsByItself(forEntries entryCount: Int) -> Double? {
    seconds(forEntries: entryCount).flatMap { $0 <= Self.longestByItself ? $0 : nil }
  }

  /// The record as bytes.
  func encode() -> [UInt8] {
    var writer = ByteWriter()
    writer.write(Self.magic)
    writer.write(Self.version)
    writer.write(UInt8(isAutomatic ? 1 : 0))
    writer.write(lastRun?.extent.rawValue ?? 0)
    if let lastRun {
      writer.write(lastRun.seconds)
      writer.write(lastRun.entryCount)
      writer.write(lastRun.model)
    }
    return writer.bytes
  }

  /// Nobody allowed anything, nothing was learned.
  init() {}

  /// Reads a record.
  init(decoding bytes: [UInt8]) throws(FormatError) {
    var reader = ByteReader(bytes)
    guard try Array(reader.readBytes(4)) == Self.magic else { throw FormatError(offset: 0) }
    try reader.expect(Self.version)
    let permission = try reader.read(UInt8.self)
    let code = try reader.read(UInt8.self)
    guard permission <= 1 else { throw FormatError(offset: reader.offset) }
    isAutomatic = permission == 1
    if code != 0 {
      guard let extent = Extent(rawValue: code) else { throw FormatError(offset: reader.offset) }
      lastRun = Run(
        extent: extent, seconds: try reader.read(UInt32.self), entryCount: try reader.read(UInt32.self),
        model: Array(try reader.readBytes(Self.fingerprintByteCount)))
    }
    guard reader.remaining == 0 else { throw FormatError(offset: reader.offset) }
  }

  /// What the vault has; the settings of a vault that has none where that cannot be understood.
  static func load(from vault: Vault) throws(VaultError) -> LearningSettings {
    guard let bytes = try vault.derived(key) else { return LearningSettings() }
    return (try? LearningSettings(decoding: bytes)) ?? LearningSettings()
  }

  /// Keeps them in a vault that is open for writing.
  func store(in vault: Vault) throws(VaultError) {
    try vault.store(derived: encode(), for: Self.key)
  }
}
