// DescriptorCalls.swift: reading and writing file descriptors and small files, by the calls of POSIX.
//
// One of three files of the command line that touch pointers. Errors are `errno` values. Nothing
// here is for the vault, whose writes go through FileStore.

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#endif

/// The `errno` of a call that failed.
struct CallError: Error, Equatable {
  let code: Int32

  /// The error of the call that has just failed.
  static var last: CallError { CallError(code: errno) }
}

/// Calls on file descriptors and paths.
enum DescriptorCalls {
  /// How long a wait lasts before it looks for Ctrl-C again: a signal may reach another thread, or
  /// arrive just before the wait.
  private static let waitMilliseconds: Int32 = 200

  /// What a path or a descriptor is.
  struct Status {
    let isRegular: Bool
    let isFolder: Bool
    let isReadableByOthers: Bool
    let isReadableByGroup: Bool
    let isWritableByOthers: Bool
    let byteCount: Int
  }

  /// Opens a file; every descriptor is closed at exec.
  static func open(_ path: String, flags: Int32, mode: mode_t = 0) throws(CallError) -> Int32 {
    while true {
      // Sound: `path` is a terminated string for the length of the call; nothing is kept.
      #if canImport(Darwin)
      let descriptor = unsafe Darwin.open(path, flags | O_CLOEXEC, mode)
      #elseif canImport(Glibc)
      let descriptor = unsafe Glibc.open(path, flags | O_CLOEXEC, mode)
      #elseif canImport(Musl)
      let descriptor = unsafe Musl.open(path, flags | O_CLOEXEC, mode)
      #endif
      if descriptor >= 0 { return descriptor }
      guard errno == EINTR, !Interruption.isRequested else { throw .last }
    }
  }

  /// Closes a descriptor.
  ///
  /// On failure it is closed too, and there is nothing to do about it.
  static func close(_ descriptor: Int32) {
    #if canImport(Darwin)
    _ = Darwin.close(descriptor)
    #elseif canImport(Glibc)
    _ = Glibc.close(descriptor)
    #elseif canImport(Musl)
    _ = Musl.close(descriptor)
    #endif
  }

