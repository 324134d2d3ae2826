// StatusCommand.swift: `persona status`: where everything is. Without the key it says what anybody
// could see; with a passphrase file or descriptor it counts entries too. It never asks.

private import Crypto

/// `persona status`.
let statusCommand: Command = Command(
  name: "status",
  summary: "tell where the vault and the models are, and in what state",
  discussion: """
    Needs no passphrase and asks for none. With --passphrase-file or --passphrase-fd, or after 'persona \
    unlock', it also counts the entries, and tells what 'persona learn' found and whether it may run by itself.
    """,
  options: [.json],
  examples: [
    Example(command: "persona status", explanation: "tells what can be told without the key"),
    Example(
      command: "persona status --passphrase-file ~/.pp --json",
      explanation: "counts the entries, for a program"),
  ],
  run: { invocation in
    let status = VaultStatus(invocation)
    let models = ModelStatus(folder: invocation.paths.models)
    let facts = try status.entryFacts(invocation, models: models.records)
    if invocation.flag("json") {
      try invocation.console.printJSON(.object(status.json(facts) + models.json))
    } else {
      let lines = status.lines(facts, hasKey: status.hasKey(invocation)) + models.lines
      for (name, value) in lines {
        try invocation.console.print(invocation.console.factLine(name, value, nameWidth: 8))
      }
    }
    if let error = status.error { throw error }
  }
)

/// What is known of a vault without its key.
private struct VaultStatus {
  let path: String
  let header: VaultHeaderInfo?
  let error: VaultError?
  let fileCount: Int
  let byteCount: Int
  let writer: Writer

  /// When the key that 'persona unlock' left ends; nil where there is none.
  let unlockedUntil: Timestamp?

  /// Who is writing.
  enum Writer {
    case none
    case somebody(LockHolder?)
    case unknown
  }

  init(_ invocation: Invocation) {
    path = invocation.vaultPath
    do throws(VaultError) {
      header = try Vault.header(at: path, files: invocation.files)
      error = nil
    } catch {
      header = nil
      self.error = error
    }
    let items =
      (try? Vault.wipeInventory(at: path, files: invocation.files, state: nil))?.filter {
        $0.treatment != .kept && $0.path != invocation.vaultPath
      } ?? []
    fileCount = items.count
    byteCount = items.reduce(0) { $0 + $1.byteCount }
    writer = header == nil ? .none : VaultStatus.writer(at: path, files: invocation.files)
    unlockedUntil = invocation.keptKey()?.until
  }

  /// Looks whether the lock is free by taking it for a moment.
  ///
  /// A writer that comes just then waits longer than that. A lock file that does not exist was never taken,
  /// and is not made.
  private static func writer(at path: String, files: any FileStore) -> Writer {
    let lockPath = "\(path)/\(VaultFolder.lockFileName)"
    do throws(FileError) {
      guard try files.status(of: lockPath) != nil else { return .none }
      switch try files.lock(lockPath, note: []) {
      case .acquired(let lock):
        lock.release()
        return .none
      case .held(let note): return .somebody(WriterLock.holder(note))
      }
    } catch {
      return .unknown
    }
  }

  func hasKey(_ invocation: Invocation) -> Bool {
    invocation.text("passphrase-file") != nil || invocation.text("passphrase-fd") != nil
  }

  /// What the entries tell, where the key was given or is kept.
  func entryFacts(_ invocation: Invocation, models: [ModelRecord]) throws -> EntryFacts? {
    guard header != nil else { return nil }
    let vault =
      hasKey(invocation)
      ? try invocation.openVaultByPassphrase(.read) : try invocation.openUnlockedVault(.read)
    guard let vault else { return nil }
    return EntryFacts(
      vault.entries, personas: try PersonaFacts.all(in: vault, models: models),
      learning: try LearningSettings.load(from: vault))
  }

  func lines(_ facts: EntryFacts?, hasKey: Bool) -> [(String, String)] {
    guard let header else {
      return [("vault", error.map { Explanation(of: $0).what } ?? path)]
    }
    var lines = [
      ("vault", HistoryMessages.vault(header, path: path)),
      ("size", HistoryMessages.size(fileCount: fileCount, byteCount: byteCount)),
      ("opens by", header.slots.map(HistoryMessages.slot).joined(separator: "; ")),
    ]
    lines.append(("key", unlockedUntil.map(SessionMessages.unlocked) ?? SessionMessages.locked))
    switch writer {
    case .none: lines.append(("writer", HistoryMessages.noWriter))
    case .somebody(let holder): lines.append(("writer", HistoryMessages.writer(holder)))
    case .unknown: lines.append(("writer", HistoryMessages.unknownWriter))
    }
    lines.append(("entries", facts.map(HistoryMessages.entries) ?? HistoryMessages.notCounted))
    if let personas = facts?.personas {
      lines.append(("persona", personas.first.map(WritingMessages.persona) ?? WritingMessages.nothingLearned))
      lines += personas.dropFirst().map { ("", WritingMessages.persona($0)) }
    }
    if let learning = facts?.learning { lines.append(("learning", LearningMessages.permission(learning))) }
    return lines
  }

