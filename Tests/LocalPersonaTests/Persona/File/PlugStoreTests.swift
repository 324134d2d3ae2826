// PlugStoreTests.swift: adding, finding and removing plugs.

import Foundation
import Testing

@testable import LocalPersona

@Suite("plug store")
struct PlugStoreTests {
  private let scratch: ScratchModels

  init() throws { scratch = try ScratchModels() }

  private var store: PlugStore { PlugStore(folder: scratch.folder + "/data/models/plugs") }

  /// A file with `document`, outside the store.
  private func source(_ document: PlugDocument, as file: String = "some.plug") throws -> String {
    try source(PlugFile.encode(document), as: file)
  }

  private func source(_ bytes: [UInt8], as file: String) throws -> String {
    let path = scratch.folder + "/source/" + file
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  @Test func anEmptyStoreHasNothing() throws {
    #expect(try store.names().isEmpty && store.list().isEmpty)
    #expect(try store.plug(for: PlugFileSample.decoder) == nil)
    #expect(throws: PlugStoreError.notFound(name: "x", known: [])) { try store.info("x") }
    #expect(throws: PlugStoreError.notFound(name: "x", known: [])) { try store.remove("x") }
  }

  @Test func addsFindsAndRemoves() throws {
    let document = PlugFileSample.document()
    let item = try store.add(path: source(document))
    #expect(item.name == "sample" && item.document == document)
    #expect(try store.info("sample") == item && store.list() == [item])
    #expect(try store.plug(for: PlugFileSample.decoder) == document)
    #expect(scratch.contents() == ["models", "models/plugs", "models/plugs/sample.plug"])
    try store.remove("sample")
    #expect(scratch.contents() == ["models", "models/plugs"])
  }

  @Test func isNoModel() throws {
    try store.add(path: source(PlugFileSample.document()))
    #expect(try ModelStore(folder: scratch.folder + "/data/models").list().isEmpty)
  }

  @Test func takesTheNameOfTheFileWhereTheOneInsideIsNone() throws {
    let item = try store.add(path: source(PlugFileSample.document(name: "My Plug"), as: "Letters 2.plug"))
    #expect(item.name == "letters-2")
    #expect(throws: PlugStoreError.invalidName("../x")) {
      try store.add(path: source(PlugFileSample.document()), name: "../x")
    }
  }

  @Test func addingTheSameAgainChangesNothing() throws {
    let first = try store.add(path: source(PlugFileSample.document()))
    #expect(try store.add(path: source(PlugFileSample.document())) == first)
    let other = try source(PlugFileSample.document(seed: 2), as: "other.plug")
    #expect(throws: PlugStoreError.nameTaken("sample")) { try store.add(path: other) }
    #expect(try store.info("sample") == first)
    let second = try store.add(path: other, replace: true)
    #expect(try store.info("sample") == second && second != first)
    #expect(try store.add(path: source(PlugFileSample.document()), name: "first").document == first.document)
  }

  @Test func aPlugForAnotherModelIsRefusedByName() throws {
    let scratch = try ScratchModels()
    let models = ModelStore(folder: scratch.folder + "/data/models")
    let model = try models.add(path: scratch.source("tiny-llama-q4_1.gguf"), name: "smollm2")
    try store.add(path: source(PlugFileSample.document()))
    let own = PlugFileSample.document(name: "own", decoder: model.fingerprint)
    try store.add(path: source(own))
    #expect(try store.plug(for: model.fingerprint) == own)
    #expect(try store.plug(for: [UInt8](repeating: 9, count: 32)) == nil)
    let invocation = try CommandLineFixture.invocation(["model", "list"])
    #expect(try invocation.plugDocument(at: store.info("own").path, for: model) == own)
    let path = try store.info("sample").path
    let error = PlugStoreError.otherModel(plug: path, madeFor: "tiny", asked: "smollm2")
    #expect(throws: error) { try invocation.plugDocument(at: path, for: model) }
    #expect(error.explanation.what.hasSuffix("was made for the language model 'tiny', not for 'smollm2'"))
    #expect(error.explanation.what.contains(path))
  }

