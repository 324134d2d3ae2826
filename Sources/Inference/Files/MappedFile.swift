// MappedFile.swift: a whole file mapped read-only into memory.
//
// Sizes and offsets are bytes. The only file of this module that maps memory; readers see bounds-checked
// spans. The mapping ends with the last reference to the object.

private import CMapping

#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

/// A regular file whose bytes can be read as memory, without a copy.
///
/// The kernel loads pages when they are touched. Where someone cuts the file while it is mapped, or the disk
/// fails, the lost part reads as zeros; ``isUnchanged`` tells, and whoever computed from the bytes asks it
/// before the result is used. The model store keeps its own copies, which nobody else writes.
@safe
public final class MappedFile: @unchecked Sendable {  // Immutable memory behind a constant pointer.
  /// No model that this program could run on a CPU is larger: 1 TiB.
  public static let maximumByteCount = 1 << 40

  /// The code of ``ModelFileError/unreadable(file:code:)`` where there is no file.
  static let missingCode: Int32 = ENOENT

  /// The path as it was given.
  public let path: String

  /// The size of the file when it was mapped.
  public let byteCount: Int

  private let start: UnsafeRawPointer
  private let descriptor: Int32
  private let watch: Int32
  private let modified: [Int]

  /// Opens and maps `path`.
  ///
  /// - Throws: ``ModelFileError/unreadable(file:code:)``; ``ModelFileError/notARegularFile(file:)``, also for
  ///   symbolic links, which could be changed to lead elsewhere;
  ///   ``ModelFileError/tooLarge(file:byteCount:limit:)``.
  public init(path: String) throws(ModelFileError) {
    let descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw errno == ELOOP ? .notARegularFile(file: path) : .unreadable(file: path, code: errno)
    }
    let found: (byteCount: Int, start: UnsafeRawPointer, modified: [Int], watch: Int32)
    do throws(ModelFileError) {
      unsafe found = try Self.map(descriptor, path: path)
    } catch {
      close(descriptor)
      throw error
    }
    self.path = path
    self.byteCount = unsafe found.byteCount
    unsafe self.start = found.start
    self.descriptor = descriptor
    self.modified = unsafe found.modified
    self.watch = unsafe found.watch
  }

  deinit {
    if byteCount > 0 {
      cmap_unwatch(watch)
      unsafe _ = munmap(UnsafeMutableRawPointer(mutating: start), byteCount)
    }
    close(descriptor)
  }

  /// All bytes, for as long as this object is borrowed.
  public var bytes: RawSpan {
    @_lifetime(borrow self) get {
      // The mapping lives as long as self does, and is never written through.
      let span = unsafe RawSpan(_unsafeStart: start, byteCount: byteCount)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// The first byte of the mapping, for kernels that need a pointer.
  ///
  /// Valid while this object lives.
  @unsafe public var base: UnsafeRawPointer { unsafe start }

  /// Calls `body` with the bytes of `range`.
  ///
  /// - Precondition: `range` lies within the file.
  public func withBytes<R, E: Error>(
    _ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws(E) -> R
  ) throws(E) -> R {
    precondition(range.lowerBound >= 0 && range.upperBound <= byteCount, "bytes \(range) of \(byteCount)")
    return try unsafe body(UnsafeRawBufferPointer(start: start + range.lowerBound, count: range.count))
  }

  /// A copy of the bytes of `range`.
  ///
  /// - Precondition: `range` lies within the file.
  func copy(_ range: Range<Int>) -> [UInt8] { unsafe withBytes(range) { unsafe [UInt8]($0) } }

  /// Whether all that was read so far was the file as it was mapped: nobody cut or rewrote it.
  ///
  /// Costs a system call.
  public var isUnchanged: Bool {
    if byteCount > 0 && cmap_is_lost(watch) { return false }
    var status = stat()
    return unsafe fstat(descriptor, &status) == 0 && Int(status.st_size) == byteCount
      && Self.modificationTime(status) == modified
  }

  /// Checks that nobody cut or rewrote the file since it was mapped.
  ///
  /// - Throws: ``ModelFileError/changed(file:)``.
  public func verifyUnchanged() throws(ModelFileError) {
    guard isUnchanged else { throw .changed(file: path) }
  }

  /// What `read` makes of the bytes, if they were the file's: what is said about bytes that were lost on the
  /// way is no news.
  ///
  /// - Throws: ``ModelFileError/changed(file:)``; what `read` throws.
  func verifying<R>(_ read: () throws(ModelFileError) -> R) throws(ModelFileError) -> R {
    let result: R
    do throws(ModelFileError) {
      result = try read()
    } catch {
      try verifyUnchanged()
      throw error
    }
    try verifyUnchanged()
    return result
  }

  private static func map(
    _ descriptor: Int32, path: String
  ) throws(ModelFileError) -> (byteCount: Int, start: UnsafeRawPointer, modified: [Int], watch: Int32) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .unreadable(file: path, code: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notARegularFile(file: path) }
    let byteCount = Int(status.st_size)
    guard byteCount <= maximumByteCount else {
      throw .tooLarge(file: path, byteCount: byteCount, limit: maximumByteCount)
    }
    let modified = modificationTime(status)
    guard byteCount > 0 else {
      // An empty mapping is not allowed; the address of a static byte is never read.
      return unsafe (0, UnsafeRawPointer(bitPattern: 16)!, modified, 0)
    }
    let memory = unsafe mmap(nil, byteCount, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let memory = unsafe memory, unsafe memory != MAP_FAILED else {
      throw .unreadable(file: path, code: errno)
    }
    let watch = unsafe cmap_watch(memory, byteCount)
    guard watch >= 0 else {
      unsafe _ = munmap(memory, byteCount)
      throw .unreadable(file: path, code: EMFILE)
    }
    return (byteCount, UnsafeRawPointer(memory), modified, watch)
  }

  private static func modificationTime(_ status: stat) -> [Int] {
    #if canImport(Darwin)
    [Int(status.st_mtimespec.tv_sec), Int(status.st_mtimespec.tv_nsec)]
    #else
    [Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec)]
    #endif
  }
}
