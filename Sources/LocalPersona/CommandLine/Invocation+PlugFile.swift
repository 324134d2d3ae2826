// Invocation+PlugFile.swift: a plug file that a command is given, made sure to be for the model that it uses.

extension Invocation {
  /// The plug in the file at `path`.
  ///
  /// - Throws: ``PlugStoreError`` where it cannot be read, is no plug, or was made for another model than
  ///   `model`.
  func plugDocument(at path: String, for model: ModelRecord) throws -> PlugDocument {
    let source = try ModelFileCalls.absolute(path)
      .mapError { PlugStoreError.unreadable(path: path, code: $0.code) }.get()
    let document: PlugDocument
    do {
      guard try files.status(of: source)?.kind == .file else { throw PlugFileError.notAPlug }
      let bytes = try files.read(source, from: 0, maximumByteCount: PlugFile.maximumByteCount + 1)
      document = try PlugFile.decode(bytes)
    } catch let error as PlugFileError {
      throw PlugStoreError.rejected(path: path, cause: error)
    } catch let error as FileError {
      throw PlugStoreError.unreadable(path: path, code: error.code)
    }
    guard document.isMade(forDecoder: model.fingerprint) else {
      throw PlugStoreError.otherModel(plug: path, madeFor: document.decoderName, asked: model.name)
    }
    return document
  }
}
