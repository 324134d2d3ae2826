// Draft.swift: the file in which an editor changes a text: in memory, private, and erased at the end.
//
// It lies in a folder of its own, 0700, on a file system in memory where the system has one. So what
// editors put beside a file (backups, swap files, recovery files) is in memory too, and is erased with
// it. The draft goes when the command succeeded, and stays where the command failed after the editor.

#if canImport(Darwin)
private import Darwin
#elseif canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#endif
import Synchronization

/// A text in a file, for the time of an editor.
struct Draft: Sendable, Equatable {
  private static let folderPrefix = "persona-"
  private static let fileName = "draft.md"

  /// The folder, which holds nothing else of ours.
  let folder: String

  /// The file.
  var path: String { "\(folder)/\(Self.fileName)" }

  /// The folders below `places` in which this user can see a draft: of commands that failed, or that still
  /// run.
  static func folders(in places: [String]) -> [String] {
    Set(places).sorted()
      .flatMap { place in DescriptorCalls.names(in: place).sorted().map { (place, $0) } }
      .filter { $0.1.hasPrefix(folderPrefix) }
      .map { "\($0.0)/\($0.1)" }
      .filter { DescriptorCalls.names(in: $0).contains(fileName) }
  }

  /// Writes `text` to a new draft below `runtime`.
  init(_ text: String, in runtime: String) throws(EditorError) {
    do {
      folder = try DescriptorCalls.makePrivateFolder(prefix: "\(runtime)/\(Self.folderPrefix)")
    } catch {
      throw .noDraftFolder(path: runtime, error)
    }
    do {
      let descriptor = try DescriptorCalls.open(path, flags: O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
      defer { DescriptorCalls.close(descriptor) }
      try DescriptorCalls.write(descriptor, Array(text.utf8))
    } catch {
      erase()
      throw .noDraftFolder(path: runtime, error)
    }
  }

  /// Reads what the editor left: at most `limit` bytes and one.
  func read(limit: Int) throws(CallError) -> [UInt8] {
    try DescriptorCalls.readFile(path, limit: limit)
  }

  /// Whether the draft lies in memory, not on a disk; nil where the system does not tell.
  var isInMemory: Bool? { DescriptorCalls.isMemoryBacked(folder) }

  /// Overwrites and removes everything in the folder, and the folder.
  func erase() {
    for name in DescriptorCalls.names(in: folder) { DescriptorCalls.eraseFile("\(folder)/\(name)") }
    DescriptorCalls.removeFolder(folder)
  }
}

/// The drafts of one run.
final class DraftShelf: Sendable {
  private let drafts = Mutex<[Draft]>([])

  /// Keeps `draft` until the end of the run.
  func add(_ draft: Draft) { drafts.withLock { $0.append(draft) } }

  /// Erases `draft` now.
  func erase(_ draft: Draft) {
    drafts.withLock { $0.removeAll { $0 == draft } }
    draft.erase()
  }

  /// Erases all drafts: the run succeeded.
  func eraseAll() {
    for draft in takeAll() { draft.erase() }
  }

  /// The drafts, which from now on nobody erases: the run failed.
  func takeAll() -> [Draft] {
    drafts.withLock { drafts in
      defer { drafts = [] }
      return drafts
    }
  }
}
