// Syscalls.swift: the only file of Storage and Vault that calls the C library, but for the one on
// unnamed files; each function is one call, with its error as an `errno` and interruptions by signals
// retried. All `unsafe` of the file layer is here and there: pointers never outlive the call that they
// are passed to.

#if canImport(Darwin)
private import Darwin
#elseif canImport(Musl)
private import Musl
#else
private import Glibc
#endif

/// Failed system calls, by their `errno`.
struct SystemError: Error, Equatable {
  var code: Int32

  static let noEntry = SystemError(code: ENOENT)
  static let exists = SystemError(code: EEXIST)
  static let inputOutput = SystemError(code: EIO)
  static let wouldBlock = SystemError(code: EWOULDBLOCK)
  static let notRegular = SystemError(code: EINVAL)
  static let notOpen = SystemError(code: EBADF)
  static let tooLarge = SystemError(code: EFBIG)

  /// Whether a folder could not be removed because something is in it: POSIX allows either.
  var meansNotEmpty: Bool { code == ENOTEMPTY || code == EEXIST }

  /// Whether a file cannot have a second name here; Linux says `EPERM` for file systems without links, such
  /// as FAT (link(2)).
  var meansNoLinks: Bool { [EPERM, ENOSYS, ENOTSUP, EOPNOTSUPP, EMLINK].contains(code) }

  var cause: FileError.Cause {
    switch code {
    case ENOSPC, EDQUOT, EFBIG: .noSpace
    case EROFS: .readOnly
    case EACCES, EPERM: .notPermitted
    case EIO: .damagedMedium
    default: .other
    }
  }
}

/// Thin functions over the C library.
enum Syscalls {
  typealias Descriptor = Int32

  /// How a file is opened; never through a symbolic link, never inherited by another program.
  enum OpenMode {
    case read, change, createNew, createOrChange, folder, unnamed

    var flags: Int32 {
      let common = O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK  // O_NONBLOCK: do not hang on a pipe
      return switch self {
      case .read: common | O_RDONLY
      case .change: common | O_RDWR
      case .createNew: common | O_RDWR | O_CREAT | O_EXCL
      case .createOrChange: common | O_RDWR | O_CREAT
      case .folder: common | O_RDONLY | O_DIRECTORY
      case .unnamed: common | O_RDWR | Syscalls.unnamedFlag
      }
    }
  }

  static func open(_ path: String, _ mode: OpenMode) throws(SystemError) -> Descriptor {
    #if canImport(Darwin)
    try retrying { unsafe Darwin.open(path, mode.flags, 0o600) }
    #elseif canImport(Musl)
    try retrying { unsafe Musl.open(path, mode.flags, 0o600) }
    #else
    try retrying { unsafe Glibc.open(path, mode.flags, 0o600) }
    #endif
  }

  /// Closes; not retried, because the descriptor is gone even where the call was interrupted.
  static func close(_ file: Descriptor) throws(SystemError) {
    #if canImport(Darwin)
    let status = Darwin.close(file)
    #elseif canImport(Musl)
    let status = Musl.close(file)
    #else
    let status = Glibc.close(file)
    #endif
    if status != 0, errno != EINTR { throw SystemError(code: errno) }
  }

  /// Writes all of `bytes`.
  static func write(_ bytes: RawSpan, to file: Descriptor, at offset: Int) throws(SystemError) {
    var written = 0
    while written < bytes.byteCount {
      let rest = bytes.extracting(droppingFirst: written)
      let count = try retrying {
        // Sound: `base` and `count` describe `rest`, which outlives the call.
        unsafe rest.withUnsafeBytes { unsafe pwrite(file, $0.baseAddress, $0.count, off_t(offset + written)) }
      }
      guard count > 0 else { throw .inputOutput }
      written += count
    }
  }