  func json(_ facts: EntryFacts?) -> [(String, JSONValue)] {
    var members: [(String, JSONValue)] = [
      ("vault", .string(path)), ("exists", .bool(fileCount > 0)), ("readable", .bool(header != nil)),
      ("name", JSONValue(header?.name)),
      ("formatVersion", header.map { JSONValue($0.formatVersion) } ?? .null),
      ("fileCount", JSONValue(fileCount)), ("byteCount", JSONValue(byteCount)),
    ]
    if let slots = header?.slots { members.append(("slots", .array(slots.map(VaultStatus.json)))) }
    members.append(("unlockedUntil", JSONValue(unlockedUntil?.iso8601)))
    if case .somebody(let holder) = writer {
      let process = holder.map { JSONValue(Int($0.process)) } ?? .null
      members.append(("writer", .object([("process", process), ("host", JSONValue(holder?.host))])))
    } else {
      members.append(("writer", .null))
    }
    members.append(("entries", facts?.json ?? .null))
    members.append(("personas", facts.map { .array($0.personas.map(\.json)) } ?? .null))
    members.append(("learnsByItself", facts.map { .bool($0.learning.isAutomatic) } ?? .null))
    return members
  }

  private static func json(_ slot: KeySlotInfo) -> JSONValue {
    .object([
      ("kind", .string(HistoryMessages.slotCode(slot.kind))),
      ("operations", slot.cost.map { .integer(Int64($0.operations)) } ?? .null),
      ("memoryKiB", slot.cost.map { .integer(Int64($0.memoryKiB)) } ?? .null),
    ])
  }
}

/// What the entries of a vault tell together.
struct EntryFacts {
  /// How many there are.
  let count: Int

  /// How many of each kind, the most frequent first.
  let kinds: [(kind: EntryKind, count: Int)]

  /// The first and the last date of writing.
  let first: Timestamp?
  let last: Timestamp?

  /// What was learned from them, by language model.
  let personas: [PersonaFacts]

  /// Whether that may happen by itself.
  let learning: LearningSettings

  init(
    _ entries: [Entry], personas: [PersonaFacts] = [], learning: LearningSettings = LearningSettings()
  ) {
    self.personas = personas
    self.learning = learning
    count = entries.count
    let counts = Dictionary(entries.map { ($0.kind, 1) }, uniquingKeysWith: +)
    kinds = counts.map { ($0.key, $0.value) }.sorted {
      $0.1 != $1.1 ? $0.1 > $1.1 : $0.0.description < $1.0.description
    }
    first = entries.map(\.written).min()
    last = entries.map(\.written).max()
  }

  fileprivate var json: JSONValue {
    .object([
      ("count", JSONValue(count)),
      ("kinds", .object(kinds.map { ($0.kind.description, JSONValue($0.count)) })),
      ("first", JSONValue(first?.iso8601)), ("last", JSONValue(last?.iso8601)),
    ])
  }
}

/// The models that are installed.
private struct ModelStatus {
  let folder: String
  let records: [ModelRecord]
  let failure: String?

  init(folder: String) {
    self.folder = folder
    do {
      records = try ModelStore(folder: folder).list()
      failure = nil
    } catch {
      records = []
      failure = Explanation(of: error).what
    }
  }

  private static func role(_ record: ModelRecord) -> String {
    record.role == .decoder ? "decoder" : "encoder"
  }

  var lines: [(String, String)] {
    if let failure { return [("models", failure)] }
    guard !records.isEmpty else { return [("models", HistoryMessages.noModels(folder))] }
    return [("models", folder)]
      + records.map { record in
        let facts = [ModelStatus.role(record), record.architecture, "\(record.byteCount.grouped) bytes"]
        return ("", "\(record.name): \(facts.joined(separator: ", "))")
      }
  }

  var json: [(String, JSONValue)] {
    let models = records.map { record in
      JSONValue.object([
        ("name", .string(record.name)), ("role", .string(ModelStatus.role(record))),
        ("architecture", .string(record.architecture)), ("byteCount", JSONValue(record.byteCount)),
      ])
    }
    return [("modelFolder", .string(folder)), ("models", .array(models)), ("modelError", JSONValue(failure))]
  }
}
