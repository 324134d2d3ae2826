// ModelStore+Files.swift: the store's own folders and notes.

internal import Crypto

extension ModelStore {
  private static let temporaryPrefix = ".incomplete-"

  /// A folder beside the models for one that is being added or removed by this process.
  func temporaryFolder(for name: String) -> String {
    "\(folder)/\(Self.temporaryPrefix)\(name).\(ModelFileCalls.processID)"
  }

  static func lastComponent(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// Makes the store's folder, and those above it that are missing.
  func makeStoreFolder() throws {
    var missing: [String] = []
    var place = folder
    while try !place.isEmpty && files.status(of: place) == nil {
      missing.append(place)
      guard let slash = place.lastIndex(of: "/") else { break }
      place = String(place[..<slash])
    }
    for place in missing.reversed() { try files.makeFolder(place) }
  }

  /// Writes the note of a model into `place`, replacing an older one in one step.
  func write(_ record: ModelRecord, in place: String) throws {
    let temporary = "\(place)/.\(Self.recordName).\(ModelFileCalls.processID)"
    if try files.status(of: temporary) != nil { try files.removeFile(temporary) }
    let file = try files.create(temporary)
    let bytes = Array((record.stored.text + "\n").utf8)
    try file.write(bytes.rawBytes, at: 0)
    try file.synchronize()
    try file.close()
    try files.rename(temporary, to: place + "/" + Self.recordName)
    try files.synchronizeFolder(place)
  }

  /// Removes a folder of files, the note first: without it there is no model.
  func removeTree(_ place: String) throws {
    let names = try files.list(place).sorted { a, _ in a == Self.recordName }
    for name in names { try files.removeFile(place + "/" + name) }
    try files.removeFolder(place)
  }

  /// Removes what processes left behind that were killed while adding or removing.
  func removeLeftovers() {
    for name in (try? files.list(folder)) ?? [] where name.hasPrefix(Self.temporaryPrefix) {
      guard let process = name.split(separator: ".").last.flatMap({ Int32($0) }),
        process != ModelFileCalls.processID, !ModelFileCalls.isRunning(process)
      else { continue }
      try? removeTree(folder + "/" + name)
    }
  }
}

extension ModelRecord {
  /// The record with its copied files in `place`.
  func moved(to place: String) -> ModelRecord {
    guard !isLinked else { return self }
    var record = self
    for index in record.files.indices {
      record.files[index].path = place + "/" + ModelStore.lastComponent(record.files[index].path)
    }
    return record
  }
}