  /// Reads from `offset` to the end of the file, but no more than `maximumByteCount` bytes.
  static func read(_ file: Descriptor, from offset: Int, maximumByteCount: Int) throws(SystemError) -> [UInt8]
  {
    let end = Int(try attributes(of: file).st_size)
    let wanted = max(0, min(end - offset, maximumByteCount))
    var failure: SystemError?
    // Sound: the buffer holds `wanted` bytes, of which those after `filled` are offered.
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
      do throws(SystemError) {
        while filled < wanted {
          let count = try retrying {
            unsafe pread(
              file, buffer.baseAddress.map { unsafe $0 + filled }, wanted - filled, off_t(offset + filled))
          }
          guard count > 0 else { break }  // The file was cut off since.
          filled += count
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }

  static func truncate(_ file: Descriptor, to byteCount: Int) throws(SystemError) {
    _ = try retrying { ftruncate(file, off_t(byteCount)) }
  }

  /// Waits until a file or folder is on its medium.
  ///
  /// macOS says so only on `F_FULLFSYNC`, which some file systems lack.
  static func synchronize(_ file: Descriptor) throws(SystemError) {
    #if canImport(Darwin)
    if fcntl(file, F_FULLFSYNC) == 0 { return }
    #endif
    _ = try retrying { fsync(file) }
  }

  /// Takes the lock of the file if it is free; throws ``SystemError/wouldBlock`` if it is not.
  static func lock(_ file: Descriptor) throws(SystemError) {
    _ = try retrying { flock(file, LOCK_EX | LOCK_NB) }
  }

  static func makeFolder(_ path: String) throws(SystemError) {
    _ = try retrying { unsafe mkdir(path, 0o700) }
  }

  static func setPermissions(_ permissions: UInt32, of path: String) throws(SystemError) {
    _ = try retrying { unsafe chmod(path, mode_t(permissions)) }
  }

  static func rename(_ path: String, to newPath: String) throws(SystemError) {
    #if canImport(Darwin)
    _ = try retrying { unsafe Darwin.rename(path, newPath) }
    #elseif canImport(Musl)
    _ = try retrying { unsafe Musl.rename(path, newPath) }
    #else
    _ = try retrying { unsafe Glibc.rename(path, newPath) }
    #endif
  }

  static func link(_ path: String, to newPath: String) throws(SystemError) {
    #if canImport(Darwin)
    _ = try retrying { unsafe Darwin.link(path, newPath) }
    #elseif canImport(Musl)
    _ = try retrying { unsafe Musl.link(path, newPath) }
    #else
    _ = try retrying { unsafe Glibc.link(path, newPath) }
    #endif
  }

  static func removeFile(_ path: String) throws(SystemError) {
    _ = try retrying { unsafe unlink(path) }
  }

  static func removeFolder(_ path: String) throws(SystemError) {
    _ = try retrying { unsafe rmdir(path) }
  }

  /// What is at `path`, without following a link.
  static func status(of path: String) throws(SystemError) -> FileStatus {
    var attributes = stat()
    _ = try retrying { unsafe lstat(path, &attributes) }
    return fileStatus(attributes)
  }

  /// What an open file is.
  static func status(of file: Descriptor) throws(SystemError) -> FileStatus {
    fileStatus(try attributes(of: file))
  }

  /// Whether `path` is a name of this open file.
  static func isFile(_ file: Descriptor, at path: String) throws(SystemError) -> Bool {
    let opened = try attributes(of: file)
    var named = stat()
    do throws(SystemError) {
      _ = try retrying { unsafe lstat(path, &named) }
    } catch .noEntry {
      return false
    }
    return opened.st_dev == named.st_dev && opened.st_ino == named.st_ino
  }

  /// The names in a folder, but `.` and `..`.
  static func list(_ path: String) throws(SystemError) -> [String] {
    guard let stream = unsafe opendir(path) else { throw SystemError(code: errno) }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let item = unsafe readdir(stream) else {
        if errno != 0 { throw SystemError(code: errno) }
        return names
      }
      // Sound: the system ends a name with a zero byte within `d_name`.
      let name = unsafe withUnsafePointer(to: &item.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: $0.pointee)) {
          unsafe String(cString: $0)
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
  }

  static func secondsSince1970() -> Int64 {
    Int64(time(nil))
  }

  static func processID() -> Int32 {
    getpid()
  }

  /// The name of the machine, or an empty string.
  static func hostName() -> String {
    var name = [CChar](repeating: 0, count: 256)
    // Sound: one byte less than the buffer has, so that it stays ended by a zero.
    guard unsafe gethostname(&name, name.count - 1) == 0 else { return "" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  static func sleep(milliseconds: Int) {
    usleep(useconds_t(milliseconds * 1000))
  }

  /// What the system says about an error, such as `No space left on device`.
  static func message(of code: Int32) -> String {
    unsafe String(cString: strerror(code))
  }

  private static func attributes(of file: Descriptor) throws(SystemError) -> stat {
    var attributes = stat()
    _ = try retrying { unsafe fstat(file, &attributes) }
    return attributes
  }

  private static func fileStatus(_ attributes: stat) -> FileStatus {
    let kind: FileStatus.Kind =
      switch attributes.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      default: .other
      }
    return FileStatus(
      kind: kind, byteCount: Int(attributes.st_size), permissions: UInt32(attributes.st_mode & 0o7777))
  }

  /// The result of a call that reports -1 and `errno`; repeated while signals interrupt it.
  static func retrying<Result: FixedWidthInteger>(_ call: () -> Result) throws(SystemError) -> Result {
    while true {
      let result = call()
      guard result == -1 else { return result }
      guard errno == EINTR else { throw SystemError(code: errno) }
    }
  }
}
