// ExportFaultTests.swift: every step of every export fails once in every way. The name stands for the whole
// export or for nothing; what else remains of it is what the documents say: nothing, but after a process was
// killed.

import Crypto
import Foundation
import Testing

@testable import LocalPersona

@Suite("exports at every fault")
struct ExportFaultTests {
  private static let desk = "/home/desk"
  private static let path = "/home/desk/out"
  private let entries: [Entry]

  init() throws { entries = try AgeSample.entries(3, seed: 9) }

  private func emptyDisk(hasUnnamedFiles: Bool = false) throws -> SimulatedDisk {
    let disk = SimulatedDisk(hasUnnamedFiles: hasUnnamedFiles)
    // The store knows no dots: "is there a folder behind this" asks for the second.
    for folder in [Self.desk, "\(Self.desk)/."] { try disk.makeFolder(folder) }
    try disk.synchronizeFolder("/home")
    try disk.synchronizeFolder(Self.desk)
    return disk
  }

  /// What is left after an export that a fault met.
  private struct Remains {
    var files: [String: [UInt8]]

    /// Whether the export said that it is done.
    var isDone: Bool

    /// Whether the process went on, so that it could clean up.
    var processLives: Bool

    var file: [UInt8]? { files[ExportFaultTests.path] }
  }

