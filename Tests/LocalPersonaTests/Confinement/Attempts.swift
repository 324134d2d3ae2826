// Attempts.swift: ways to reach out that the confinement tests try, and ways to be refused by the system.

#if os(Linux)
import Foundation
import Glibc

/// A TCP and a UDP port of this machine that accept what comes.
struct Listener {
  let descriptor: Int32
  private var address = sockaddr_in()

  init() {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = descriptor
    let isListening = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && listen(descriptor, 8) == 0
          && getsockname(descriptor, $0, &length) == 0
      }
    }
    precondition(isListening, "cannot listen: error \(errno)")
  }

  /// Connects with a new socket, and returns the error number.
  func connect() -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { return errno }
    defer { close(descriptor) }
    return connect(from: descriptor)
  }

  /// Connects a socket that is there already, and returns the error number.
  func connect(from descriptor: Int32) -> Int32 {
    withAddress { Glibc.connect(descriptor, $0, $1) == 0 ? 0 : errno }
  }

  /// Sends a datagram of one byte, and returns the error number.
  func send(from descriptor: Int32) -> Int32 {
    withAddress { sendto(descriptor, "x", 1, 0, $0, $1) == 1 ? 0 : errno }
  }

  private func withAddress(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    withUnsafePointer(to: address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }
}

/// A thread that runs from now on, and does its work when it is told to.
final class OlderThread: @unchecked Sendable {  // Two semaphores order all access to `answer`.
  private let told = DispatchSemaphore(value: 0)
  private let done = DispatchSemaphore(value: 0)
  private var answer: Int32 = -1

  init(_ work: @escaping @Sendable () -> Int32) {
    let isRunning = DispatchSemaphore(value: 0)
    Thread.detachNewThread { [self] in
      isRunning.signal()
      told.wait()
      answer = work()
      done.signal()
    }
    isRunning.wait()
  }

  func run() -> Int32 {
    told.signal()
    done.wait()
    return answer
  }
}

/// Runs a shell script with an empty environment, and returns its exit status.
func runShell(_ script: String) -> Int32 {
  let words: [UnsafeMutablePointer<CChar>?] = [strdup("sh"), strdup("-c"), strdup(script)]
  defer { words.forEach { free($0) } }
  var child = pid_t()
  guard posix_spawn(&child, "/bin/sh", nil, nil, words + [nil], [nil]) == 0 else { return -1 }
  var status: Int32 = 0
  return waitpid(child, &status, 0) == child && status & 0x7f == 0 ? status >> 8 & 0xff : -1
}

/// The calls that are refused, each by its numbers on the two architectures.
///
/// They are made with arguments that are wrong, so that the kernel itself never answers `EPERM`.
enum DeniedCall: String, CaseIterable, Codable {
  case socket, socketpair, connect, accept, accept4, bind, listen
  case sendto, sendmsg, sendmmsg, recvfrom, recvmsg, recvmmsg
  case getsockopt, setsockopt, getpeername, getsockname, shutdown
  case ioUringSetup, ioUringEnter, ioUringRegister
  case ptrace, processVMReadv, processVMWritev, pidfdGetfd

  /// Makes the call, and returns the error number.
  func attempt() -> Int32 { SystemCall(number: number).call(-1, -1, -1, -1, -1, -1) }

  /// Whether the default profile of container engines refuses it, so that we find it refused before.
  var isRefusedBySomeContainers: Bool {
    switch self {
    case .ioUringSetup, .ioUringEnter, .ioUringRegister: true
    case .ptrace, .processVMReadv, .processVMWritev, .pidfdGetfd: true
    default: false
    }
  }

  private var number: Int {
    #if arch(x86_64)
    numbers.x86
    #else
    numbers.arm
    #endif
  }

  private var numbers: (x86: Int, arm: Int) {
    switch self {
    case .socket: (41, 198)
    case .socketpair: (53, 199)
    case .connect: (42, 203)
    case .accept: (43, 202)
    case .accept4: (288, 242)
    case .bind: (49, 200)
    case .listen: (50, 201)
    case .sendto: (44, 206)
    case .sendmsg: (46, 211)
    case .sendmmsg: (307, 269)
    case .recvfrom: (45, 207)
    case .recvmsg: (47, 212)
    case .recvmmsg: (299, 243)
    case .getsockopt: (55, 209)
    case .setsockopt: (54, 208)
    case .getpeername: (52, 205)
    case .getsockname: (51, 204)
    case .shutdown: (48, 210)
    case .ioUringSetup: (425, 425)
    case .ioUringEnter: (426, 426)
    case .ioUringRegister: (427, 427)
    case .ptrace: (101, 117)
    case .processVMReadv: (310, 270)
    case .processVMWritev: (311, 271)
    case .pidfdGetfd: (438, 438)
    }
  }
}

/// A system call by its number.
struct SystemCall {
  let number: Int

  #if arch(x86_64)
  static let clone = SystemCall(number: 56)
  static let prctl = SystemCall(number: 157)
  static let seccomp = SystemCall(number: 317)
  #else
  static let clone = SystemCall(number: 220)
  static let prctl = SystemCall(number: 167)
  static let seccomp = SystemCall(number: 277)
  #endif
  static let clone3 = SystemCall(number: 435)

  /// Makes the call, and returns the error number.
  ///
  /// `syscall` takes any number of words, which Swift does not import; it passes six on.
  @discardableResult
  func call(_ a: Int, _ b: Int, _ c: Int, _ d: Int = 0, _ e: Int = 0, _ f: Int = 0) -> Int32 {
    typealias Function = @convention(c) (Int, Int, Int, Int, Int, Int, Int) -> Int
    let function = unsafeBitCast(dlsym(nil, "syscall"), to: Function.self)
    return function(number, a, b, c, d, e, f) == -1 ? errno : 0
  }

  /// Makes this process one whose kernel answers the call with an error, by a filter of its own.
  func refuse(with errorNumber: Int32) {
    func instruction(_ code: UInt16, yes: UInt8 = 0, no: UInt8 = 0, _ operand: UInt32) -> UInt64 {
      UInt64(code) | UInt64(yes) << 16 | UInt64(no) << 24 | UInt64(operand) << 32
    }
    let filter = [
      instruction(0x20, 0),  // load the number of the call
      instruction(0x15, no: 1, UInt32(number)),  // is it this one?
      instruction(0x06, 0x0005_0000 | UInt32(errorNumber)),  // SECCOMP_RET_ERRNO
      instruction(0x06, 0x7fff_0000),  // SECCOMP_RET_ALLOW
    ]
    filter.withUnsafeBufferPointer { instructions in
      let program = [UInt(instructions.count), UInt(bitPattern: instructions.baseAddress)]
      program.withUnsafeBufferPointer {
        SystemCall.prctl.call(38, 1, 0)  // PR_SET_NO_NEW_PRIVS
        let error = SystemCall.seccomp.call(1, 1, Int(bitPattern: $0.baseAddress))  // filter, all threads
        precondition(error == 0, "cannot install a filter: error \(error)")
      }
    }
  }
}
#endif