  @Test func aPlugFileThatIsNotThereIsNoDamagedOne() throws {
    let model = try ModelStore(folder: scratch.folder + "/data/models").add(
      path: scratch.source("tiny-llama-q4_1.gguf"), name: "smollm2")
    let invocation = try CommandLineFixture.invocation(["model", "list"])
    let path = scratch.folder + "/none.plug"
    let error = PlugStoreError.unreadable(path: path, code: 2)  // ENOENT
    #expect(throws: error) { try invocation.plugDocument(at: path, for: model) }
    #expect(error.explanation.what.contains("there is no such file"))
    let folder = PlugStoreError.rejected(path: scratch.folder, cause: .notAPlug)
    #expect(throws: folder) { try invocation.plugDocument(at: scratch.folder, for: model) }
  }

  @Test func othersAreNamedWithTheModelTheyAreFor() throws {
    let models = ModelStore(folder: scratch.folder + "/data/models")
    #expect(OtherPlug.all(in: store, models: models).isEmpty)
    let model = try models.add(path: scratch.source("tiny-llama-q4_1.gguf"), name: "smollm2")
    try store.add(path: source(PlugFileSample.document()))
    try store.add(path: source(PlugFileSample.document(name: "own", decoder: model.fingerprint)))
    let others = OtherPlug.all(in: store, models: models)
    #expect(
      others == [
        OtherPlug(name: "own", madeFor: "tiny", model: "smollm2"),
        OtherPlug(name: "sample", madeFor: "tiny", model: nil),
      ])
    let explanation = StrategyError.noPlug(model: "other", others: others).explanation
    #expect(explanation.what.hasSuffix("is installed; 'own' is for 'smollm2', 'sample' is for 'tiny'"))
    #expect(explanation.next?.hasPrefix("write with --model smollm2, ") == true)
    let strange = StrategyError.noPlug(model: "tiny", others: [others[1]]).explanation
    #expect(strange.what.hasSuffix("; 'sample' is for another model of that name"))
    #expect(strange.next?.contains("persona plug add") == true)
  }

  /// What `plug info` and `plug list` say of a plug is what it does.
  @Test func settingsInWordsSayWhatThePlugDoes() {
    func item(_ change: (inout PlugSettings) -> Void) -> PlugStore.Item {
      PlugStore.Item(
        name: "x", path: "x.plug", sha256: [], byteCount: 9, document: PlugFileSample.document(change))
    }
    let standard = item { _ in }
    #expect(
      standard.settingsText
        == "residual, 2 instruction rows, 2 persona rows, hidden width 3, instruction trained directly, "
        + "mean of the history, standardised")
    #expect(standard.description == "for tiny, residual, 2 rows from style, 9 bytes")
    let centred = item { $0.standardises = false }
    #expect(centred.settingsText.hasSuffix("mean of the history, centred"))
    let published = item { ($0.form, $0.aggregator, $0.standardises) = (.published, .attention, false) }
    #expect(published.settingsText.hasSuffix("attention of the history, temperature 1.0, normalised"))
    let standardised = item { $0.form = .published }
    #expect(standardised.settingsText.hasSuffix(", standardised"))
    // One that knows no persons reads no history.
    let control = item { ($0.form, $0.personaCount) = (.instructionOnly, 0) }
    #expect(control.settingsText == "instruction only, 2 instruction rows, instruction trained directly")
    #expect(control.description == "for tiny, instruction only, 2 rows, 9 bytes")
    let projected = item {
      ($0.form, $0.personaCount, $0.instructionSource) = (.instructionOnly, 0, .projected)
    }
    #expect(projected.settingsText.hasSuffix("hidden width 3, instruction projected"))
  }

  @Test func isKnownByItsFingerprint() throws {
    let document = PlugFileSample.document()
    #expect(store.name(ofPlugWith: document.fingerprint) == nil)
    try store.add(path: source(document), name: "mine")
    #expect(store.name(ofPlugWith: document.fingerprint) == "mine")
    #expect(store.name(ofPlugWith: PlugFileSample.document(seed: 2).fingerprint) == nil)
  }

  @Test func whatIsNoPlugIsNotTaken() throws {
    let bytes = PlugFile.encode(PlugFileSample.document())
    let cut = try source(Array(bytes.dropLast()), as: "cut.plug")
    let real = try ModelFileCalls.absolute(cut).get()
    let cause = PlugFileError.cutShort(expected: bytes.count, actual: bytes.count - 1)
    #expect(throws: PlugStoreError.rejected(path: real, cause: cause)) { try store.add(path: cut) }
    let folder = try ModelFileCalls.absolute(scratch.folder + "/source").get()
    #expect(throws: PlugStoreError.rejected(path: folder, cause: .notAPlug)) { try store.add(path: folder) }
    #expect(throws: PlugStoreError.self) { try store.add(path: scratch.folder + "/none.plug") }
    #expect(scratch.contents().isEmpty)
  }

  @Test func aDamagedPlugIsNamedAndCanBeRemoved() throws {
    let item = try store.add(path: source(PlugFileSample.document()))
    try ScratchModels.change(item.path) { $0[200] ^= 1 }
    let error = PlugStoreError.damaged(name: "sample", cause: .changed)
    #expect(throws: error) { try store.info("sample") }
    // It may have been the one that is looked for: that must not pass in silence.
    #expect(throws: error) { try store.plug(for: PlugFileSample.decoder) }
    let other = PlugFileSample.document(name: "tail", seed: 3)
    try store.add(path: source(other))
    #expect(try store.plug(for: PlugFileSample.decoder) == other)
    #expect(try store.names() == ["sample", "tail"])
    try store.add(path: source(PlugFileSample.document()), replace: true)
    #expect(try store.info("sample").sha256 == item.sha256)
    try store.remove("sample")
    #expect(try store.names() == ["tail"])
  }

  @Test func leftoversOfAKilledProcessGo() throws {
    let item = try store.add(path: source(PlugFileSample.document()))
    let left = store.folder + "/.incomplete-x.999999999"
    try Data([1]).write(to: URL(fileURLWithPath: left))
    #expect(try store.names() == ["sample"])
    try store.add(path: source(PlugFileSample.document()), name: "again")
    #expect(!FileManager.default.fileExists(atPath: left))
    #expect(try store.info("sample") == item)
  }

  @Test(arguments: SimulatedDisk.Fault.allCases)
  func aPlugIsThereWholeOrNotAtAll(_ fault: SimulatedDisk.Fault) throws {
    let path = try source(PlugFileSample.document())
    let real = try ModelFileCalls.absolute(path).get()
    let bytes = PlugFile.encode(PlugFileSample.document())
    func disk(_ plan: SimulatedDisk.Plan?) throws -> SimulatedDisk {
      let disk = SimulatedDisk()
      disk.contents[real] = bytes
      disk.start(plan)
      return disk
    }
    let rehearsal = try disk(SimulatedDisk.Plan(step: .max, fault: .kill))
    try PlugStore(folder: "/home/models/plugs", files: rehearsal).add(path: path)
    for step in 0..<rehearsal.stepCount {
      let disk = try disk(SimulatedDisk.Plan(step: step, fault: fault, seed: UInt64(step)))
      let store = PlugStore(folder: "/home/models/plugs", files: disk)
      let isAdded = (try? store.add(path: path)) != nil
      disk.restart()
      let found = try store.plug(for: PlugFileSample.decoder)
      #expect(found == nil || found == PlugFileSample.document(), "step \(step)")
      #expect(!isAdded || found != nil, "step \(step)")
    }
    print("plug faults: \(fault): \(rehearsal.stepCount) cases")
  }
}
