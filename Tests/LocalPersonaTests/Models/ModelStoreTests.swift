// ModelStoreTests.swift: adding, finding, checking and removing models, on the tiny models of the repository.

import Foundation
import Inference
import Testing

@testable import LocalPersona

/// A store in memory, and sources to add from; removed with the last reference.
final class ScratchModels {
  let folder: String

  init() throws {
    let parent = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
    folder = parent + "/persona-models-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder + "/source", withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var store: ModelStore { ModelStore(folder: folder + "/data/models") }

  /// The tiny models that the repository has.
  static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "InferenceTests/Fixtures")

  /// A private copy of a fixture.
  func source(_ fixture: String, as name: String? = nil) throws -> String {
    let path = folder + "/source/" + (name ?? fixture)
    try FileManager.default.copyItem(atPath: Self.fixtures.appending(path: fixture).path, toPath: path)
    return path
  }

  /// Every path under the store, without the store's own.
  func contents() -> [String] {
    (FileManager.default.enumerator(atPath: folder + "/data")?.allObjects as? [String] ?? []).sorted()
  }

  static func change(_ path: String, _ body: (inout Data) -> Void) throws {
    var data = try Data(contentsOf: URL(fileURLWithPath: path))
    body(&data)
    try data.write(to: URL(fileURLWithPath: path))
  }
}

@Suite("model store")
struct ModelStoreTests {
  let scratch: ScratchModels

  init() throws { scratch = try ScratchModels() }

  private var store: ModelStore { scratch.store }

  @Test func anEmptyStoreHasNothing() throws {
    #expect(try store.list().isEmpty)
    #expect(throws: ModelStoreError.noneInstalled(.decoder)) { try store.resolve(name: nil, role: .decoder) }
    #expect(throws: ModelStoreError.notFound(name: "x", known: [])) { try store.info("x") }
  }

  @Test(arguments: [true, false])
  func theWayOfPoolingIsPartOfAnEncoderWhereItIsNotTheUsualOne(isFirstToken: Bool) throws {
    let source = try scratch.source("tiny-bert")
    let plain = try store.add(path: source, name: "plain")
    try FileManager.default.createDirectory(atPath: source + "/1_Pooling", withIntermediateDirectories: true)
    let mode = isFirstToken ? "cls" : "mean"
    try Data("{\"pooling_mode_\(mode)_token\(isFirstToken ? "" : "s")\": true}".utf8)
      .write(to: URL(fileURLWithPath: source + "/1_Pooling/config.json"))
    let record = try store.add(path: source, name: "pooled")
    #expect((record.fingerprint == plain.fingerprint) == !isFirstToken)
    let folder = scratch.folder + "/data/models/pooled"
    #expect(try BERTConfiguration(folder: folder).pooling == (isFirstToken ? .classification : .mean))
    #expect(FileManager.default.fileExists(atPath: folder + "/pooling.json") == isFirstToken)
  }

