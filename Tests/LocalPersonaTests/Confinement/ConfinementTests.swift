// ConfinementTests.swift: that nothing gets out once the door is closed, from any thread; that it does
// get out before, so that these tests could fail; and that what we need still works.
//
// Confinement cannot be undone, so each test runs in a process of its own (an exit test). A failed
// expectation in there ends it as a failure.

#if os(Linux)
import Crypto
import Foundation
import Glibc
import LocalPersona
import Testing

@Suite("confinement")
struct ConfinementTests {
  /// The negative control: the same attempts, without the confinement.
  @Test func withoutItBothThreadsConnect() async {
    await #expect(processExitsWith: .success) {
      let port = Listener()
      let other = OlderThread { port.connect() }
      precondition(port.connect() == 0, "this thread could not connect")
      precondition(other.run() == 0, "the other thread could not connect")
    }
  }

  @Test func stopsConnectionsFromBothThreads() async {
    await #expect(processExitsWith: .success) {
      let port = Listener()
      let other = OlderThread { port.connect() }
      try Confinement.enter()
      precondition(port.connect() == EPERM, "this thread connected")
      precondition(other.run() == EPERM, "a thread that was there before connected")
      precondition(OlderThread { port.connect() }.run() == EPERM, "a new thread connected")
    }
  }

  @Test func stopsSocketsThatWereThereBefore() async {
    await #expect(processExitsWith: .success) {
      let port = Listener()
      let stream = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      let datagram = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
      precondition(stream >= 0 && datagram >= 0 && port.send(from: datagram) == 0)
      try Confinement.enter()
      precondition(port.connect(from: stream) == EPERM)
      precondition(port.send(from: datagram) == EPERM)
      precondition(accept(port.descriptor, nil, nil) < 0 && errno == EPERM)
    }
  }

  @Test(arguments: DeniedCall.allCases)
  func refuses(call: DeniedCall) async {
    await #expect(processExitsWith: .success) { [call] in
      let before = call.attempt()
      precondition(before != EPERM || call.isRefusedBySomeContainers, "\(call) was refused before")
      try Confinement.enter()
      precondition(call.attempt() == EPERM, "\(call) was not refused")
    }
  }

  @Test func bindsProgramsThatAreStarted() async {
    await #expect(processExitsWith: .success) {
      try Confinement.enter()
      precondition(runShell("test \"$(sed -n 's/^Seccomp:[^0-9]*//p' /proc/self/status)\" = 2") == 0)
      precondition(runShell("test \"$(sed -n 's/^NoNewPrivs:[^0-9]*//p' /proc/self/status)\" = 1") == 0)
      precondition(runShell("test \"$(ulimit -c)\" = 0 && test \"$(ulimit -H -c)\" = 0") == 0)
    }
  }

  @Test func leavesFilesThreadsAndCryptographyAlone() async {
    await #expect(processExitsWith: .success) {
      try Confinement.enter()
      let folder = FileManager.default.temporaryDirectory.appending(path: "persona-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: folder) }
      let inner = folder.appending(path: "inner")
      try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
      let file = inner.appending(path: "a")
      try Data([1, 2, 3]).write(to: file)
      // Landlock refuses moves between folders by default, were files its business here.
      precondition(rename(file.path, folder.appending(path: "b").path) == 0)
      let read = try Data(contentsOf: folder.appending(path: "b"))
      precondition(read == Data([1, 2, 3]))
      precondition(OlderThread { 7 }.run() == 7)
      let key = try PasswordHash.deriveKey(
        passphrase: SecretBytes.random(count: 8), salt: RandomBytes.make(16), cost: .floor)
      let message: [UInt8] = [1]
      let sealed = AuthenticatedBox.seal(message.rawBytes, key: key, context: RawSpan())
      let opened = try AuthenticatedBox.openInPlain(sealed.rawBytes, key: key, context: RawSpan())
      precondition(opened == message)
      var ends: [Int32] = [0, 0]
      precondition(pipe(&ends) == 0 && write(ends[1], "x", 1) == 1)
    }
  }

  @Test func doesNothingTheSecondTime() async {
    await #expect(processExitsWith: .success) {
      let first = try Confinement.enter()
      let second = try Confinement.enter()
      precondition(first == second)
    }
  }

  @Test func failsWhereTheFilterIsRefused() async {
    await #expect(processExitsWith: .success) {
      SystemCall.seccomp.refuse(with: ENOSYS)
      do throws(ConfinementError) {
        try Confinement.enter()
        preconditionFailure("entered without a filter")
      } catch {
        precondition(error == .network(errorNumber: ENOSYS), "\(error)")
      }
    }
  }

  @Test func failsWhereCoreDumpsCannotBeForbidden() async {
    await #expect(processExitsWith: .success) {
      SystemCall.prctl.refuse(with: EACCES)
      do throws(ConfinementError) {
        try Confinement.enter()
        preconditionFailure("entered with core dumps")
      } catch {
        precondition(error == .coreDumps(errorNumber: EACCES), "\(error)")
      }
    }
  }

  @Test func failsWhereNoThreadCanBeStarted() async {
    await #expect(processExitsWith: .success) {
      SystemCall.clone3.refuse(with: ENOSYS)
      SystemCall.clone.refuse(with: EAGAIN)
      do throws(ConfinementError) {
        try Confinement.enter()
        preconditionFailure("entered without a witness")
      } catch {
        precondition(error == .witness(errorNumber: EAGAIN), "\(error)")
      }
    }
  }
}
#endif
