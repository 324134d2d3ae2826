// SafetensorsOracle.swift: the header of a safetensors file; tensors that are listed lie in the file, apart.

@testable import Inference

enum SafetensorsOracle {
  static func check(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    let tensors = ScratchBytes.withFile(bytes, named: ".safetensors") { path in
      (try? SafetensorsFile(path: path))?.tensors
    }
    guard let tensors else { return .refused }
    let ranges = tensors.values.map(\.byteRange).sorted { $0.lowerBound < $1.lowerBound }
    for (range, next) in zip(ranges, ranges.dropFirst()) {
      try require(range.upperBound <= next.lowerBound, "no two tensors share a byte")
    }
    try require(
      tensors.values.allSatisfy { $0.byteCount == $0.type.byteCount(columns: $0.columns) * $0.rows },
      "a tensor has as many bytes as its shape says")
    try require(ranges.allSatisfy { $0.upperBound <= bytes.count }, "a tensor lies within its file")
    return .accepted
  }
}