  @Test func addsAndFindsALanguageModel() throws {
    let source = try scratch.source("tiny-llama-q4_1.gguf")
    var reports: [Int] = []
    let record = try store.add(path: source, name: "tiny") { done, total in
      #expect(done <= total)
      reports.append(done)
    }
    #expect(reports.last == record.byteCount)
    #expect(record.role == .decoder && record.architecture == "llama" && !record.isLinked)
    #expect(record.path == scratch.folder + "/data/models/tiny/tiny-llama-q4_1.gguf")
    #expect(record.fingerprint.count == 32 && record.sha256.count == 64)
    #expect(try store.list() == [record] && store.info("tiny") == record)
    #expect(try store.resolve(name: "tiny", role: .decoder) == record)
    #expect(try store.resolve(name: nil, role: .decoder) == record)
    #expect(try DecoderConfiguration(file: GGUFFile(path: record.path)).contextLength == record.contextLength)
    #expect(
      scratch.contents() == [
        "models", "models/tiny", "models/tiny/model.json", "models/tiny/tiny-llama-q4_1.gguf",
      ])
  }

  @Test(arguments: [(nil, false), ("{{ messages }}", true), ("<start_of_turn>", true)] as [(String?, Bool)])
  func knowsATemplateThatItDoesNotKnow(template: String?, isUnknown: Bool) throws {
    var builder = GGUFBuilder.llama()
    builder["tokenizer.chat_template"] = template.map(GGUFBuilder.Value.string)
    let path = scratch.folder + "/some.gguf"
    try Data(builder.bytes()).write(to: URL(filePath: path))
    let record = try store.add(path: path, name: "some")
    #expect(!record.hasChatTemplate && record.hasUnknownTemplate == isUnknown)
  }

  @Test func addsAndFindsAnEncoder() throws {
    let record = try store.add(path: scratch.source("tiny-bert"), name: "enc")
    #expect(record.role == .encoder && record.architecture == "bert" && record.files.count >= 3)
    #expect(record.path == record.folder && record.folder == scratch.folder + "/data/models/enc")
    #expect(try store.resolve(name: nil, role: .encoder).fingerprint == record.fingerprint)
    #expect(Set(record.files.map(\.sha256)).count == record.files.count)
    #expect(throws: ModelStoreError.wrongRole(name: "enc", wanted: .decoder, actual: .encoder)) {
      try store.resolve(name: "enc", role: .decoder)
    }
  }

  @Test func aSymbolicLinkIsFollowedOnceAndCopied() throws {
    let source = try scratch.source("tiny-llama-q4_1.gguf")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.folder + "/link.gguf", withDestinationPath: source)
    let record = try store.add(path: scratch.folder + "/link.gguf")
    #expect(record.name == "tiny-llama-q4_1" && FileManager.default.fileExists(atPath: record.path))
  }

  @Test func linkedModelsStayInPlace() throws {
    let source = try scratch.source("tiny-llama-q4_1.gguf")
    let record = try store.add(path: source, name: "linked", link: true)
    #expect(record.isLinked && record.path == source)
    #expect(scratch.contents() == ["models", "models/linked", "models/linked/model.json"])
    try store.remove("linked")
    #expect(FileManager.default.fileExists(atPath: source) && scratch.contents() == ["models"])
  }

  @Test func addingTheSameAgainChangesNothing() throws {
    let source = try scratch.source("tiny-llama-q4_1.gguf")
    let record = try store.add(path: source, name: "tiny")
    #expect(try store.add(path: source, name: "tiny") == record)
    let other = try scratch.source("tiny-llama-q8_0.gguf")
    #expect(throws: ModelStoreError.nameTaken("tiny")) { try store.add(path: other, name: "tiny") }
    #expect(try store.list() == [record])
  }

  @Test(arguments: [
    "", ".", "..", "a/b", "A", "é", "-a", ".hidden", String(repeating: "a", count: 65), "a b", "a\n",
  ])
  func namesThatCouldDoHarmAreRefused(name: String) throws {
    let source = try scratch.source("tiny-llama-q4_1.gguf")
    #expect(throws: ModelStoreError.invalidName(name)) { try store.add(path: source, name: name) }
    #expect(throws: ModelStoreError.invalidName(name)) { try store.remove(name) }
    #expect(throws: ModelStoreError.invalidName(name)) { try store.info(name) }
  }

  @Test func namesAreMadeFromFileNames() {
    #expect(ModelStore.name(for: "/x/SmolLM2-135M-Instruct.Q4_1.gguf") == "smollm2-135m-instruct.q4_1")
    #expect(ModelStore.name(for: "/x/Mein Modell é.GGUF") == "mein-modell---")
    #expect(ModelStore.name(for: "/.gguf") == "model")
    #expect(ModelStore.isValidName(ModelStore.name(for: "/" + String(repeating: "x", count: 300))))
  }

  @Test func theDefaultNameWinsAndOthersMustBeNamed() throws {
    try store.add(path: scratch.source("tiny-llama-q4_1.gguf"), name: "a")
    try store.add(path: scratch.source("tiny-llama-q8_0.gguf"), name: "b")
    #expect(throws: ModelStoreError.ambiguous(.decoder, names: ["a", "b"])) {
      try store.resolve(name: nil, role: .decoder)
    }
    try store.add(path: scratch.source("tiny-llama-q5_0.gguf"), name: "smollm2")
    #expect(try store.resolve(name: nil, role: .decoder).name == "smollm2")
  }

  // MARK: Changed, damaged, missing

  @Test func aChangedFileIsFoundOut() throws {
    let record = try store.add(path: scratch.source("tiny-llama-q4_1.gguf"), name: "tiny")
    try ScratchModels.change(record.path) { $0[$0.count - 1] ^= 1 }
    #expect(throws: ModelStoreError.changed(name: "tiny", file: record.path)) {
      try store.resolve(name: "tiny", role: .decoder)
    }
    try ScratchModels.change(record.path) { $0.removeLast(100) }
    #expect(throws: ModelStoreError.changed(name: "tiny", file: record.path)) {
      try store.resolve(name: "tiny", role: .decoder)
    }
    try FileManager.default.removeItem(atPath: record.path)
    #expect(throws: ModelStoreError.fileMissing(name: "tiny", file: record.path)) {
      try store.resolve(name: "tiny", role: .decoder)
    }
    try store.remove("tiny")
    #expect(scratch.contents() == ["models"])
  }

  @Test func aTouchedFileIsHashedAndNotedAnew() throws {
    let record = try store.add(path: scratch.source("tiny-llama-q4_1.gguf"), name: "tiny")
    try ScratchModels.change(record.path) { _ in }
    let again = try store.resolve(name: "tiny", role: .decoder)
    #expect(again.fingerprint == record.fingerprint && again.files[0].identity != record.files[0].identity)
    #expect(try store.info("tiny") == again)
  }

  @Test func anyFileOfAnEncoderCounts() throws {
    let record = try store.add(path: scratch.source("tiny-bert"), name: "enc")
    for file in record.files {
      let good = try Data(contentsOf: URL(fileURLWithPath: file.path))
      try ScratchModels.change(file.path) { $0[$0.count / 2] ^= 1 }
      #expect(throws: ModelStoreError.changed(name: "enc", file: file.path)) {
        try store.resolve(name: nil, role: .encoder)
      }
      try good.write(to: URL(fileURLWithPath: file.path))
    }
    #expect(try store.resolve(name: nil, role: .encoder).fingerprint == record.fingerprint)
  }

  @Test func aDamagedNoteIsNamed() throws {
    let record = try store.add(path: scratch.source("tiny-llama-q4_1.gguf"), name: "tiny")
    let note = record.folder + "/model.json"
    let good = try String(contentsOfFile: note, encoding: .utf8)
    for bad in [
      "", "{", "[]", good.replacingOccurrences(of: "\"version\":1", with: "\"version\":2"),
      good.replacingOccurrences(of: "\"tiny-llama", with: "\"../tiny-llama"),
      good.replacingOccurrences(of: "\"name\":\"tiny\"", with: "\"name\":\"other\""),
      good.replacingOccurrences(of: record.sha256, with: "00"),
    ] {
      try bad.write(toFile: note, atomically: false, encoding: .utf8)
      #expect(throws: ModelStoreError.damagedRecord(name: "tiny")) { try store.info("tiny") }
    }
    // Another model is not affected by it.
    try store.add(path: scratch.source("tiny-llama-q8_0.gguf"), name: "smollm2")
    #expect(try store.resolve(name: nil, role: .decoder).name == "smollm2")
  }

  // MARK: What is refused, and what is left behind

  @Test func whatIsNoModelIsRefusedAndLeavesNothing() throws {
    let cut = try scratch.source("tiny-llama-q4_1.gguf", as: "cut.gguf")
    try ScratchModels.change(cut) { $0.removeLast(1000) }
    #expect(throws: ModelFileError.self) { try store.add(path: cut) }
    let text = scratch.folder + "/source/text.gguf"
    try "hello".write(toFile: text, atomically: false, encoding: .utf8)
    #expect(throws: ModelFileError.notGGUF(file: text)) { try store.add(path: text) }
    #expect(throws: ModelStoreError.unreadable(path: "/none/x", code: 2)) { try store.add(path: "/none/x") }
    let folder = try scratch.source("tiny-bert")
    try FileManager.default.removeItem(atPath: folder + "/vocab.txt")
    #expect(throws: ModelStoreError.incompleteFolder(path: folder, missing: ["vocab.txt"])) {
      try store.add(path: folder)
    }
    #expect(scratch.contents().isEmpty)
  }

  @Test func anInterruptedCopyLeavesNothing() throws {
    struct Stop: Error {}
    let source = try scratch.source("tiny-llama-f32.gguf")
    #expect(throws: Stop.self) { try store.add(path: source, name: "tiny") { _, _ in throw Stop() } }
    #expect(scratch.contents() == ["models"])
  }

  @Test func leftoversOfDeadProcessesAreRemoved() throws {
    let source = try scratch.source("tiny-llama-q4_1.gguf")
    // No system has a process with the largest number.
    let dead = store.folder + "/.incomplete-x.\(Int32.max)"
    try FileManager.default.createDirectory(atPath: dead, withIntermediateDirectories: true)
    try "x".write(toFile: dead + "/half.gguf", atomically: false, encoding: .utf8)
    #expect(try store.list().isEmpty)
    try store.add(path: source, name: "tiny")
    #expect(!FileManager.default.fileExists(atPath: dead))
  }

  @Test func everyErrorSaysWhatToDo() {
    let errors: [any Explained] = [
      ModelStoreError.noneInstalled(.decoder), ModelStoreError.nameTaken("x"),
      ModelStoreError.changed(name: "x", file: "/f"), ModelFileError.unsupportedArchitecture("mamba"),
      ModelFileError.unsupportedWeightType(tensor: "t", code: 16), ModelFileError.missingTensor("t"),
      ModelFileError.malformed(FilePlace(file: "/f", offset: 1234, field: "tensor t"), .arithmeticOverflow),
    ]
    for error in errors {
      let explanation = error.explanation
      #expect(explanation.next != nil && !explanation.what.contains("\n") && !explanation.what.hasSuffix("."))
    }
    #expect(ModelFileError.unsupportedWeightType(tensor: "t", code: 16).explanation.what.contains("IQ2_XXS"))
    #expect(ModelStoreError.changed(name: "x", file: "/f").explanation.exitCode == .modelRejected)
    #expect(ModelStoreError.noneInstalled(.encoder).explanation.exitCode == .notFound)
  }
}
