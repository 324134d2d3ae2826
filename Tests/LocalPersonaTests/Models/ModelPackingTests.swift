// ModelPackingTests.swift: the packed weights of models in the store: made, used, found changed, made anew,
// removed.

import Foundation
import Inference
import Testing

@testable import LocalPersona

@Suite("model store, with packed weights")
struct ModelPackingTests {
  private struct Stop: Error {}

  let scratch: ScratchModels

  init() throws { scratch = try ScratchModels() }

  private var store: ModelStore { scratch.store }
  private let place = "models/tiny/weights.packed"

  private func add(_ fixture: String = "tiny-llama-q4_1.gguf", link: Bool = false) throws -> ModelRecord {
    try store.add(path: scratch.source(fixture), name: "tiny", link: link)
  }

  private func logits(_ record: ModelRecord) throws -> [Float] {
    let model = try InstalledModel(record, threads: ThreadPool(threadCount: 1))
    return try model.makeSequence(capacity: 8).append([.token(3), .token(5)])
  }

  @Test(arguments: [false, true])
  func aModelIsPackedOnceAndComputesTheSame(link: Bool) throws {
    let added = try add(link: link)
    #expect(added.packed == nil && added.packsWeights)
    let expected = try logits(added)
    var reports: [Int] = []
    let record = try store.pack("tiny", threadCount: 2) { done, total in
      #expect(done <= total)
      reports.append(done)
    }
    let packed = try #require(record.packed)
    #expect(reports.last == packed.byteCount && packed.path == scratch.folder + "/data/" + place)
    #expect(scratch.contents().contains(place) && !scratch.contents().contains { $0.contains("incomplete") })
    #expect(try store.info("tiny") == record && store.resolve(name: nil, role: .decoder) == record)
    #expect(record.packedWeights != nil)
    #expect(try logits(record) == expected)
    let model = try InstalledModel(record, threads: ThreadPool(threadCount: 1))
    #expect(model.decoder.packedByteCount == 0)
    #expect(try store.pack("tiny", threadCount: 1) { _, _ in throw Stop() } == record)
  }

  @Test(arguments: ["tiny-llama-f16.gguf", "tiny-bert"])
  func whatHasNothingToPackStaysAsItIs(fixture: String) throws {
    let record = try add(fixture)
    #expect(!record.packsWeights)
    #expect(try store.pack("tiny", threadCount: 1) == record)
    #expect(!scratch.contents().contains(place))
    #expect(ModelMessages.packed(record, isNew: false).contains("nothing to pack"))
  }

  @Test(arguments: [0, 1, 1000, 20_000])
  func aFullDiskLeavesTheModelAsItWas(byteCount: Int) throws {
    let record = try add(), contents = scratch.contents()
    let full = ModelStore(folder: store.folder, files: FullDisk(after: byteCount))
    let error = #expect(throws: FileError.self) { try full.pack("tiny", threadCount: 1) }
    #expect(error?.cause == .noSpace)
    #expect(scratch.contents() == contents)
    #expect(try store.resolve(name: "tiny", role: .decoder) == record)
    #expect(try logits(record).count > 0)
  }

  @Test func aWishToStopLeavesTheModelAsItWas() throws {
    let record = try add(), contents = scratch.contents()
    for last in [0, 1] {
      #expect(throws: Stop.self) {
        try store.pack("tiny", threadCount: 1) { done, total in if done > last * (total - 1) { throw Stop() }
        }
      }
      #expect(try scratch.contents() == contents && store.info("tiny") == record)
    }
  }

  @Test func changedWeightsAreNotUsedAndMadeAnew() throws {
    _ = try add()
    let packed = try #require(try store.pack("tiny", threadCount: 1).packed)
    try ScratchModels.change(packed.path) { $0[$0.count - 1] ^= 1 }
    // The clock of file systems ticks slowly.
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_000_000)], ofItemAtPath: packed.path)
    #expect(try store.info("tiny").packedWeights == nil)
    let found = try store.resolve(name: "tiny", role: .decoder)
    #expect(found.packed == nil && found.packedWeights == nil)
    let again = try store.pack("tiny", threadCount: 1)
    #expect(again.packed?.sha256 == packed.sha256 && again.packedWeights != nil)
  }

  @Test func weightsThatWereOnlyMovedAreUsed() throws {
    _ = try add()
    let packed = try #require(try store.pack("tiny", threadCount: 1).packed)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: packed.path))
    try FileManager.default.removeItem(atPath: packed.path)
    #expect(try store.info("tiny").packedWeights == nil)
    try bytes.write(to: URL(fileURLWithPath: packed.path))
    let found = try store.resolve(name: "tiny", role: .decoder)
    #expect(found.packed?.sha256 == packed.sha256 && found.packedWeights != nil)
    #expect(try store.info("tiny") == found)
  }

  @Test func removingAModelRemovesThem() throws {
    _ = try add()
    try store.pack("tiny", threadCount: 1)
    try store.remove("tiny")
    #expect(scratch.contents() == ["models"])
  }

  @Test func aNoteOfBeforeHasNone() throws {
    let record = try add()
    guard case .object(let members) = record.stored else {
      Issue.record("a note is an object")
      return
    }
    #expect(!members.contains { $0.0 == "packed" })
    #expect(ModelRecord(stored: record.stored, folder: record.folder) == record)
    let packed = try store.pack("tiny", threadCount: 1)
    #expect(ModelRecord(stored: packed.stored, folder: record.folder) == packed)
  }
}
