// ExportError.swift: why an export did not happen. An export that fails leaves nothing behind.

/// Why nothing was exported.
public enum ExportError: Error, Equatable {
  /// Something has the name already, and nothing is ever overwritten.
  case alreadyExists(path: String)

  /// The folder for Markdown files has something in it.
  case folderNotEmpty(path: String)

  /// The folder that the export should lie in is not there.
  case noParent(path: String)

  /// The user did not say that the export may be readable by everyone who gets it.
  case notAllowed

  /// Markdown files need a folder, and none was named.
  case noFolder

  /// Writing failed.
  case storage(FileError)
}
