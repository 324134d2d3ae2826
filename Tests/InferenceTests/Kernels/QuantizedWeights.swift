// QuantizedWeights.swift: random rows of every quantised type, as bytes of a file.

import CKernels
import Inference

/// A quantised matrix with random codes and small finite scales.
struct QuantizedWeights {
  let type: ck_type
  let rows: Int
  let columns: Int
  let bytes: [UInt8]

  var rowByteCount: Int { columns / ck_block_elements(type) * ck_block_bytes(type) }

  static let types: [ck_type] = [
    ck_q4_0, ck_q4_1, ck_q5_0, ck_q5_1, ck_q8_0, ck_iq4_nl, ck_q2_k, ck_q3_k, ck_q4_k, ck_q5_k, ck_q6_k,
  ]

  /// Where a block of each type holds its half-precision numbers.
  private static func halves(of type: ck_type) -> [Int] {
    switch type {
    case ck_q4_1, ck_q5_1, ck_q4_k, ck_q5_k: [0, 2]
    case ck_q2_k: [80, 82]
    case ck_q3_k: [108]
    case ck_q6_k: [208]
    default: [0]
    }
  }

  init(_ type: ck_type, rows: Int, columns: Int, seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let blockBytes = ck_block_bytes(type), count = rows * columns / ck_block_elements(type)
    var bytes = (0..<count * blockBytes).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    for block in 0..<count {
      for offset in Self.halves(of: type) {
        // Exponent 8 … 11 of half precision: magnitudes of 2⁻⁷ … 2⁻³, either sign.
        let half =
          UInt16(random.next() & 0x8000) | UInt16(8 + random.next() % 4) << 10 | UInt16(random.next() & 0x3ff)
        bytes[block * blockBytes + offset] = UInt8(half & 0xff)
        bytes[block * blockBytes + offset + 1] = UInt8(half >> 8)
      }
    }
    self.type = type
    self.rows = rows
    self.columns = columns
    self.bytes = bytes
  }

  /// The matrix as floats, by the scalar definition.
  var floats: [Float] {
    var out = [Float](repeating: 0, count: rows * columns)
    bytes.withUnsafeBytes { source in
      out.withUnsafeMutableBufferPointer { target in
        for row in 0..<rows {
          ck_dequantize_row(
            type, source.baseAddress! + row * rowByteCount, columns, target.baseAddress! + row * columns)
        }
      }
    }
    return out
  }

  /// The matrix in panels.
  var panels: AlignedBuffer {
    let panelBytes = ck_panel_bytes(type, columns), count = (rows + 15) / 16
    let buffer = AlignedBuffer(byteCount: panelBytes * count)
    bytes.withUnsafeBytes { source in
      for panel in 0..<count {
        ck_pack_panel(
          type, source.baseAddress! + panel * 16 * rowByteCount, rowByteCount, min(16, rows - panel * 16),
          columns,
          buffer.base + panel * panelBytes)
      }
    }
    return buffer
  }
}

/// Activations rounded to 8 bits.
final class RoundedActivations {
  let codes: AlignedBuffer
  let scales: AlignedBuffer
  let sums: AlignedBuffer
  let view: ck_activations

  init(_ x: [Float], tokens: Int, columns: Int) {
    codes = AlignedBuffer(byteCount: tokens * columns)
    scales = AlignedBuffer(byteCount: tokens * columns / 8)
    sums = AlignedBuffer(byteCount: tokens * columns / 4)
    view = ck_activations(
      codes: codes.base.assumingMemoryBound(to: Int8.self),
      scales: scales.base.assumingMemoryBound(to: Float.self),
      sums: sums.base.assumingMemoryBound(to: Int32.self))
    ck_quantize_activations(x, tokens, columns, view)
  }
}
