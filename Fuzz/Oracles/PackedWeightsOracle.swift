// PackedWeightsOracle.swift: a file of packed weights, from which kernels read without looking: each matrix
// that is listed lies in the file, apart from the others, aligned, with just the bytes that its shape needs.
// An input is read as it is, and once more with the version, the model, the sizes and the checksum put right.

@testable import Inference

enum PackedWeightsOracle {
  /// The model that the seeds are of.
  private static let source = PackedSource(fingerprint: Array(0..<32), byteCount: 4096)

  static func check(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    let asGiven = try checkFile(bytes)
    let repaired = try checkFile(repaired(bytes))
    return asGiven == .accepted ? asGiven : repaired
  }

  private static func checkFile(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    let tensors = ScratchBytes.withFile(bytes, named: ".packed") { path in
      (try? PackedWeightsFile(path: path, source: source))?.tensors
    }
    guard let tensors else { return .refused }
    var end = PackedWeightsFormat.fixedByteCount
    for tensor in tensors.values.sorted(by: { $0.offset < $1.offset }) {
      let layout = PanelLayout(
        type: tensor.layout.type, rows: tensor.layout.rows, columns: tensor.layout.columns)
      try require(
        layout == tensor.layout && tensor.layout.byteCount > 0, "a tensor has a shape that is packed")
      try require(tensor.offset >= end, "no two tensors share a byte")
      try require(
        tensor.offset.isMultiple(of: PackedWeightsFormat.alignment), "panels begin where kernels need it")
      end = tensor.offset + tensor.layout.byteCount
    }
    try require(end <= bytes.count, "a tensor lies within its file")
    return .accepted
  }

  private static func repaired(_ bytes: [UInt8]) -> [UInt8] {
    let start = PackedWeightsFormat.fixedByteCount, sealByteCount = PackedWeightsFormat.checksumByteCount
    guard bytes.count >= start + sealByteCount else { return bytes }
    var repaired = bytes
    put(PackedWeightsFormat.magic, at: 0, in: &repaired)
    put(PackedWeightsFormat.version, at: 8, in: &repaired)
    put(PanelLayout.version, at: 12, in: &repaired)
    for (index, byte) in source.fingerprint.enumerated() { repaired[16 + index] = byte }
    put(UInt64(source.byteCount), at: 48, in: &repaired)
    put(UInt64(bytes.count), at: 56, in: &repaired)
    // The length of the header, in two bytes: more would be no header of a small input.
    let headerByteCount = Int(bytes[64]) | Int(bytes[65]) << 8
    guard headerByteCount >= start + sealByteCount, headerByteCount <= bytes.count else { return repaired }
    let place = headerByteCount - sealByteCount
    put(HeaderChecksum.of(Array(repaired[..<place])), at: place, in: &repaired)
    return repaired
  }

  private static func put(_ number: some FixedWidthInteger, at offset: Int, in bytes: inout [UInt8]) {
    for index in 0..<number.bitWidth / 8 {
      bytes[offset + index] = UInt8(truncatingIfNeeded: number >> (8 * index))
    }
  }
}
