// PlugCommand.swift: `persona plug list | info | add | rm`: the plugs that turn a history into a few vectors
// in front of a brief. `train` and `evaluate` are in files of their own.

/// `persona plug`.
let plugCommand: Command = Command(
  name: "plug",
  summary: "add, list, remove, train and judge the plugs that make a history felt",
  discussion: """
    A plug turns the habits of a history into a few vectors that stand in front of a brief. It was trained \
    with one language model and one encoder, and works with no other. 'scripts/setup' installs the one for \
    the default models; 'persona learn' adapts it to you.

    Plugs of the population lie beside the models, unencrypted, and are not touched by 'persona wipe'. What \
    was learned from you is in the vault.
    """,
  subcommands: [
    plugAddCommand, plugListCommand, plugInfoCommand, plugRemoveCommand, plugTrainCommand,
    plugEvaluateCommand,
  ]
)

private let plugAddCommand = Command(
  name: "add",
  summary: "check a plug and copy it into the store",
  discussion: """
    The whole file is checked: its checksum, every length, and that every number is finite. Adding the same \
    plug again changes nothing.
    """,
  positionals: [Positional(name: "path", help: "a plug file", kind: .path("FILE"))],
  options: [
    Option(name: "name", value: .text("NAME"), help: "the name to give it; the one in the file otherwise"),
    Option(name: "replace", help: "put it in the place of another plug of that name"),
    .json,
  ],
  examples: [
    Example(
      command: "persona plug add Plugs/smollm2-minilm.plug",
      explanation: "installs the plug for the default models")
  ],
  run: { invocation in
    let console = invocation.console
    let store = PlugStore(folder: invocation.paths.plugs)
    let known = (try? store.names()) ?? []
    let before = known.compactMap { try? store.info($0) }
    let item = try store.add(
      path: invocation.positional("path") ?? "", name: invocation.text("name"),
      replace: invocation.flag("replace"))
    if invocation.flag("json") { return try console.printJSON(item.json) }
    try console.printSentence(before.contains(item) ? PlugMessages.wasThere(item) : PlugMessages.added(item))
  }
)

private let plugListCommand = Command(
  name: "list",
  summary: "list the plugs that are installed",
  options: [.json],
  examples: [Example(command: "persona plug list", explanation: "prints one line for each plug")],
  run: { invocation in
    let console = invocation.console
    let store = PlugStore(folder: invocation.paths.plugs)
    let names = try store.names()
    let width = names.map(\.count).max() ?? 0
    var found: [JSONValue] = []
    for name in names {
      let padding = String(repeating: " ", count: width - name.count)
      do {
        let item = try store.info(name)
        found.append(item.json)
        if !invocation.flag("json") {
          let gap = console.settings.isPlain ? ": " : padding + "  "
          try console.printSentence(name + gap + item.description)
        }
      } catch let error as PlugStoreError {
        // One that cannot be used is no reason not to show the others.
        console.warn(PlugMessages.damaged(error))
      }
    }
    if invocation.flag("json") { return try console.printJSON(.object([("plugs", .array(found))])) }
    if names.isEmpty { console.note(PlugMessages.none) }
  }
)

private let plugInfoCommand = Command(
  name: "info",
  summary: "show what a plug is, what it was trained with, and its model card",
  positionals: [Positional(name: "name", help: "the name of the plug", candidates: .plugs)],
  options: [.json],
  examples: [
    Example(
      command: "persona plug info smollm2-minilm", explanation: "prints settings, fingerprints and the card")
  ],
  run: { invocation in
    let console = invocation.console
    let item = try PlugStore(folder: invocation.paths.plugs).info(invocation.positional("name") ?? "")
    if invocation.flag("json") { return try console.printJSON(item.json) }
    let models = (try? ModelStore(folder: invocation.paths.models).list()) ?? []
    let rows = item.rows(models: models)
    let width = rows.map(\.0.count).max() ?? 0
    for (label, value) in rows {
      let indent = "\n" + String(repeating: " ", count: console.settings.isPlain ? 0 : width + 2)
      let lines = value.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: indent)
      try console.print(console.factLine(label, lines, nameWidth: width))
    }
  }
)

