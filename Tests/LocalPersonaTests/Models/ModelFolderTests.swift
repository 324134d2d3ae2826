// ModelFolderTests.swift: folders of language models taken into the store: converted, rounded, refused.

import Crypto
import Foundation
import Inference
import Testing

@testable import LocalPersona

/// The files of the system, on a disk that is full after some bytes; something may happen before each write.
final class FullDisk: FileStore, @unchecked Sendable {  // One test, one thread.
  private let system = POSIXFileStore()
  private var bytesLeft: Int
  private let beforeWrite: () -> Void

  init(after byteCount: Int = .max, beforeWrite: @escaping () -> Void = {}) {
    (bytesLeft, self.beforeWrite) = (byteCount, beforeWrite)
  }

  private final class File: WritableFile {
    let inner: any WritableFile
    let disk: FullDisk
    let path: String

    init(_ inner: any WritableFile, _ disk: FullDisk, _ path: String) {
      (self.inner, self.disk, self.path) = (inner, disk, path)
    }

    func write(_ bytes: RawSpan, at offset: Int) throws(FileError) {
      disk.beforeWrite()
      disk.bytesLeft -= bytes.byteCount
      guard disk.bytesLeft >= 0 else { throw FileError(.write, path, code: ENOSPC) }
      try inner.write(bytes, at: offset)
    }

    func truncate(to byteCount: Int) throws(FileError) { try inner.truncate(to: byteCount) }
    func synchronize() throws(FileError) { try inner.synchronize() }
    func close() throws(FileError) { try inner.close() }
  }

  func create(_ path: String) throws(FileError) -> any WritableFile {
    File(try system.create(path), self, path)
  }

  func status(of path: String) throws(FileError) -> FileStatus? { try system.status(of: path) }
  func list(_ folder: String) throws(FileError) -> [String] { try system.list(folder) }
  func makeFolder(_ path: String) throws(FileError) { try system.makeFolder(path) }
  func makePrivate(_ path: String) throws(FileError) { try system.makePrivate(path) }
  func removeFile(_ path: String) throws(FileError) { try system.removeFile(path) }
  func removeFolder(_ path: String) throws(FileError) { try system.removeFolder(path) }
  func synchronizeFolder(_ path: String) throws(FileError) { try system.synchronizeFolder(path) }

  func read(_ path: String, from offset: Int, maximumByteCount: Int) throws(FileError) -> [UInt8] {
    try system.read(path, from: offset, maximumByteCount: maximumByteCount)
  }

  func openForWriting(_ path: String) throws(FileError) -> any WritableFile {
    try system.openForWriting(path)
  }

  func link(_ path: String, to newPath: String) throws(FileError) { try system.link(path, to: newPath) }

  func rename(_ path: String, to newPath: String) throws(FileError) {
    try system.rename(path, to: newPath)
  }

  func lock(_ path: String, note: [UInt8]) throws(FileError) -> LockAttempt {
    try system.lock(path, note: note)
  }
}

@Suite("model store, with folders of language models")
struct ModelFolderTests {
  let scratch: ScratchModels

  init() throws { scratch = try ScratchModels() }

  private func add(
    _ path: String, name: String = "tiny", link: Bool = false, _ quantization: Quantization? = nil,
    to store: ModelStore? = nil, progress: (Int, Int) throws -> Void = { _, _ in }
  ) throws -> AddedModel {
    try (store ?? scratch.store).add(
      path: path, name: name, link: link, quantization: quantization, threadCount: 2, progress: progress)
  }

