// ModelFileCalls.swift: the system calls of the model store that the vault's file protocol has no use for:
// identity of a file, absolute paths, copies that share their blocks, and whether a process is alive.

#if canImport(Darwin)
private import Darwin
#elseif canImport(Musl)
private import Musl
#else
private import Glibc
#endif

enum ModelFileCalls {
  /// What the file system says about the regular file at `path`; nil where there is none.
  static func identity(of path: String) -> FileIdentity? {
    var status = stat()
    guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    #if canImport(Darwin)
    let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
    #else
    let (modified, changed) = (status.st_mtim, status.st_ctim)
    #endif
    return FileIdentity(
      byteCount: Int(status.st_size), modified: nanoseconds(modified), changed: nanoseconds(changed),
      inode: UInt64(status.st_ino), device: UInt64(truncatingIfNeeded: status.st_dev))
  }

  /// `path` without symbolic links, from the root on; the error's number where it leads nowhere.
  static func absolute(_ path: String) -> Result<String, SystemError> {
    guard let resolved = unsafe realpath(path, nil) else { return .failure(SystemError(code: errno)) }
    defer { unsafe free(resolved) }
    return .success(unsafe String(cString: resolved))
  }

  /// Makes `copy`, which must not exist, share the blocks of `path`, where the file system can do that.
  ///
  /// - Returns: Whether it could; if not, there is no `copy`.
  static func clone(_ path: String, to copy: String) -> Bool {
    #if canImport(Darwin)
    return unsafe clonefile(path, copy, 0) == 0
    #elseif canImport(Glibc)
    let source = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard source >= 0 else { return false }
    defer { close(source) }
    let target = unsafe open(copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard target >= 0 else { return false }
    defer { close(target) }
    // FICLONE of linux/fs.h: _IOW(0x94, 9, int).
    if ioctl(target, 0x4004_9409, source) == 0 { return true }
    unsafe unlink(copy)
    return false
    #else
    return false
    #endif
  }

  /// The number of this process.
  static var processID: Int32 { getpid() }

  /// Whether a process with this number runs.
  static func isRunning(_ process: Int32) -> Bool { kill(process, 0) == 0 || errno == EPERM }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    let (seconds, overflow) = Int64(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
    return overflow ? Int64(time.tv_sec) : seconds &+ Int64(time.tv_nsec)
  }
}
