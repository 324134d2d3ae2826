// SmallModel.swift: the models that the fuzzer of GGUF starts from: one of each kind that the program opens,
// with weights in floats and with rounded ones.

@testable import Inference

/// A model file, and where its fields lie.
struct SmallModel: Sendable {
  let file: [UInt8]
  let fields: [Range<Int>]

  init(_ builder: GGUFBuilder) {
    var builder = builder
    file = builder.bytes()
    fields = builder.fields
  }

  /// By the first byte of an input, from 1 on; Fuzz/make-seeds gives each a name.
  ///
  /// Only at the end may others be added, or the inputs that were kept would be of other models.
  static let all: [SmallModel] = [
    SmallModel(.llama(tokenizer: "gpt2")), SmallModel(.llama(tokenizer: "bert")), SmallModel(.llama()),
    SmallModel(.llama(feedForwardLength: 256).rounded()), SmallModel(.bert()),
    SmallModel(.bert(feedForwardLength: 256).rounded()), SmallModel(.t5()),
    SmallModel(.t5(isGated: true, feedForwardLength: 256).rounded()),
  ]
}

extension GGUFBuilder {
  /// The types of matrices whose rows are whole blocks of 32, of 256.
  private static let roundedTypes: [(columns: Int, types: [WeightType])] = [
    (256, [.q2_k, .q6_k, .q4_k, .q5_k, .q3_k]), (32, [.q4_0, .q8_0, .q4_1, .q5_0, .q5_1, .iq4_nl]),
  ]

  /// The same model with rounded matrices, of each type by turns, and with ones in its vectors.
  ///
  /// All bytes of a matrix are 17, which in every type stands for small numbers that are finite.
  func rounded() -> GGUFBuilder {
    var builder = self, turn = 0
    for index in tensors.indices {
      let dimensions = tensors[index].dimensions.map { Int($0) }
      guard dimensions.count == 2 else {
        let ones = [Float](repeating: 1, count: dimensions[0])
        builder.tensors[index].data = ones.flatMap { Self.little($0.bitPattern) }
        continue
      }
      guard let fitting = Self.roundedTypes.first(where: { dimensions[0].isMultiple(of: $0.columns) }) else {
        continue
      }
      let type = fitting.types[turn % fitting.types.count]
      builder.tensors[index].type = type.rawValue
      builder.tensors[index].data = [UInt8](
        repeating: 17, count: dimensions[1] * type.byteCount(columns: dimensions[0]))
      turn += 1
    }
    return builder
  }
}
