// ScratchDecoder.swift: copies of the Hugging Face folders among the fixtures, to be broken and converted.

import Foundation
import Testing

@testable import Inference

/// A private copy of a fixture's folder.
struct ScratchDecoder {
  let scratch: ScratchFolder
  let path: String

  init(_ name: String = "hf-llama") throws {
    scratch = try ScratchFolder()
    path = scratch.path + "/" + name
    try FileManager.default.copyItem(
      atPath: SharedMaterial.fixtures.appending(path: name).path, toPath: path)
  }

  /// Replaces text in one of the files, where it has to occur.
  func replace(_ old: String, _ new: String, in file: String = "config.json") throws {
    let place = path + "/" + file
    let text = try String(contentsOfFile: place, encoding: .utf8)
    #expect(text.contains(old), "\(file) lacks \(old)")
    try text.replacingOccurrences(of: old, with: new).write(toFile: place, atomically: false, encoding: .utf8)
  }

  func remove(_ file: String) throws { try FileManager.default.removeItem(atPath: path + "/" + file) }

  /// The whole GGUF file.
  func convert(_ quantization: Quantization? = nil, threads: Int = 2) throws -> (
    bytes: [UInt8], report: ConversionReport
  ) {
    let folder = try DecoderFolder(path, quantization: quantization)
    var bytes: [UInt8] = []
    let report = try folder.write(threads: ThreadPool(threadCount: threads)) { bytes += $0 }
    #expect(bytes.count == folder.byteCount)
    return (bytes, report)
  }

  /// The GGUF file, opened.
  func file(_ quantization: Quantization? = nil) throws -> GGUFFile {
    try GGUFFile(path: scratch.write(convert(quantization).bytes, as: "converted.gguf"))
  }

  /// The model, from its GGUF file.
  func decoder(_ quantization: Quantization? = nil, exact: Bool = true) throws -> Decoder {
    let pool = ThreadPool(threadCount: 2)
    let options =
      exact
      ? DecoderOptions(threads: pool, activations: .float32, cache: .float32) : DecoderOptions(threads: pool)
    return try Decoder(file: file(quantization), options: options)
  }

  /// Why the folder cannot be opened, or nil.
  func refusal(_ quantization: Quantization? = nil) -> ModelFileError? {
    do throws(ModelFileError) {
      _ = try DecoderFolder(path, quantization: quantization)
      return nil
    } catch {
      return error
    }
  }
}
