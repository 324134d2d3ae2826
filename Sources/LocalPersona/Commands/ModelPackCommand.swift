// ModelPackCommand.swift: `persona model pack`: makes what a language model is opened from faster and in less
// memory.

/// `persona model pack`.
let modelPackCommand = Command(
  name: "pack",
  summary: "lay out a model's weights once, so that it opens faster and takes less memory",
  discussion: """
    The processor reads rounded weights in another order than that of the model's file. Without this they are laid \
    out in memory whenever the model is opened; with it they lie in a file of about the model's size beside it, \
    which is read as it is. 'persona model add' makes it, unless --no-pack is given; so this is for models that were \
    added without, or by an older version of persona. What the model writes is the same, bit for bit.
    """,
  positionals: [Positional(name: "name", help: "the name of the model", candidates: .models)],
  options: [.json],
  examples: [
    Example(command: "persona model pack smollm2", explanation: "makes it where it is missing")
  ],
  run: { invocation in
    let console = invocation.console
    let store = ModelStore(folder: invocation.paths.models)
    let name = invocation.positional("name") ?? ""
    let before = try store.info(name).packed
    let record = try invocation.pack(name, in: store)
    if invocation.flag("json") { return try console.printJSON(record.json) }
    try console.print(ModelMessages.packed(record, isNew: record.packed != before))
  }
)

extension Invocation {
  /// Packs the weights of a model, and tells how far it is.
  ///
  /// - Throws: What ``ModelStore/pack(_:threadCount:progress:)`` throws; ``ConsoleError/interrupted``.
  func pack(_ name: String, in store: ModelStore) throws -> ModelRecord {
    var progress: Progress?
    let record = try store.pack(name, threadCount: threads) { done, total in
      try console.checkInterrupt()
      if progress == nil { progress = console.progress(ProgressMessages.packing, total: total) }
      progress?.advance(to: done)
    }
    progress?.finish()
    return record
  }

  /// Packs the weights of a model that was just added; where that fails it stays as it is, for it works
  /// without.
  ///
  /// - Throws: ``ConsoleError/interrupted``, after it was said what is there.
  func packAdded(_ record: ModelRecord, in store: ModelStore) throws -> ModelRecord {
    guard record.packsWeights, !flag("no-pack") else { return record }
    do {
      return try pack(record.name, in: store)
    } catch ConsoleError.interrupted {
      console.note(ModelMessages.packingStopped(record))
      throw ConsoleError.interrupted
    } catch let error as any Explained {
      console.warn(ModelMessages.notPacked(record, because: error.explanation.what))
      return record
    }
  }
}
