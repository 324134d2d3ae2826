// ModelCommand.swift: `persona model add | list | info | rm`: the models that persona writes and searches
// with.

internal import Inference

/// `persona model`.
let modelCommand: Command = Command(
  name: "model",
  summary: "add, list and remove the models that persona writes and searches with",
  discussion: """
    A language model (a GGUF file, or a folder in Hugging Face's layout) writes drafts; a text encoder (a folder \
    with a BERT model) finds what is similar in meaning. 'scripts/setup' installs one of each.

    Models lie beside the vault, unencrypted, and are not touched by 'persona wipe'. Each is checked when it \
    is added, and again whenever its files have changed since.
    """,
  subcommands: [
    modelAddCommand, modelListCommand, modelInfoCommand, modelPackCommand, modelRemoveCommand,
  ]
)

private let modelAddCommand = Command(
  name: "add",
  summary: "check a model and take it into the store",
  discussion: """
    The whole file is checked: every tensor that the architecture needs has to be there, in the right shape \
    and in a supported type. Then it is copied (sharing its blocks on disk where the file system can), and \
    its SHA-256 is recorded. Adding the same model again changes nothing.

    Of a language model with rounded weights, these are also kept as the processor reads them, in a file of about \
    the model's size: see 'persona model pack'. The model works without it, with --no-pack.

    The folder of a language model (config.json, tokenizer.json and safetensors) becomes a GGUF file in the store, \
    which llama.cpp reads too. With --quantize its matrices are rounded: q8_0 keeps about half of 16 bits and loses \
    next to nothing, q4_k a quarter, and a small model writes worse for it. How far the weights are from those of \
    the folder is said.
    """,
  positionals: [
    Positional(name: "path", help: "a GGUF file, or the folder of a model", kind: .path("PATH"))
  ],
  options: [
    Option(
      name: "name", value: .text("NAME"), help: "the name to give it; made from the file's name otherwise"),
    Option(
      name: "quantize", value: .choice(Quantization.allCases.map(\.rawValue)),
      help: "round the weights of a language model's folder"),
    Option(name: "link", help: "leave the files where they are instead of copying them"),
    Option(name: "no-pack", help: "save disk space: lay the weights out whenever the model is opened"),
    .json,
  ],
  examples: [
    Example(
      command: "persona model add SmolLM2-135M-Instruct.Q4_1.gguf --name smollm2",
      explanation: "installs the default language model"),
    Example(
      command: "persona model add all-MiniLM-L6-v2/ --name minilm",
      explanation: "installs the default text encoder"),
    Example(
      command: "persona model add SmolLM2-360M-Instruct/ --name smol --quantize q8_0",
      explanation: "converts a folder and rounds its weights to 8 bits"),
    Example(
      command: "persona model add --link ~/models/my.gguf", explanation: "uses a file in its place"),
  ],
  run: { invocation in
    let console = invocation.console
    let store = ModelStore(folder: invocation.paths.models)
    let known = Set((try? store.list().map(\.fingerprint)) ?? [])
    var progress: Progress?
    var added = try store.add(
      path: invocation.positional("path") ?? "", name: invocation.text("name"), link: invocation.flag("link"),
      quantization: invocation.text("quantize").flatMap { Quantization(rawValue: $0) },
      threadCount: invocation.threads
    ) { done, total in
      try console.checkInterrupt()
      if progress == nil { progress = console.progress(ProgressMessages.adding, total: total) }
      progress?.advance(to: done)
    }
    progress?.finish()
    added.record = try invocation.packAdded(added.record, in: store)
    if invocation.flag("json") { return try console.printJSON(added.json) }
    let record = added.record
    let isKnown = known.contains(record.fingerprint)
    let line = isKnown ? ModelMessages.wasThere(record) : ModelMessages.added(record)
    let rounding = added.conversion.flatMap(ModelMessages.rounding)
    try console.printSentence(([line] + [rounding].compactMap(\.self)).joined(separator: "; "))
    if let fallbacks = added.conversion.flatMap(ModelMessages.fallbacks) { console.note(fallbacks) }
    if record.hasUnknownTemplate { console.note(ModelMessages.unknownTemplate) }
  }
)

private let modelListCommand = Command(
  name: "list",
  summary: "list the models that are installed",
  options: [.json],
  examples: [Example(command: "persona model list", explanation: "prints one line for each model")],
  run: { invocation in
    let console = invocation.console
    let records = try ModelStore(folder: invocation.paths.models).list()
    if invocation.flag("json") {
      return try console.printJSON(.object([("models", .array(records.map(\.json)))]))
    }
    guard !records.isEmpty else {
      console.note(ModelMessages.none + "; " + ModelMessages.advice)
      return
    }
    let width = records.map(\.name.count).max() ?? 0
    for record in records {
      let padding = String(repeating: " ", count: width - record.name.count)
      try console.printSentence(
        console.settings.isPlain
          ? "\(record.name): \(record.role.words), \(record.description)"
          : "\(record.name)\(padding)  \(record.role.words)  \(record.description)")
    }
  }
)

