// Invocation+Editor.swift: lets the person write in the editor of their choice.
//
// The editor inherits the confinement: it has no network and no sockets. It gets the terminal even
// where standard input or output is something else.

extension Invocation {
  /// Opens `text` in the editor and returns what comes back, checked as every text is.
  ///
  /// Call it after ``openVault(_:)``. The draft is erased when the command has succeeded; where
  /// anything fails after the editor, it stays, and its place is told.
  ///
  /// - Throws: An ``Explained`` error; also where `text` comes back unchanged.
  public func editedText(_ text: String) throws -> String {
    let refusal = TextSourceError.noSource(
      becauseOfNoInput: console.settings.asksNothing, takesFile: declares("file"))
    guard !console.settings.asksNothing, console.terminal.isAvailable else { throw refusal }
    let editor = try EditorProgram(environment: environment)
    let draft = try makeDraft(text)
    drafts.add(draft)
    if draft.isInMemory != true {
      console.warn(DraftMessages.notInMemory(draft.folder))
    }
    do {
      try run(editor, on: draft)
    } catch {
      // What was not touched need not be kept.
      if (try? draft.read(limit: text.utf8.count)) == Array(text.utf8) { drafts.erase(draft) }
      throw error
    }
    try console.checkInterrupt()
    return try takeBack(draft, original: text)
  }

  /// After `su`, XDG_RUNTIME_DIR may name the folder of another user; shared memory will do as well.
  private func makeDraft(_ text: String) throws(EditorError) -> Draft {
    do {
      return try Draft(text, in: paths.runtime)
    } catch {
      #if os(Linux)
      if let draft = try? Draft(text, in: StandardPaths.sharedMemory) { return draft }
      #endif
      throw error
    }
  }

  private func run(_ editor: EditorProgram, on draft: Draft) throws {
    try console.flush()
    console.errors.clearTransient()
    let ending: ProcessCalls.Ending
    do throws(CallError) {
      ending = try ChildProgram.withTerminal { () throws(CallError) in
        try ProcessCalls.run(
          editor.path, arguments: editor.arguments + [draft.path], environment: environment,
          terminalPath: console.terminal.path)
      }
    } catch {
      throw EditorError.notStarted(editor.path, error)
    }
    guard ending == .exit(0) else { throw EditorError.failed(editor.path, ending: ending) }
  }

  private func takeBack(_ draft: Draft, original: String) throws -> String {
    let bytes: [UInt8]
    do {
      bytes = try draft.read(limit: Entry.maximumTextByteCount)
    } catch {
      throw TextSourceError.unreadable(.editor, error)
    }
    if bytes == Array(original.utf8), !original.isEmpty {
      drafts.erase(draft)
      throw EditorError.unchanged
    }
    do {
      return try TextCheck.text(bytes, from: .editor)
    } catch {
      if case .empty = error { drafts.erase(draft) }
      throw error
    }
  }
}
