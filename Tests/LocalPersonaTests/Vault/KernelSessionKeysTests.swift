// KernelSessionKeysTests.swift: the real keyring, and kernels that have none or forbid it.
//
// Each test keeps keys of a vault that does not exist, and ends them. What a filter or another session
// would change for good is tried in a process of its own (an exit test).

#if os(Linux)
import Crypto
import Foundation
import Glibc
import Testing

@testable import LocalPersona

extension SystemCall {
  #if arch(x86_64)
  fileprivate static let addKey = SystemCall(number: 248)
  fileprivate static let keyctl = SystemCall(number: 250)
  #else
  fileprivate static let addKey = SystemCall(number: 217)
  fileprivate static let keyctl = SystemCall(number: 219)
  #endif
}

/// A key of a vault that does not exist.
private struct Sample {
  let keys = KernelSessionKeys()
  let name = SessionKeyName(vaultID: RandomBytes.make(16), epoch: 1)
  let bytes = RandomBytes.make(32)

  static let isPossible = (try? KernelSessionKeys().scope()) != nil

  @discardableResult
  func store(epoch: UInt32 = 1, seconds: Int = 60) throws(SessionKeyError) -> Timestamp {
    try keys.store(
      SecretBytes(copying: bytes.rawBytes), as: SessionKeyName(vaultID: name.vaultID, epoch: epoch),
      seconds: seconds)
  }

  /// What is read, in ordinary memory.
  func read(epoch: UInt32 = 1) throws(SessionKeyError) -> (bytes: [UInt8], until: Timestamp)? {
    guard let kept = try keys.read(SessionKeyName(vaultID: name.vaultID, epoch: epoch)) else { return nil }
    return (VaultScenario.revealed(kept.key), kept.until)
  }

  /// Whether the key is there, and right.
  func isKept() throws(SessionKeyError) -> Bool { try read()?.bytes == bytes }

  func forget() throws(SessionKeyError) { try keys.forget(vaultID: name.vaultID) }

  /// The line of the kernel's own list.
  var listed: Substring? {
    let list = (try? String(contentsOfFile: "/proc/keys", encoding: .utf8)) ?? ""
    return list.split(separator: "\n").first { $0.contains(name.text) }
  }

  /// The error that `body` throws.
  static func failure(_ body: () throws(SessionKeyError) -> Void) -> SessionKeyError? {
    do throws(SessionKeyError) {
      try body()
      return nil
    } catch {
      return error
    }
  }
}

@Suite("the keyring of the kernel", .enabled(if: Sample.isPossible, "needs a kernel keyring"))
struct KernelSessionKeysTests {
  @Test func givesBackWhatWasKeptUntilItIsForgotten() throws {
    let sample = Sample()
    #expect(try sample.read() == nil)
    let before = Timestamp.now.secondsSince1970
    let until = try sample.store(seconds: 60)
    #expect((before + 60...before + 65).contains(until.secondsSince1970))
    let found = try #require(try sample.read())
    #expect(found.bytes == sample.bytes && found.until == until)
    #expect(try sample.read(epoch: 2) == nil)
    try sample.forget()
    #expect(try sample.read() == nil)
    #expect(sample.listed == nil)
    try sample.forget()  // Nothing is there, and that is no error.
  }

  @Test func keepsTheLatestOfSeveral() throws {
    let sample = Sample()
    try sample.store(seconds: 1)
    let later = try sample.store(seconds: 90)
    usleep(1_600_000)
    #expect(try sample.read()?.until == later)
    try sample.store(seconds: 1)
    usleep(2_100_000)
    #expect(try sample.read() == nil)
    try sample.forget()
  }

  @Test func forgetsEveryKeyOfAVaultAndNoOther() throws {
    let (sample, other) = (Sample(), Sample())
    for epoch: UInt32 in [1, 2, 12] { try sample.store(epoch: epoch) }
    try other.store()
    try sample.forget()
    for epoch: UInt32 in [1, 2, 12] { #expect(try sample.read(epoch: epoch) == nil) }
    #expect(try other.read()?.bytes == other.bytes)
    try other.forget()
  }

  /// The kernel's own account: for those who hold the keyring only, and not for ever.
  @Test func isForHoldersOnlyAndEnds() throws {
    let sample = Sample()
    try sample.store(seconds: 600)
    // number, flags, uses, time left, permissions, user, group, type, description
    let fields = try #require(sample.listed).split(separator: " ")
    #expect(fields[4] == "0f000000")
    #expect(["9m", "10m"].contains(fields[3]), "\(fields)")
    #expect(fields[7] == "user")
    try sample.forget()
  }

  @Test func isNotSeenFromAnotherSession() async {
    await #expect(processExitsWith: .success) {
      let sample = Sample()
      SystemCall.keyctl.call(1, 0, 0)  // KEYCTL_JOIN_SESSION_KEYRING, a new one without a name
      try sample.store()
      let before = try sample.isKept()
      SystemCall.keyctl.call(1, 0, 0)
      let (after, scope) = (try sample.isKept(), try sample.keys.scope())
      precondition(before && !after && scope == .session, "\(before), \(after), \(scope)")
    }
  }

  @Test func keepsWorkingInsideTheConfinement() async {
    await #expect(processExitsWith: .success) {
      SystemCall.keyctl.call(1, 0, 0)
      try Confinement.enter()
      let sample = Sample()
      try sample.store()
      let before = try sample.isKept()
      try sample.forget()
      let after = try sample.isKept()
      precondition(before && !after)
    }
  }

  /// A kernel that fails between the steps of keeping a key must not leave one without an end.
  @Test func leavesNothingBehindWhereItFails() async {
    await #expect(processExitsWith: .success) {
      SystemCall.keyctl.call(1, 0, 0)
      SystemCall.addKey.refuse(with: EDQUOT)
      let sample = Sample()
      precondition(Sample.failure { () throws(SessionKeyError) in try sample.store() } == .full)
      let found = try sample.read()
      precondition(found == nil)
    }
  }
}

@Suite("no keyring")
struct NoKeyringTests {
  @Test(arguments: [EPERM, ENOSYS, EACCES, EKEYREVOKED, ENOMEM])
  func isAnErrorAndNoTrap(_ code: Int32) async {
    await #expect(processExitsWith: .success) { [code] in
      SystemCall.keyctl.refuse(with: code)
      let sample = Sample()
      let expected = SessionKeyError.unavailable(SystemError(code: code))
      precondition(Sample.failure { () throws(SessionKeyError) in _ = try sample.keys.scope() } == expected)
      precondition(Sample.failure { () throws(SessionKeyError) in try sample.store() } == expected)
      precondition(Sample.failure { () throws(SessionKeyError) in _ = try sample.read() } == expected)
      precondition(Sample.failure { () throws(SessionKeyError) in try sample.forget() } == expected)
    }
  }
}
#endif
