// CallErrorMessages.swift: the words for error numbers of the system. strerror would do, but for
// pointers into a buffer that is shared between threads.

#if canImport(Darwin)
private import Darwin
#elseif canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#endif

extension CallError {
  /// The exit code where a file that was named cannot be used.
  var exitCode: ExitCode {
    switch code {
    case ENOENT, ENOTDIR: .notFound
    case EISDIR, ELOOP, ENAMETOOLONG: .invalidInput
    default: .storage
    }
  }

  /// What to do where a file that was named cannot be used.
  var advice: String {
    switch code {
    case ENOENT, ENOTDIR: "see whether the path is right, and counted from the folder that you are in"
    case EACCES, EPERM: "see who owns it and what you may do with it: ls -ld"
    case EISDIR: "name a file in it"
    case ELOOP: "name what the link leads to"
    case EIO: "the disk may be failing: copy what can be read to another one"
    default: "look at what is there now, with ls -ld, and try again"
    }
  }

  /// The error as the end of a sentence.
  var words: String {
    switch code {
    case ENOENT, ENOTDIR: "there is no such file or folder"
    case EACCES, EPERM: "permission denied"
    case EISDIR: "it is a folder"
    case ENOSPC, EDQUOT: "the disk is full"
    case EFBIG: "the file would be too large"
    case EROFS: "the file system is read-only"
    case EIO: "input/output error"
    case ELOOP: "it is a symbolic link"
    case EMFILE, ENFILE: "too many files are open"
    case EBADF: "it is closed"
    case EPIPE: "nobody reads it any more"
    case ENAMETOOLONG: "the name is too long"
    case ENOEXEC: "it is not a program for this machine"
    case ENOMEM: "there is not enough memory"
    case EINTR: "interrupted"
    default: "system error \(code)"
    }
  }
}
