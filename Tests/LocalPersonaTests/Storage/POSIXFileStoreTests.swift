// POSIXFileStoreTests.swift: the real file store, and vaults on it with several threads at once.

import Crypto
import Foundation
import Synchronization
import Testing

@testable import LocalPersona

/// A folder of its own for one test, removed afterwards.
final class Scratch {
  let path: String

  init() throws {
    path =
      FileManager.default.temporaryDirectory.appending(
        path: "vault-\(RandomBytes.make(8).map { String($0) }.joined())"
      ).path
    try Syscalls.makeFolder(path)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }
}

@Suite("file store of the system")
struct POSIXFileStoreTests {
  private let files = POSIXFileStore()

  @Test func writesReadsAndCuts() throws {
    let scratch = try Scratch()
    let file = try files.create(scratch("a"))
    let text: [UInt8] = [1, 2, 3, 4, 5]
    try file.write(text.rawBytes, at: 0)
    try file.write(text.rawBytes, at: 3)
    try file.synchronize()
    try file.truncate(to: 7)
    try file.close()
    try files.synchronizeFolder(scratch.path)
    #expect(try files.read(scratch("a"), from: 0, maximumByteCount: 100) == [1, 2, 3, 1, 2, 3, 4])
    #expect(try files.read(scratch("a"), from: 5, maximumByteCount: 1) == [3])
    #expect(try files.read(scratch("a"), from: 50, maximumByteCount: 1) == [])
    #expect(try files.status(of: scratch("a")) == FileStatus(kind: .file, byteCount: 7, permissions: 0o600))
    let again = try files.openForWriting(scratch("a"))
    try again.write(text.rawBytes, at: 0)
    try again.close()
    #expect(try files.read(scratch("a"), from: 0, maximumByteCount: 100) == [1, 2, 3, 4, 5, 3, 4])
  }

  @Test func namesFiles() throws {
    let scratch = try Scratch()
    try files.makeFolder(scratch("folder"))
    #expect(try files.status(of: scratch("folder"))?.permissions == 0o700)
    for name in ["b", "a", "c"] { try files.create(scratch(name)).close() }
    #expect(try files.list(scratch.path) == ["a", "b", "c", "folder"])
    try files.rename(scratch("a"), to: scratch("b"))
    try files.removeFile(scratch("c"))
    try files.removeFolder(scratch("folder"))
    #expect(try files.list(scratch.path) == ["b"])
    #expect(try files.status(of: scratch("a")) == nil)
  }