  /// Reads up to `limit` bytes to `start` of `target`, waiting for the first; 0 is the end.
  ///
  /// - Throws: The `errno`; `EINTR` only after an interruption.
  static func read(
    _ descriptor: Int32, into target: inout MutableRawSpan, at start: Int = 0, limit: Int = .max
  ) throws(CallError) -> Int {
    while true {
      try waitUntilReadable(descriptor)
      let count = unsafe target.withUnsafeMutableBytes { buffer in
        // Sound: the call writes inside the slice, and a slice outside the buffer traps.
        let end = min(buffer.count - start, limit) + start
        let buffer = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[start..<end])
        #if canImport(Darwin)
        return unsafe Darwin.read(descriptor, buffer.baseAddress, buffer.count)
        #elseif canImport(Glibc)
        return unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        #elseif canImport(Musl)
        return unsafe Musl.read(descriptor, buffer.baseAddress, buffer.count)
        #endif
      }
      if count >= 0 { return count }
      guard errno == EINTR || errno == EAGAIN, !Interruption.isRequested else { throw .last }
    }
  }

  /// Waits for data or the end of it, looking for Ctrl-C meanwhile.
  private static func waitUntilReadable(_ descriptor: Int32) throws(CallError) {
    #if os(Linux)  // poll(2) of macOS does not know terminals; there a read waits, and Ctrl-C ends it.
    while true {
      if Interruption.isRequested { throw CallError(code: EINTR) }
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      // Sound: one pollfd, for the length of the call.
      let ready = unsafe poll(&request, 1, waitMilliseconds)
      if ready > 0 { return }
      guard ready == 0 || errno == EINTR || errno == EAGAIN else { throw .last }
    }
    #endif
  }

  /// Writes all of `bytes`.
  ///
  /// - Throws: The `errno`; `EINTR` only after an interruption.
  static func write(_ descriptor: Int32, _ bytes: [UInt8]) throws(CallError) {
    var start = 0
    while start < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        // Sound: the slice lies inside `bytes`, which outlives the call.
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[start...])
        #if canImport(Darwin)
        return unsafe Darwin.write(descriptor, rest.baseAddress, rest.count)
        #elseif canImport(Glibc)
        return unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
        #elseif canImport(Musl)
        return unsafe Musl.write(descriptor, rest.baseAddress, rest.count)
        #endif
      }
      if count >= 0 {
        start += count
        continue
      }
      if errno == EAGAIN {
        try waitUntilWritable(descriptor)
        continue
      }
      guard errno == EINTR, !Interruption.isRequested else { throw .last }
    }
  }

  /// Waits where a descriptor was made non-blocking by whoever started us.
  private static func waitUntilWritable(_ descriptor: Int32) throws(CallError) {
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    // Sound: one pollfd, for the length of the call.
    _ = unsafe poll(&request, 1, waitMilliseconds)
    if Interruption.isRequested { throw CallError(code: EINTR) }
  }

  /// Reads to the end, but no more than `limit` bytes and one, so that the caller can tell.
  static func readAll(_ descriptor: Int32, limit: Int) throws(CallError) -> [UInt8] {
    var result: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: min(limit + 1, 1 << 16))
    while result.count <= limit {
      var span = piece.mutableSpan
      var bytes = unsafe span.mutableBytes  // Any bytes make valid UInt8 values.
      let count = try read(descriptor, into: &bytes)
      if count == 0 { break }
      result.append(contentsOf: piece[..<count])
    }
    return result
  }

  /// Reads a file that is no link: at most `limit` bytes and one.
  static func readFile(_ path: String, limit: Int) throws(CallError) -> [UInt8] {
    let descriptor = try open(path, flags: O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
    defer { close(descriptor) }
    return try readAll(descriptor, limit: limit)
  }

  /// What an open descriptor is.
  static func status(of descriptor: Int32) throws(CallError) -> Status {
    var status = stat()
    // Sound: the call fills the one `stat` given.
    guard unsafe fstat(descriptor, &status) == 0 else { throw .last }
    return Status(
      isRegular: status.st_mode & S_IFMT == S_IFREG, isFolder: status.st_mode & S_IFMT == S_IFDIR,
      isReadableByOthers: status.st_mode & S_IROTH != 0,
      isReadableByGroup: status.st_mode & S_IRGRP != 0,
      isWritableByOthers: status.st_mode & S_IWOTH != 0, byteCount: Int(status.st_size))
  }

  /// Whether a pipe or a file has something that was not read yet; false for anything else, such as a
  /// terminal.
  ///
  /// A pipe that its writer closed has nothing. Nothing is waited for, and nothing is taken.
  static func hasWaitingBytes(_ descriptor: Int32) -> Bool {
    var status = stat()
    // Sound: the call fills the one `stat` given.
    guard unsafe fstat(descriptor, &status) == 0 else { return false }
    if status.st_mode & S_IFMT == S_IFREG {
      let place = lseek(descriptor, 0, SEEK_CUR)
      return place >= 0 && place < status.st_size
    }
    guard status.st_mode & S_IFMT == S_IFIFO else { return false }
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    // Sound: one pollfd, for the length of the call.
    let ready = unsafe poll(&request, 1, 0)
    return ready > 0 && request.revents & Int16(POLLIN) != 0
  }

  /// Whether a program of this name may be run.
  static func isExecutable(_ path: String) -> Bool {
    unsafe access(path, X_OK) == 0  // Sound: a terminated string for the length of the call.
  }

  /// The path without links, or nil where there is no such file.
  static func resolve(_ path: String) -> String? {
    // Sound: realpath allocates the result, which is copied and freed here.
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  /// The number of the device that a file or folder lies on, as major and minor.
  static func device(of path: String) -> (major: UInt64, minor: UInt64)? {
    var status = stat()
    // Sound: the call fills the one `stat` given.
    guard unsafe stat(path, &status) == 0 else { return nil }
    let device = UInt64(truncatingIfNeeded: status.st_dev)
    // The coding of the C library on Linux: sys/sysmacros.h.
    return ((device >> 8) & 0xFFF | (device >> 32) & ~0xFFF, device & 0xFF | (device >> 12) & ~0xFF)
  }

  /// Makes a folder that only this user can enter, with a random name that begins with `prefix`.
  static func makePrivateFolder(prefix: String) throws(CallError) -> String {
    var template = Array("\(prefix)XXXXXX".utf8CString)
    // Sound: the template is a terminated array of ours, changed in place.
    guard unsafe mkdtemp(&template) != nil else { throw .last }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The names in a folder, without `.` and `..`; empty where it cannot be read.
  static func names(in folder: String) -> [String] {
    // Sound: the stream is ours until closedir; each name is copied before the next read.
    guard let stream = unsafe opendir(folder) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Overwrites a regular file with zeros and removes it; removes anything else as it is.
  ///
  /// - Returns: Whether it is gone.
  @discardableResult
  static func eraseFile(_ path: String) -> Bool {
    if let descriptor = try? open(path, flags: O_WRONLY | O_NOFOLLOW | O_NONBLOCK) {
      if let status = try? status(of: descriptor), status.isRegular {
        try? write(descriptor, [UInt8](repeating: 0, count: status.byteCount))
        _ = fsync(descriptor)
      }
      close(descriptor)
    }
    return unsafe unlink(path) == 0  // Sound: a terminated string for the length of the call.
  }

  /// Removes an empty folder.
  static func removeFolder(_ path: String) {
    _ = unsafe rmdir(path)  // Sound: a terminated string for the length of the call.
  }
}
