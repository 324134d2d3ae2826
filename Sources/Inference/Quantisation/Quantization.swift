// Quantization.swift: the ways in which a model's weights can be made smaller when it is added.

/// A way to store the matrices of a model; norms and biases always stay 32-bit floats.
public enum Quantization: String, Sendable, CaseIterable {
  /// 8 bits and a scale for 32 weights: 8.5 bits a weight, as good as the original.
  case q8_0

  /// 4 bits and a scale for 32 weights: 4.5 bits a weight.
  case q4_0

  /// 4 bits, with a scale and a minimum for 32 weights that are searched for: 4.5 bits a weight, and better.
  case q4_k

  /// The type of matrices whose rows are whole blocks.
  var type: WeightType {
    switch self {
    case .q8_0: .q8_0
    case .q4_0: .q4_0
    case .q4_k: .q4_k
    }
  }

  /// The type of a matrix with rows of `columns` weights: a larger one where they are no whole blocks.
  func type(columns: Int) -> WeightType {
    let wanted: [WeightType] = [self.type, .q8_0]
    return wanted.first { columns.isMultiple(of: $0.blockElementCount) } ?? .f16
  }

  /// llama.cpp's number in `general.file_type`.
  var fileType: UInt32 {
    switch self {
    case .q8_0: 7
    case .q4_0: 2
    case .q4_k: 14  // Q4_K_S: every matrix in the same type
    }
  }
}