  @Test func givesAFileASecondName() throws {
    let scratch = try Scratch()
    let file = try files.create(scratch("a"))
    try files.link(scratch("a"), to: scratch("b"))
    let text: [UInt8] = [1, 2, 3]
    try file.write(text.rawBytes, at: 0)
    try file.close()
    #expect(try files.read(scratch("b"), from: 0, maximumByteCount: 100) == text)
    #expect(throws: FileError(.link, scratch("b"), code: SystemError.exists.code)) {
      try files.link(scratch("a"), to: scratch("b"))
    }
    try files.removeFile(scratch("a"))
    #expect(try files.read(scratch("b"), from: 0, maximumByteCount: 100) == text)
  }

  @Test func takesFilesFromOthers() throws {
    let scratch = try Scratch()
    try files.create(scratch("a")).close()
    try Syscalls.setPermissions(0o644, of: scratch("a"))
    try files.makePrivate(scratch("a"))
    #expect(try files.status(of: scratch("a"))?.permissions == 0o600)
  }

  @Test func doesNotFollowLinks() throws {
    let scratch = try Scratch()
    try files.create(scratch("target")).close()
    try FileManager.default.createSymbolicLink(
      atPath: scratch("link"), withDestinationPath: scratch("target"))
    #expect(try files.status(of: scratch("link"))?.kind == .other)
    #expect(throws: FileError.self) { try files.read(scratch("link"), from: 0, maximumByteCount: 1) }
    #expect(throws: FileError.self) { try files.openForWriting(scratch("link")) }
    #expect(throws: FileError.self) { try files.makePrivate(scratch("link")) }
  }

  @Test func doesNotHangOnAPipe() throws {
    let scratch = try Scratch()
    #expect(mkfifo(scratch("pipe"), 0o600) == 0)
    #expect(throws: FileError.self) { try files.read(scratch("pipe"), from: 0, maximumByteCount: 1) }
    #expect(throws: FileError.self) { try files.openForWriting(scratch("pipe")) }
  }

  @Test func saysWhatFailed() throws {
    let scratch = try Scratch()
    #expect(throws: FileError(.read, scratch("none"), code: SystemError.noEntry.code)) {
      try files.read(scratch("none"), from: 0, maximumByteCount: 1)
    }
    try files.create(scratch("a")).close()
    #expect(throws: FileError(.create, scratch("a"), code: SystemError.exists.code)) {
      try files.create(scratch("a"))
    }
    #expect(throws: FileError.self) { try files.makeFolder(scratch("x/y")) }
    #expect(throws: FileError.self) { try files.list(scratch("none")) }
    let full = FileError(.write, "/p", code: 28)
    #expect(full.cause == .noSpace && full.explanation.what == "cannot write to /p: No space left on device")
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "needs /dev/full"))
  func aFullDiskIsNoSpace() throws {
    let descriptor = try Syscalls.open("/dev/full", .change)
    defer { try? Syscalls.close(descriptor) }
    let bytes: [UInt8] = [1]
    #expect(throws: SystemError(code: 28)) { try Syscalls.write(bytes.rawBytes, to: descriptor, at: 0) }
  }

  @Test func aVaultIsPrivate() throws {
    let scratch = try Scratch()
    let vault = try create(scratch)
    try vault.append(VaultScenario.entries(3))
    try vault.store(VaultScenario.vectors(VaultScenario.entries(3)))
    #expect(try files.status(of: scratch("data/vault"))?.permissions == 0o700)
    for name in try files.list(scratch("data/vault")) {
      #expect(try files.status(of: scratch("data/vault/\(name)"))?.permissions == 0o600, "\(name)")
    }
    vault.close()
    try Syscalls.setPermissions(0o755, of: scratch("data/vault"))
    #expect(
      try open(scratch, vault, .read).notices == [
        .notPrivate(path: scratch("data/vault"), permissions: 0o755)
      ])
  }

  @Test func nothingReadableIsInTheFiles() throws {
    let scratch = try Scratch()
    let vault = try create(scratch)
    try vault.append([VaultScenario.entry(1, text: "a very secret sentence about the weather")])
    try vault.replace([VaultScenario.entry(1, text: "another secret sentence")])
    for name in try files.list(scratch("data/vault")) {
      let bytes = try files.read(scratch("data/vault/\(name)"), from: 0, maximumByteCount: 1 << 20)
      let text = String(decoding: bytes, as: UTF8.self)
      for word in ["secret", "weather", "title", "bob", "mail"] { #expect(!text.contains(word), "\(name)") }
    }
  }

  @Test func writersAndReadersAtOnceLoseNothing() throws {
    let scratch = try Scratch()
    let vault = try create(scratch)
    vault.close()
    let (header, key) = (vault.header, VaultScenario.revealed(vault.keys.data))
    let path = scratch("data/vault")
    let state = scratch("state")
    let failures = Mutex<[String]>([])
    let isDone = Atomic(false)
    @Sendable func open(_ access: Vault.Access) throws -> Vault {
      try Vault.open(
        VaultFolder(path: path, files: POSIXFileStore()), header: header,
        keys: VaultKeys(data: SecretBytes(copying: key.rawBytes)), access: access, state: state,
        acceptRollback: false)
    }
    let writers = (0..<4).map { writer in
      Thread {
        for round in 0..<15 {
          do {
            let vault = try patiently { try open(.write) }
            let pair = VaultScenario.entries(2, from: 1000 * (writer + 1) + 2 * round)
            try vault.append(pair)
            if round % 5 == 4 { try vault.replace([pair[0]]) }
            vault.close()
          } catch {
            failures.withLock { $0.append("writer \(writer): \(error)") }
          }
        }
      }
    }
    let readers = (0..<3).map { _ in
      Thread {
        var last = 0
        while !isDone.load(ordering: .relaxed) {
          do {
            let count = try open(.read).entries.count
            if !count.isMultiple(of: 2) || count < last {
              failures.withLock { $0.append("\(last), then \(count) entries") }
            }
            last = count
          } catch {
            failures.withLock { $0.append("reader: \(error)") }
          }
        }
      }
    }
    for thread in writers + readers { thread.start() }
    while writers.contains(where: { !$0.isFinished }) { Syscalls.sleep(milliseconds: 5) }
    isDone.store(true, ordering: .relaxed)
    while readers.contains(where: { !$0.isFinished }) { Syscalls.sleep(milliseconds: 5) }
    #expect(failures.withLock { $0 } == [])
    #expect(try open(.read).entries.count == 4 * 15 * 2)
  }

  /// Tries again where another writer was in the way for too long, as it may on a busy machine.
  private func patiently(_ open: () throws -> Vault) throws -> Vault {
    for _ in 0..<30 {
      do { return try open() } catch VaultError.locked { continue }
    }
    return try open()
  }

  private func create(_ scratch: Scratch) throws -> Vault {
    try Vault.create(
      at: scratch("data/vault"), name: "test", passphrase: VaultScenario.secret("x"), cost: .floor,
      files: files,
      state: scratch("state"))
  }

  private func open(_ scratch: Scratch, _ vault: Vault, _ access: Vault.Access) throws -> Vault {
    try Vault.open(
      at: vault.path, passphrase: VaultScenario.secret("x"), access: access, files: files,
      state: scratch("state"))
  }
}

@Suite("standard paths")
struct StandardPathsTests {
  @Test func areThoseOfXDG() {
    let paths = StandardPaths(environment: [:], home: "/home/ann")
    #expect(paths.vault == "/home/ann/.local/share/persona/vault")
    #expect(paths.models == "/home/ann/.local/share/persona/models")
    #expect(paths.state == "/home/ann/.local/state/persona")
  }

  @Test func followTheEnvironment() {
    let paths = StandardPaths(
      environment: [
        "XDG_DATA_HOME": "/d/", "XDG_STATE_HOME": "/s", "XDG_RUNTIME_DIR": "/r", "PERSONA_MODELS": "models",
      ], home: "/home/ann")
    #expect(paths.vault == "/d/persona/vault" && paths.models == "models")
    #expect(paths.state == "/s/persona" && paths.runtime == "/r")
    #expect(StandardPaths(environment: ["PERSONA_VAULT": "/v/"], home: "/h").vault == "/v")
  }

  @Test func ignoreRelativeAndEmptyValues() {
    let paths = StandardPaths(
      environment: ["XDG_DATA_HOME": "data", "XDG_STATE_HOME": "", "PERSONA_VAULT": ""], home: "/home/ann")
    #expect(paths == StandardPaths(environment: [:], home: "/home/ann"))
  }
}
