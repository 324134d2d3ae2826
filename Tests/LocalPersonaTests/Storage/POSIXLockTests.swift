// POSIXLockTests.swift: locks of the real file store, and what is closed or released twice.

import Crypto
import Foundation
import Synchronization
import Testing

@testable import LocalPersona

@Suite("locks and closed files of the system")
struct POSIXLockTests {
  private let files = POSIXFileStore()

  @Test func aLockExcludesUntilItIsReleased() throws {
    let scratch = try Scratch()
    guard case .acquired(let lock) = try files.lock(scratch("lock"), note: [65, 66]) else {
      Issue.record("not acquired")
      return
    }
    guard case .held(note: [65, 66]) = try files.lock(scratch("lock"), note: [67]) else {
      Issue.record("not held")
      return
    }
    lock.release()
    lock.release()
    guard case .acquired(let second) = try files.lock(scratch("lock"), note: [67]) else {
      Issue.record("not acquired again")
      return
    }
    second.release()
  }

  /// The system gives the number of a closed descriptor away again.
  ///
  /// Repeated, because another test may be faster to get it.
  @Test func whatWasClosedTouchesNoOtherFile() throws {
    let scratch = try Scratch()
    let text: [UInt8] = [1, 2, 3, 4]
    for round in 0..<20 {
      let old = try files.create(scratch("old-\(round)"))
      guard case .acquired(let lock) = try files.lock(scratch("lock"), note: [65]) else {
        Issue.record("not acquired")
        return
      }
      lock.release()
      try old.close()
      let others = try (0..<2).map { number in
        let other = try files.create(scratch("other-\(round)-\(number)"))
        try other.write(text.rawBytes, at: 0)
        return other
      }
      lock.release()
      #expect(throws: FileError(.truncate, scratch("old-\(round)"), code: SystemError.notOpen.code)) {
        try old.truncate(to: 0)
      }
      #expect(throws: FileError.self) { try old.write(text.rawBytes, at: 2) }
      #expect(throws: FileError.self) { try old.synchronize() }
      for (number, other) in others.enumerated() {
        let path = scratch("other-\(round)-\(number)")
        #expect(try files.read(path, from: 0, maximumByteCount: 100) == text)
        try other.close()
      }
    }
  }

  @Test func anOpenFileIsToldFromOneOfItsName() throws {
    let scratch = try Scratch()
    let file = try Syscalls.open(scratch("a"), .createNew)
    defer { try? Syscalls.close(file) }
    #expect(try Syscalls.isFile(file, at: scratch("a")))
    try files.removeFile(scratch("a"))
    #expect(try !Syscalls.isFile(file, at: scratch("a")))
    try files.create(scratch("a")).close()
    #expect(try !Syscalls.isFile(file, at: scratch("a")))
  }

  /// As a wipe does it.
  ///
  /// Whoever opened the file before then holds the lock of a file that nobody else finds.
  @Test func aLockWhoseFileIsRemovedExcludesToo() throws {
    let scratch = try Scratch()
    let path = scratch("lock")
    let holderCount = Atomic(0)
    let acquiredCount = Atomic(0)
    let failures = Mutex<[String]>([])
    let threads = (0..<4).map { _ in
      Thread {
        for _ in 0..<4000 {
          do {
            guard case .acquired(let lock) = try POSIXFileStore().lock(path, note: []) else { continue }
            acquiredCount.add(1, ordering: .relaxed)
            let count = holderCount.add(1, ordering: .sequentiallyConsistent).newValue
            if count != 1 { failures.withLock { $0.append("\(count) at once") } }
            Syscalls.sleep(milliseconds: acquiredCount.load(ordering: .relaxed) % 64 == 0 ? 1 : 0)
            holderCount.subtract(1, ordering: .sequentiallyConsistent)
            try POSIXFileStore().removeFile(path)
            lock.release()
          } catch {
            failures.withLock { $0.append("\(error)") }
          }
        }
      }
    }
    for thread in threads { thread.start() }
    while threads.contains(where: { !$0.isFinished }) { Syscalls.sleep(milliseconds: 5) }
    #expect(failures.withLock { $0 } == [])
    #expect(acquiredCount.load(ordering: .relaxed) > 100)
    withExtendedLifetime(scratch) {}
  }
}
