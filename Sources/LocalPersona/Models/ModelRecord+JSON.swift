// ModelRecord+JSON.swift: the note that lies beside each model, model.json, and its reading.
//
// Paths of files within the model's folder are stored by name alone, so that the store can be moved.

extension ModelRecord {
  /// The version of the note's format.
  static let formatVersion: Int64 = 1

  /// The record as the store keeps it.
  var stored: JSONValue {
    var members: [(String, JSONValue)] = [
      ("version", .integer(Self.formatVersion)),
      ("name", .string(name)),
      ("role", .string(role.rawValue)),
      ("architecture", .string(architecture)),
      ("title", .string(title)),
      ("parameters", .integer(Int64(parameterCount))),
      ("types", .array(weightTypes.map(JSONValue.string))),
      ("context", .integer(Int64(contextLength))),
      ("chatTemplate", .bool(hasChatTemplate)),
      ("linked", .bool(isLinked)),
      ("files", .array(files.map { $0.stored(isLinked: isLinked) })),
    ]
    // It lies in the store, also where the model is linked.
    if let packed { members.append(("packed", packed.stored(isLinked: false))) }
    return .object(members)
  }

  /// Reads a note that lies in `folder`; nil where it is damaged.
  init?(stored: JSONValue, folder: String) {
    guard stored["version"]?.integer == Self.formatVersion,
      let name = stored["name"]?.string, let role = stored["role"]?.string.flatMap(ModelRole.init),
      let architecture = stored["architecture"]?.string, let title = stored["title"]?.string,
      let parameters = stored["parameters"]?.integer, case .array(let types) = stored["types"],
      let context = stored["context"]?.integer, case .bool(let chat) = stored["chatTemplate"],
      case .bool(let linked) = stored["linked"], case .array(let items) = stored["files"]
    else { return nil }
    let files = items.compactMap { File(stored: $0, folder: folder) }
    guard !files.isEmpty, files.count == items.count else { return nil }
    self.init(
      name: name, role: role, architecture: architecture, title: title, parameterCount: Int(parameters),
      weightTypes: types.compactMap(\.string), contextLength: Int(context), hasChatTemplate: chat,
      isLinked: linked, files: files, packed: stored["packed"].flatMap { File(stored: $0, folder: folder) })
  }
}

extension ModelRecord.File {
  fileprivate func stored(isLinked: Bool) -> JSONValue {
    let name = path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    return .object([
      ("path", .string(isLinked ? path : name)),
      ("sha256", .string(Hexadecimal.text(sha256))),
      ("bytes", .integer(Int64(identity.byteCount))),
      ("modified", .integer(identity.modified)),
      ("changed", .integer(identity.changed)),
      ("inode", .integer(Int64(bitPattern: identity.inode))),
      ("device", .integer(Int64(bitPattern: identity.device))),
    ])
  }

  fileprivate init?(stored: JSONValue, folder: String) {
    guard let path = stored["path"]?.string, !path.isEmpty,
      let hash = stored["sha256"]?.string.flatMap(Hexadecimal.bytes), hash.count == 32,
      let byteCount = stored["bytes"]?.integer, byteCount >= 0,
      let modified = stored["modified"]?.integer, let changed = stored["changed"]?.integer,
      let inode = stored["inode"]?.integer, let device = stored["device"]?.integer
    else { return nil }
    let isAbsolute = path.hasPrefix("/")
    // A name within the folder must not lead out of it.
    guard isAbsolute || (!path.contains("/") && path != "." && path != "..") else { return nil }
    self.init(
      path: isAbsolute ? path : folder + "/" + path, sha256: hash,
      identity: FileIdentity(
        byteCount: Int(byteCount), modified: modified, changed: changed,
        inode: UInt64(bitPattern: inode), device: UInt64(bitPattern: device)))
  }
}
