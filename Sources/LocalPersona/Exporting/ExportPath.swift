// ExportPath.swift: a path to export to, parted into the folder it lies in and its name.

private import Crypto

/// A place for an export that has nothing at it yet.
struct ExportPath {
  /// The path without slashes at its end.
  let path: String

  /// The folder that it lies in.
  let parent: String

  /// That folder, where it may be a link to one: the file store follows none at the end of a path.
  var folder: String { parent + "/." }

  init(_ raw: String) {
    var path = raw[...]
    while path.count > 1, path.last == "/" { path.removeLast() }
    self.path = String(path)
    guard let slash = path.lastIndex(of: "/") else {
      parent = "."
      return
    }
    parent = slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// A name beside the path that nobody has, for what is not finished yet.
  ///
  /// Plain to see and told by its name: should the process be killed, it is what remains, with texts in
  /// clear.
  func makeTemporaryPath() -> String {
    let random = RandomBytes.make(8).map { byte in
      String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }
    return "\(parent)/persona-export-\(random.joined()).unfinished"
  }

  /// Checks that there is a folder to write in.
  func requireParent(_ files: any FileStore) throws(ExportError) {
    let inside = try ExportError.translating { () throws(FileError) in try files.status(of: folder) }
    guard inside?.kind == .folder else { throw .noParent(path: parent) }
  }
}

extension ExportError {
  /// What `body` returns; what it throws is an error of storage.
  static func translating<Value>(_ body: () throws(FileError) -> Value) throws(ExportError) -> Value {
    do {
      return try body()
    } catch {
      throw .storage(error)
    }
  }
}