  /// Runs `export` with every fault at every step, and lets `check` see what is left under its name; beside
  /// it nothing may be, or with `leavesNothing` false, only what tells its name after the process was killed.
  private func forEachFault(
    _ name: String, on empty: SimulatedDisk, leavesNothing: Bool = false,
    _ export: (SimulatedDisk) throws -> Void,
    check: (_ remains: Remains, _ comment: Comment) throws -> Void
  ) throws {
    let whole = empty.copy()
    whole.start(SimulatedDisk.Plan(step: .max, fault: .kill))
    try export(whole)
    try #require(whole.stepCount >= 5)
    var cases = 0
    for step in 0..<whole.stepCount {
      for fault in SimulatedDisk.Fault.allCases {
        for seed in fault == .powerLossKeepingSome ? 1...8 : 1...1 {
          let disk = empty.copy()
          disk.start(SimulatedDisk.Plan(step: step, fault: fault, seed: UInt64(seed)))
          let isDone = (try? export(disk)) != nil
          disk.restart()
          let comment: Comment = "\(name): \(fault) at step \(step), seed \(seed)"
          let remains = Remains(
            files: disk.contents, isDone: isDone, processLives: !fault.endsProcess)
          try check(remains, comment)
          let others = try disk.list(Self.desk).filter { $0 != "." && $0 != "out" }
          if fault.endsProcess, !leavesNothing {
            #expect(
              others.allSatisfy { $0.hasPrefix("persona-export-") && $0.hasSuffix(".unfinished") }, comment)
          } else {
            #expect(others.isEmpty, comment)
          }
          cases += 1
        }
      }
    }
    print("export faults: \(name): \(cases) cases")
  }

  @Test(arguments: [false, true])
  func linesAreWholeOrNotThere(hasUnnamedFiles: Bool) throws {
    let lines = entries.map(Exporter.line).joined()
    try forEachFault(
      "lines", on: try emptyDisk(hasUnnamedFiles: hasUnnamedFiles), leavesNothing: hasUnnamedFiles
    ) {
      try Exporter(files: $0).writeLines(entries, to: Self.path)
    } check: { remains, comment in
      #expect(remains.file == nil ? !remains.isDone : remains.file == Array(lines.utf8), comment)
    }
  }

  @Test(arguments: [false, true])
  func ageFilesAreWholeOrNotThere(hasUnnamedFiles: Bool) throws {
    let lines = entries.map(Exporter.line).joined()
    try forEachFault(
      "age", on: try emptyDisk(hasUnnamedFiles: hasUnnamedFiles), leavesNothing: hasUnnamedFiles
    ) {
      try Exporter(files: $0).writeAge(entries, sealing: try AgeSample.sealing(), to: Self.path)
    } check: { remains, comment in
      let content = try remains.file.map { try AgeSample.content(of: $0) }
      #expect(content == nil ? !remains.isDone : content == Array(lines.utf8), comment)
    }
  }

  @Test(arguments: [false, true])
  func backupsAreWholeOrNotThere(hasUnnamedFiles: Bool) throws {
    let manifest = BackupManifest(of: entries, vault: "history")
    let content = manifest.line + entries.map(Exporter.line).joined()
    try forEachFault(
      "backup", on: try emptyDisk(hasUnnamedFiles: hasUnnamedFiles), leavesNothing: hasUnnamedFiles
    ) {
      let sealing = try AgeSample.sealing()
      try Exporter(files: $0).writeBackup(entries, manifest: manifest, sealing: sealing, to: Self.path)
    } check: { remains, comment in
      let found = try remains.file.map { try AgeSample.content(of: $0) }
      #expect(found == nil ? !remains.isDone : found == Array(content.utf8), comment)
    }
  }

  @Test func foldersAreWholeOrNotThere() throws {
    let expected = Dictionary(
      uniqueKeysWithValues: entries.map {
        ("\(Self.path)/\(MarkdownWriter.fileName(of: $0))", MarkdownWriter.content(of: $0))
      })
    try forEachFault("markdown", on: try emptyDisk()) {
      try Exporter(files: $0).writeFolder(entries, to: Self.path)
    } check: { remains, comment in
      let found = remains.files.filter { $0.key.hasPrefix("\(Self.path)/") }
      #expect(found.isEmpty ? !remains.isDone : found == expected, comment)
    }
  }

  /// What a process that was killed leaves of a secret is under the name that was asked for, and no more than
  /// that.
  @Test func secretsAreWholeWhereTheyAreAcknowledged() throws {
    let secret = "AGE-SECRET-KEY-1"
    try forEachFault("secret", on: try emptyDisk(), leavesNothing: true) {
      _ = try SecretFile.write(AgeSample.secret(secret), to: Self.path, files: $0)
    } check: { remains, comment in
      let whole = Array("\(secret)\n".utf8)
      if remains.isDone { #expect(remains.file == whole, comment) }
      if !remains.isDone, remains.processLives { #expect(remains.file == nil, comment) }
      // After a loss of power what was not synchronised may be anything, but it is no longer than what was
      // written.
      #expect((remains.file ?? []).count <= whole.count, comment)
    }
  }
}

/// Whether the folder for temporary files can have some without a name.
private let hasUnnamedFiles: Bool = {
  guard let folder = try? ImportFolder() else { return false }
  return (try? POSIXFileStore().createUnnamed(in: folder.path)) != nil
}()

@Suite("the name of an export")
struct ExportNameTests {
  private let folder: ImportFolder
  private let files = POSIXFileStore()

  init() throws { folder = try ImportFolder() }

  /// So that nothing is left of it wherever the process is killed.
  @Test(.enabled(if: hasUnnamedFiles, "needs a file system with files that have no name"))
  func isTheFirstThatTheFileHas() throws {
    let path = "\(folder.path)/out.jsonl"
    let file = try ExportedFile(path: path, files: files)
    try file.write(Array("a text".utf8))
    #expect(try folder.names().isEmpty)
    try file.finish()
    #expect(try folder.names() == ["out.jsonl"])
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "a text")
    #expect(try files.status(of: path)?.permissions == 0o600)
  }

  @Test func replacesNothingThatCameMeanwhile() throws {
    let path = "\(folder.path)/out.jsonl"
    let file = try ExportedFile(path: path, files: files)
    try file.write(Array("an export".utf8))
    try folder.write("out.jsonl", "precious")
    #expect(throws: ExportError.alreadyExists(path: path)) { try file.finish() }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "precious")
  }

  @Test func replacesNothingOnDisksWhereFilesAlwaysHaveNames() throws {
    let disk = SimulatedDisk()
    for folder in ["/home/desk", "/home/desk/."] { try disk.makeFolder(folder) }
    var file: ExportedFile? = try ExportedFile(path: "/home/desk/out", files: disk)
    try file?.write(Array("an export".utf8))
    disk.contents["/home/desk/out"] = [1]
    #expect(throws: ExportError.alreadyExists(path: "/home/desk/out")) { try file?.finish() }
    file = nil
    #expect(disk.contents == ["/home/desk/out": [1]])
  }

  @Test func isGivenToAFileOnlyWhereNothingHasIt() throws {
    let (one, other) = ("\(folder.path)/one", "\(folder.path)/other")
    try folder.write("one", "1")
    try folder.write("other", "2")
    #expect(throws: FileError(.rename, other, code: SystemError.exists.code)) {
      try files.renameReplacingNothing(one, to: other)
    }
    #expect(try folder.names() == ["one", "other"])
    try files.removeFile(other)
    try files.renameReplacingNothing(one, to: other)
    #expect(try folder.names() == ["other"])
    #expect(try String(contentsOfFile: other, encoding: .utf8) == "1")
  }

  @Test func isFoundThroughALinkToAFolder() throws {
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/real", withIntermediateDirectories: false)
    try folder.link("link", to: "real")
    try Exporter(files: files).writeLines([], to: "\(folder.path)/link/out")
    #expect(try folder.names(in: "real") == ["out"])
  }
}
