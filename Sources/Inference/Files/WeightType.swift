// WeightType.swift: the ways in which the elements of a tensor are stored.
//
// Numbers, block sizes and byte counts are those of ggml; a block is the smallest unit that can be decoded
// on its own. How blocks are decoded is the business of the kernels.

/// The storage type of a tensor's elements, with ggml's numbers.
public enum WeightType: UInt32, Sendable, CaseIterable {
  /// 32-bit floats.
  case f32 = 0
  /// 16-bit IEEE floats.
  case f16 = 1
  /// 4 bits, one scale for 32 elements.
  case q4_0 = 2
  /// 4 bits, a scale and a minimum for 32 elements.
  case q4_1 = 3
  /// 5 bits, one scale for 32 elements.
  case q5_0 = 6
  /// 5 bits, a scale and a minimum for 32 elements.
  case q5_1 = 7
  /// 8 bits, one scale for 32 elements.
  case q8_0 = 8
  /// 2 bits, super-blocks of 256.
  case q2_k = 10
  /// 3 bits, super-blocks of 256.
  case q3_k = 11
  /// 4 bits, super-blocks of 256.
  case q4_k = 12
  /// 5 bits, super-blocks of 256.
  case q5_k = 13
  /// 6 bits, super-blocks of 256.
  case q6_k = 14
  /// 4 bits that index a table of unevenly spaced levels, one scale for 32 elements.
  case iq4_nl = 20
  /// The upper 16 bits of 32-bit floats.
  case bf16 = 30

  /// How many elements one block holds.
  public var blockElementCount: Int {
    switch self {
    case .f32, .f16, .bf16: 1
    case .q4_0, .q4_1, .q5_0, .q5_1, .q8_0, .iq4_nl: 32
    case .q2_k, .q3_k, .q4_k, .q5_k, .q6_k: 256
    }
  }

  /// How many bytes one block takes.
  public var blockByteCount: Int {
    switch self {
    case .f32: 4
    case .f16, .bf16: 2
    case .q4_0, .iq4_nl: 2 + 16  // scale, nibbles
    case .q4_1: 4 + 16  // scale and minimum, nibbles
    case .q5_0: 2 + 4 + 16  // scale, fifth bits, nibbles
    case .q5_1: 4 + 4 + 16
    case .q8_0: 2 + 32
    case .q2_k: 16 + 64 + 4  // scales, 2-bit values, scale of scales and of minima
    case .q3_k: 32 + 64 + 12 + 2  // third bits, low bits, 6-bit scales, scale
    case .q4_k: 4 + 12 + 128
    case .q5_k: 4 + 12 + 32 + 128
    case .q6_k: 128 + 64 + 16 + 2
    }
  }

  /// The name that ggml prints, as in `Q4_K`.
  public var name: String {
    switch self {
    case .f32: "F32"
    case .f16: "F16"
    case .q4_0: "Q4_0"
    case .q4_1: "Q4_1"
    case .q5_0: "Q5_0"
    case .q5_1: "Q5_1"
    case .q8_0: "Q8_0"
    case .q2_k: "Q2_K"
    case .q3_k: "Q3_K"
    case .q4_k: "Q4_K"
    case .q5_k: "Q5_K"
    case .q6_k: "Q6_K"
    case .iq4_nl: "IQ4_NL"
    case .bf16: "BF16"
    }
  }
}
