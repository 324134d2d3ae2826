// WeightQuantizerTests.swift: whole tensors: pieces, threads, changed rows, and weights that cannot be
// rounded.

import Foundation
import Testing

@testable import Inference

/// Writes a safetensors file of F32 tensors.
func writeSafetensors(
  _ tensors: [(name: String, shape: [Int], values: [Float])], as name: String, in folder: ScratchFolder
) throws -> String {
  var entries: [String] = []
  var data: [UInt8] = []
  for tensor in tensors {
    let start = data.count
    for value in tensor.values { data += GGUFBuilder.little(value.bitPattern) }
    let shape = tensor.shape.map(String.init).joined(separator: ",")
    entries.append(
      "\"\(tensor.name)\":{\"dtype\":\"F32\",\"shape\":[\(shape)],\"data_offsets\":[\(start),\(data.count)]}")
  }
  let text = "{" + entries.joined(separator: ",") + "}"
  let header = text + String(repeating: " ", count: (8 - text.utf8.count % 8) % 8)
  return try folder.write(
    GGUFBuilder.little(UInt64(header.utf8.count)) + Array(header.utf8) + data, as: name)
}

@Suite("tensors rounded")
struct WeightQuantizerTests {
  /// What converting a tensor of these values gives.
  private func convert(
    _ values: [Float], shape: [Int], change: RowChange = .none, to type: WeightType, threads: Int = 2
  ) throws -> (bytes: [UInt8], error: RoundingError) {
    let folder = try ScratchFolder()
    let path = try writeSafetensors([("w", shape, values)], as: "model.safetensors", in: folder)
    let file = try SafetensorsFile(path: path)
    let tensor = try #require(file.tensors["w"])
    var bytes: [UInt8] = []
    let quantizer = WeightQuantizer(threads: ThreadPool(threadCount: threads))
    let error = try quantizer.convert(tensor, in: file.mapped, change: change, to: type) { bytes += $0 }
    return (bytes, error)
  }

  private func floats(_ bytes: [UInt8]) -> [Float] {
    stride(from: 0, to: bytes.count, by: 4).map { at in
      Float(bitPattern: (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[at + $1]) << UInt32(8 * $1) })
    }
  }

  @Test(arguments: [WeightType.q8_0, .q4_0, .q4_k, .f16, .bf16])
  func threadsChangeNothing(type: WeightType) throws {
    let values = trainedWeights(512 * 37, seed: 9)
    let one = try convert(values, shape: [37, 512], to: type, threads: 1)
    let three = try convert(values, shape: [37, 512], to: type, threads: 3)
    #expect(one.bytes == three.bytes && one.error == three.error)
    #expect(one.bytes.count == 37 * type.byteCount(columns: 512))
    #expect(one.error.relative > 0 && one.error.relative < 0.2 && one.error.largest > 0)
  }

  /// More than one piece of 4 MiB.
  @Test func largeTensorsComeInPieces() throws {
    let rows = 1030, columns = 1024
    let values = (0..<rows * columns).map { Float($0 % 511) }
    let result = try convert(values, shape: [rows, columns], to: .f32)
    #expect(floats(result.bytes) == values)
    #expect(result.error.relative == 0 && result.error.largest == 0)
  }

  @Test func halvesOfHeadsAreInterleaved() throws {
    // Two heads of four rows, two columns.
    let values = (0..<16).map { Float($0) }
    let result = try convert(values, shape: [8, 2], change: .interleaveHeads(2), to: .f32)
    #expect(floats(result.bytes) == [0, 1, 4, 5, 2, 3, 6, 7, 8, 9, 12, 13, 10, 11, 14, 15])
  }

  @Test func normsGetTheirOne() throws {
    let result = try convert([-1, 0, 0.5], shape: [3], change: .addOne, to: .f32)
    #expect(floats(result.bytes) == [0, 1, 1.5])
  }

  @Test(arguments: [Float.nan, .infinity])
  func weightsThatAreNoNumbersAreNamed(wrong: Float) throws {
    var values = trainedWeights(256 * 3, seed: 1)
    values[700] = wrong
    let folder = try ScratchFolder()
    let path = try writeSafetensors([("w", [3, 256], values)], as: "model.safetensors", in: folder)
    let file = try SafetensorsFile(path: path)
    let tensor = try #require(file.tensors["w"])
    let place = FilePlace(file: path, offset: tensor.fileOffset, field: "tensor w")
    #expect(throws: ModelFileError.malformed(place, .notFinite)) {
      try WeightQuantizer(threads: ThreadPool(threadCount: 1)).convert(
        tensor, in: file.mapped, change: .none, to: .q4_k, into: { _ in })
    }
  }

  @Test func weightsTooLargeForATypeAreRefused() throws {
    #expect(throws: ModelFileError.self) {
      try convert([Float](repeating: 1e6, count: 32), shape: [1, 32], to: .f16)
    }
  }

  @Test func smallRowsFallBack() {
    #expect(Quantization.q4_k.type(columns: 512) == .q4_k && Quantization.q4_k.type(columns: 576) == .q8_0)
    #expect(Quantization.q4_0.type(columns: 576) == .q4_0 && Quantization.q4_0.type(columns: 40) == .f16)
    #expect(Quantization.q8_0.type(columns: 64) == .q8_0 && Quantization.q8_0.type(columns: 33) == .f16)
  }
}