  @Test(arguments: ["hf-llama", "hf-qwen2", "hf-qwen3", "hf-phi3", "hf-gemma3"])
  func everyFamilyBecomesAModel(fixture: String) throws {
    var reports: [Int] = []
    let added = try add(scratch.source(fixture)) { done, total in
      #expect(done <= total)
      reports.append(done)
    }
    let record = added.record
    #expect(record.role == .decoder && "hf-\(record.architecture)" == fixture)
    #expect(record.files.count == 1 && !record.isLinked && reports.last == record.byteCount)
    #expect(record.path == scratch.folder + "/data/models/tiny/\(fixture).gguf")
    #expect(added.conversion?.worst == nil)
    #expect(try scratch.store.resolve(name: nil, role: .decoder) == record)
    #expect(
      scratch.contents() == [
        "models", "models/tiny", "models/tiny/\(fixture).gguf", "models/tiny/model.json",
      ])
  }

  @Test func weightsAreRoundedAndTheErrorIsSaid() throws {
    let added = try add(scratch.source("hf-llama"), .q4_0)
    let conversion = try #require(added.conversion)
    #expect(added.record.weightTypes == ["Q4_0", "F32"] && added.record.hasChatTemplate)
    #expect(added.record.path.hasSuffix("/hf-llama-q4_0.gguf"))
    #expect((0.03..<0.2).contains(conversion.error.relative))
    let words = try #require(ModelMessages.rounding(conversion))
    #expect(words.hasPrefix("relative error of the weights 0.") && words.contains("(worst blk."))
    #expect(ModelMessages.fallbacks(conversion) == nil)
  }

  @Test func rowsThatAreNoWholeBlocksAreSaid() throws {
    let added = try add(scratch.source("hf-qwen2"), .q4_k)
    let words = try #require(added.conversion.flatMap(ModelMessages.fallbacks))
    #expect(words.contains("(Q8_0)") && words.contains(" more"))
  }

  @Test func convertingAgainChangesNothing() throws {
    let source = try scratch.source("hf-llama")
    let first = try add(source, .q8_0).record
    #expect(try add(source, .q8_0).record == first)
    #expect(throws: ModelStoreError.nameTaken("tiny")) { try add(source, .q4_0) }
    #expect(throws: ModelStoreError.nameTaken("tiny")) { try add(scratch.source("hf-gemma3"), .q8_0) }
    #expect(try scratch.store.list() == [first] && scratch.contents().count == 4)
  }

  @Test func whatIsUsedAsItIsCannotBeRounded() throws {
    let file = try scratch.source("tiny-llama-f32.gguf"), encoder = try scratch.source("tiny-bert")
    for path in [file, encoder] {
      #expect(throws: ModelStoreError.notQuantizable(path: path)) { try add(path, .q8_0) }
    }
    let folder = try scratch.source("hf-llama")
    #expect(throws: ModelStoreError.linkedFolder(path: folder)) { try add(folder, link: true) }
    #expect(scratch.contents().isEmpty)
    for error in [ModelStoreError.notQuantizable(path: file), .linkedFolder(path: folder)] {
      #expect(error.explanation.exitCode == .invalidInput && error.explanation.next != nil)
    }
  }

  @Test func whatCannotBeConvertedLeavesNothing() throws {
    let folder = try scratch.source("hf-llama")
    let config = folder + "/config.json"
    try ScratchModels.change(config) { data in
      let text = String(decoding: data, as: UTF8.self)
      data = Data(text.replacingOccurrences(of: "LlamaForCausalLM", with: "MambaForCausalLM").utf8)
    }
    let error = ModelFileError.notConvertible(file: config, feature: "the architecture MambaForCausalLM")
    #expect(throws: error) { try add(folder) }
    #expect(
      error.explanation.what.contains("MambaForCausalLM") && error.explanation.exitCode == .modelRejected)
    #expect(error.explanation.next?.contains("convert_hf_to_gguf.py") == true)
    #expect(scratch.contents().isEmpty)
  }

  /// As in the cache of Hugging Face's programs.
  @Test(arguments: [nil, .q8_0] as [Quantization?])
  func aFolderOfLinksIsNamed(quantization: Quantization?) throws {
    let source = try scratch.source("hf-llama"), folder = source + "-links"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: source) {
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/" + name, withDestinationPath: source + "/" + name)
    }
    let error = ModelFileError.notARegularFile(file: folder + "/config.json")
    #expect(throws: error) { try add(folder, quantization) }
    #expect(error.explanation.next?.contains("cp -rL") == true)
    #expect(scratch.contents().isEmpty)
  }

  @Test func aTensorThatIsMissingIsNamedWithTheFolder() throws {
    let folder = try scratch.source("hf-gemma3")
    try ScratchModels.change(folder + "/config.json") { data in
      let text = String(decoding: data, as: UTF8.self)
      data = Data(
        text.replacingOccurrences(of: "\"tie_word_embeddings\": true", with: "\"tie_word_embeddings\": false")
          .utf8)
    }
    let cause = ModelFileError.missingTensor("lm_head.weight")
    #expect(throws: ModelStoreError.rejected(path: folder, cause: cause)) { try add(folder) }
  }

  /// Weights are looked at while they are written: by then a part of the file is there.
  @Test func weightsThatAreNoNumbersLeaveNothing() throws {
    let folder = try scratch.source("hf-phi3")
    try ScratchModels.change(folder + "/model.safetensors") { data in
      data.replaceSubrange(data.count - 2..<data.count, with: [0x00, 0x7E])  // NaN in half precision
    }
    let thrown = #expect(throws: ModelFileError.self) { try add(folder) }
    guard case .malformed(let place, .notFinite) = thrown else {
      Issue.record("\(String(describing: thrown))")
      return
    }
    #expect(place.field.hasPrefix("tensor ") && place.file == folder + "/model.safetensors")
    #expect(scratch.contents() == ["models"])
  }

  @Test(arguments: [0, 100, 20_000, 150_000])
  func aFullDiskLeavesNothing(byteCount: Int) throws {
    let store = ModelStore(folder: scratch.folder + "/data/models", files: FullDisk(after: byteCount))
    let thrown = #expect(throws: FileError.self) { try add(scratch.source("hf-llama"), to: store) }
    #expect(thrown?.cause == .noSpace)
    #expect(scratch.contents() == ["models"])
  }

  /// A write of bytes that are gone fails with a bad address.
  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/shm"), "needs a disk that does not clone files")
  )
  func aFileThatIsCutWhileItIsCopiedHasChanged() throws {
    let source = try scratch.source("tiny-llama-f32.gguf")
    let disk = FullDisk(beforeWrite: {
      _ = try? FileHandle(forWritingAtPath: source)?.truncate(atOffset: 0)
    })
    let store = ModelStore(folder: scratch.folder + "/data/models", files: disk)
    #expect(throws: ModelFileError.changed(file: source)) { try add(source, to: store) }
    #expect(scratch.contents() == ["models"])
  }

  @Test(arguments: ["hf-llama", "tiny-llama-f32.gguf"])
  func anInterruptionAfterTheLastByteLeavesNothing(fixture: String) throws {
    struct Stop: Error {}
    let source = try scratch.source(fixture)
    var callsAtTheEnd = 0
    #expect(throws: Stop.self) {
      try add(source) { done, total in
        if done == total { callsAtTheEnd += 1 }
        // The first is that of the bytes that were written; then they are hashed.
        if callsAtTheEnd > 1 { throw Stop() }
      }
    }
    #expect(scratch.contents() == ["models"])
  }

  @Test func anInterruptionLeavesNothing() throws {
    struct Stop: Error {}
    let source = try scratch.source("hf-llama")
    #expect(throws: Stop.self) {
      try add(source) { done, _ in
        if done > 50_000 { throw Stop() }
      }
    }
    #expect(scratch.contents() == ["models"])
  }
}