private let plugRemoveCommand = Command(
  name: "rm",
  summary: "remove a plug",
  positionals: [Positional(name: "name", help: "the name of the plug", candidates: .plugs)],
  options: [.yes, .dryRun],
  examples: [Example(command: "persona plug rm smollm2-minilm", explanation: "asks, then removes it")],
  run: { invocation in
    let console = invocation.console
    let store = PlugStore(folder: invocation.paths.plugs)
    let name = invocation.positional("name") ?? ""
    do {
      _ = try store.info(name)
    } catch PlugStoreError.damaged {
      // What it was is lost; it can still be taken away.
    }
    if invocation.flag("dry-run") { return try console.print(PlugMessages.question(name)) }
    guard try console.confirm(PlugMessages.question(name)) else { throw ConsoleError.declined }
    try store.remove(name)
    console.note(PlugMessages.removed(name))
  }
)

extension PlugStore.Item {
  /// What `plug info` prints: labels and values, the model card last.
  fileprivate func rows(models: [ModelRecord]) -> [(String, String)] {
    let plug = document.plug
    let isInstalled = models.contains { $0.fingerprint == document.decoderFingerprint }
    let model = isInstalled ? document.decoderName : PlugMessages.notInstalled(document.decoderName)
    let kinds = Set(document.bankKinds.filter { !$0.isEmpty }).sorted().joined(separator: ", ")
    return [
      ("name", name), ("file", path), ("bytes", byteCount.grouped), ("SHA-256", Hexadecimal.text(sha256)),
      ("settings", settingsText),
      ("weights", plug.parameters.values.count.grouped),
      ("model", "\(model), \(plug.embeddingLength) numbers a token"),
      ("model SHA-256", Hexadecimal.text(document.decoderFingerprint)),
      ("encoder", "\(plug.settings.encoder.name), \(plug.inputDimension) numbers a text"),
      ("encoder SHA-256", Hexadecimal.text(document.encoderFingerprint)),
      ("bank", "\(document.bank.count.grouped) authors" + (kinds.isEmpty ? "" : " (\(kinds))")),
    ] + document.card.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The plug for programs.
  var json: JSONValue {
    let plug = document.plug
    let settings = plug.settings
    return .object([
      ("name", .string(name)), ("path", .string(path)), ("bytes", JSONValue(byteCount)),
      ("sha256", .string(Hexadecimal.text(sha256))),
      (
        "settings",
        .object([
          ("encoder", .string(settings.encoder.name)), ("form", .string(settings.form.words)),
          ("aggregator", .string(settings.aggregator.words)),
          ("instructionSource", .string(settings.instructionSource.words)),
          ("instructionCount", JSONValue(settings.instructionCount)),
          ("personaCount", JSONValue(settings.personaCount)),
          ("hiddenCount", JSONValue(settings.hiddenCount)),
          ("temperature", JSONValue(settings.temperature)),
          ("learnsTemperature", .bool(settings.learnsTemperature)),
          ("recencyDecay", JSONValue(settings.recencyDecay)),
          ("standardises", .bool(settings.standardises)),
        ])
      ),
      ("weightCount", JSONValue(plug.parameters.values.count)),
      ("model", .string(document.decoderName)),
      ("modelSha256", .string(Hexadecimal.text(document.decoderFingerprint))),
      ("embeddingLength", JSONValue(plug.embeddingLength)),
      ("encoderSha256", .string(Hexadecimal.text(document.encoderFingerprint))),
      ("inputDimension", JSONValue(plug.inputDimension)),
      ("bankCount", JSONValue(document.bank.count)),
      ("bankKinds", JSONValue(document.bankKinds)),
      ("card", .object(document.card.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })),
    ])
  }
}