private let modelInfoCommand = Command(
  name: "info",
  summary: "show what a model is, and check that it is unchanged",
  positionals: [Positional(name: "name", help: "the name of the model", candidates: .models)],
  options: [.json],
  examples: [
    Example(command: "persona model info smollm2", explanation: "prints its data, file and SHA-256")
  ],
  run: { invocation in
    let console = invocation.console
    let store = ModelStore(folder: invocation.paths.models)
    let found = try store.info(invocation.positional("name") ?? "")
    let record = try store.resolve(name: found.name, role: found.role)
    if invocation.flag("json") { return try console.printJSON(record.json) }
    let rows =
      [
        ("name", record.name), ("does", record.role.words), ("is", record.description),
        ("files", record.isLinked ? "\(record.path) (linked)" : record.path),
        ("bytes", record.byteCount.grouped),
      ]
      + record.files.map {
        ("SHA-256", "\(Hexadecimal.text($0.sha256))  \(ModelStore.lastComponent($0.path))")
      }
    for (label, value) in rows {
      try console.print(console.factLine(label, value, nameWidth: 7))
    }
    if record.packsWeights {
      try console.print(console.factLine("packed", ModelMessages.packedWeights(record), nameWidth: 7))
    }
  }
)

private let modelRemoveCommand = Command(
  name: "rm",
  summary: "remove a model",
  positionals: [Positional(name: "name", help: "the name of the model", candidates: .models)],
  options: [.yes, .dryRun],
  examples: [Example(command: "persona model rm smollm2", explanation: "asks, then removes it")],
  run: { invocation in
    let console = invocation.console
    let store = ModelStore(folder: invocation.paths.models)
    let name = invocation.positional("name") ?? ""
    let record: ModelRecord
    do {
      record = try store.info(name)
    } catch ModelStoreError.damagedRecord {
      // What it was is lost with the note; it can still be taken away.
      if invocation.flag("dry-run") { return try console.print(ModelMessages.removeDamaged(name)) }
      guard try console.confirm(ModelMessages.removeDamaged(name)) else { throw ConsoleError.declined }
      try store.remove(name)
      return console.note(ModelMessages.removedDamaged(name))
    }
    if invocation.flag("dry-run") { return try console.print(ModelMessages.question(record)) }
    guard try console.confirm(ModelMessages.question(record)) else { throw ConsoleError.declined }
    try store.remove(name)
    console.note(ModelMessages.removed(record))
  }
)

extension AddedModel {
  /// The model for programs, with what became of its weights.
  fileprivate var json: JSONValue {
    guard case .object(let members) = record.json, let conversion else { return record.json }
    return .object(members + [("conversion", conversion.json)])
  }
}

extension ConversionReport {
  /// Every tensor for programs.
  fileprivate var json: JSONValue {
    .object([
      ("quantization", quantization.map { JSONValue.string($0.rawValue) } ?? .null),
      ("relativeError", .number(error.relative)),
      ("largestError", .number(Double(error.largest))),
      ("tensors", .array(tensors.map(\.json))),
    ])
  }
}

extension ConvertedTensor {
  fileprivate var json: JSONValue {
    .object([
      ("name", .string(name)),
      ("type", .string(type.name)),
      ("shape", .array(dimensions.map { JSONValue.integer(Int64($0)) })),
      ("fellBack", .bool(fellBack)),
      ("relativeError", .number(error.relative)),
      ("largestError", .number(Double(error.largest))),
    ])
  }
}

extension ModelRecord {
  /// The model for programs.
  var json: JSONValue {
    .object([
      ("name", .string(name)),
      ("role", .string(role.rawValue)),
      ("architecture", .string(architecture)),
      ("title", .string(title)),
      ("parameters", .integer(Int64(parameterCount))),
      ("weightTypes", .array(weightTypes.map(JSONValue.string))),
      ("contextLength", .integer(Int64(contextLength))),
      ("chatTemplate", .bool(hasChatTemplate)),
      ("linked", .bool(isLinked)),
      ("path", .string(path)),
      ("bytes", .integer(Int64(byteCount))),
      ("packedBytes", packed.map { JSONValue.integer(Int64($0.byteCount)) } ?? .null),
      ("sha256", .string(sha256)),
      (
        "files",
        .array(
          files.map { file in
            .object([
              ("path", .string(file.path)), ("bytes", .integer(Int64(file.byteCount))),
              ("sha256", .string(Hexadecimal.text(file.sha256))),
            ])
          })
      ),
    ])
  }
}
