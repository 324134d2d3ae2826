// ConfigurationFile.swift: the configuration on the disk: reading it, and writing one that says everything
// and sets nothing.

#if canImport(Darwin)
private import Darwin
#elseif canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#endif

/// The configuration file at a path.
struct ConfigurationFile {
  let path: String
  let home: String

  /// The file at a path; `~` in it stands for `home`.
  init(path: String, home: String) {
    self.path = path
    self.home = home
  }

  /// The file of the user.
  init(environment: [String: String]) {
    let home = ProcessCalls.homeFolder(environment)
    self.init(path: StandardPaths(environment: environment, home: home).configuration, home: home)
  }

  /// Reads the file; a configuration that sets nothing where there is none.
  ///
  /// A link is followed: people keep such files in one place and link to them.
  func read() throws(ConfigurationError) -> Configuration {
    guard let bytes = try readBytes() else { return Configuration() }
    return try Configuration(bytes, path: path, home: home)
  }

  private func readBytes() throws(ConfigurationError) -> [UInt8]? {
    let descriptor: Int32
    do throws(CallError) {
      // A link that leads nowhere is not followed, and that is told.
      let target = DescriptorCalls.resolve(path) ?? path
      descriptor = try DescriptorCalls.open(target, flags: O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
    } catch {
      if error.code == ENOENT || error.code == ENOTDIR { return nil }
      if error.code == ELOOP { throw .brokenLink(path: path) }
      throw .unreadable(path: path, error)
    }
    defer { DescriptorCalls.close(descriptor) }
    let status = try translating { () throws(CallError) in try DescriptorCalls.status(of: descriptor) }
    guard status.isRegular else { throw .notFile(path: path) }
    guard !status.isWritableByOthers else { throw .exposed(path: path) }
    return try translating { () throws(CallError) in
      try DescriptorCalls.readAll(descriptor, limit: Configuration.maximumByteCount)
    }
  }

  private func translating<Value>(
    _ body: () throws(CallError) -> Value
  ) throws(ConfigurationError) -> Value {
    do {
      return try body()
    } catch {
      throw .unreadable(path: path, error)
    }
  }

  /// Writes a file with every setting as a comment, and the folders that it lies in.
  ///
  /// - Throws: ``ConfigurationError/alreadyThere(path:)``, ``ConfigurationError/notWritten(_:)``.
  func writeDefault(_ files: any FileStore) throws(ConfigurationError) {
    do throws(ExportError) {
      for folder in ConfigurationFile.folders(above: path) {
        try ExportError.translating { () throws(FileError) in
          if try files.status(of: folder + "/.") == nil { try files.makeFolder(folder) }
        }
      }
      let file = try ExportedFile(path: path, files: files)
      try file.write(Array(ConfigurationFile.defaultText.utf8))
      try file.finish()
    } catch .alreadyExists {
      throw .alreadyThere(path: path)
    } catch {
      throw .notWritten(error)
    }
  }

  /// The folders on the way to a file, the outermost first.
  private static func folders(above path: String) -> [String] {
    let parts = path.split(separator: "/").dropLast()
    return parts.indices.map { "/" + parts[...$0].joined(separator: "/") }
  }

  /// The file that sets nothing: each setting with what it does, as a comment.
  static var defaultText: String {
    let settings = Setting.all.map { setting in
      let words = TextLayout(columnCount: 98).paragraph(setting.explanation).map { "# \($0)\n" }.joined()
      return words + "#\(setting.name) = \(setting.example)\n"
    }
    return ([ConfigurationMessages.fileHead] + settings).joined(separator: "\n")
  }
}

extension Setting {
  /// A value as the file may have it.
  var example: String {
    switch value {
    case .choice: builtIn
    case .integer(_, let range): String(range.lowerBound)
    default: builtIn.contains(" ") ? value.placeholder : builtIn
    }
  }
}
