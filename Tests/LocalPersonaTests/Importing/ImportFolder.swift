// ImportFolder.swift: a temporary folder with files to import, gone when the value goes.

import Foundation
import LocalPersona

/// A folder to import from or export to.
final class ImportFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "persona-import-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, with the folders above it, and returns its path.
  @discardableResult
  func write(_ name: String, _ content: [UInt8]) throws -> String {
    let file = "\(path)/\(name)"
    let folder = (file as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(content).write(to: URL(fileURLWithPath: file))
    return file
  }

  @discardableResult
  func write(_ name: String, _ content: String) throws -> String { try write(name, Array(content.utf8)) }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: "\(path)/\(name)", withDestinationPath: target)
  }

  /// The names in a folder below this one, sorted.
  func names(in folder: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)").sorted()
  }
}

/// What importing `paths` would do.
func planImport(
  _ paths: [String], existing: [Entry] = [], defaults: ImportDefaults = ImportDefaults(),
  limits: ImportLimits = ImportLimits(), format: ImportFormat? = nil
) throws -> ImportPlan {
  var importer = Importer(existing: existing, defaults: defaults, files: POSIXFileStore(), limits: limits)
  for path in paths { try importer.read(path, format: format) }
  return importer.plan
}
