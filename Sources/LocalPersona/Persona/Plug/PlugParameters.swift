// PlugParameters.swift: everything that is trained, in one flat array, with a name for each part.
//
// One array serves the optimiser, the checkpoint and the file; the order of the tensors is fixed and is
// that of the plug file. Matrices are (inputs, outputs), row-major, so that both the product and its
// gradient add up contiguous rows.

/// The trained tensors, in the order in which they are stored.
enum PlugTensorName: String, CaseIterable, Sendable {
  /// I, shape (instructionCount, embeddingLength).
  case instruction

  /// The projector that makes I from a constant: (inputDimension, hiddenCount), (hiddenCount),
  /// (hiddenCount, instructionCount·embeddingLength), (instructionCount·embeddingLength).
  case instructionInner, instructionInnerBias, instructionOuter, instructionOuterBias

  /// Proj: W1 (inputDimension, hiddenCount), b1 (hiddenCount), W2 (hiddenCount,
  /// personaCount·embeddingLength), b2 (personaCount·embeddingLength; none in the residual form).
  case projectorInner, projectorInnerBias, projectorOuter, projectorOuterBias

  /// W of x = W·e(brief), shape (inputDimension, inputDimension).
  case query

  /// θ of temperature = settings.temperature · e^θ, shape (1).
  case logTemperature

  /// Whether the tensor makes I.
  var makesInstruction: Bool {
    switch self {
    case .instruction, .instructionInner, .instructionInnerBias, .instructionOuter, .instructionOuterBias:
      true
    default: false
    }
  }
}

/// A named part of the parameters.
struct PlugTensor: Equatable, Sendable {
  let name: PlugTensorName

  /// Extents, slowest first.
  let shape: [Int]

  /// Where it lies in the flat array.
  let range: Range<Int>
}

/// The parameters of a plug, in units of the LLM's embedding scale.
struct PlugParameters: Equatable, Sendable {
  /// All tensors, one behind the other.
  var values: [Float]

  /// Name, shape and place of each.
  let layout: [PlugTensor]

  /// Zeros in the shapes that the settings ask for.
  init(settings: PlugSettings, inputDimension: Int, embeddingLength: Int) {
    layout = Self.layout(
      settings: settings, inputDimension: inputDimension, embeddingLength: embeddingLength)
    values = [Float](repeating: 0, count: layout.last?.range.upperBound ?? 0)
  }

  /// Where a tensor lies, or nil where the settings have none of that name.
  func range(of name: PlugTensorName) -> Range<Int>? { layout.first { $0.name == name }?.range }

  /// The tensors that the settings ask for.
  static func layout(settings: PlugSettings, inputDimension: Int, embeddingLength: Int) -> [PlugTensor] {
    var shapes: [(PlugTensorName, [Int])] = []
    let hidden = settings.hiddenCount
    let instructionLength = settings.instructionCount * embeddingLength
    switch settings.instructionSource {
    case .rows: shapes.append((.instruction, [settings.instructionCount, embeddingLength]))
    case .projected:
      shapes += [
        (.instructionInner, [inputDimension, hidden]), (.instructionInnerBias, [hidden]),
        (.instructionOuter, [hidden, instructionLength]), (.instructionOuterBias, [instructionLength]),
      ]
    }
    if settings.form != .instructionOnly {
      let personaLength = settings.personaCount * embeddingLength
      shapes += [
        (.projectorInner, [inputDimension, hidden]), (.projectorInnerBias, [hidden]),
        (.projectorOuter, [hidden, personaLength]),
      ]
      if settings.form == .published { shapes.append((.projectorOuterBias, [personaLength])) }
      if settings.aggregator == .attention {
        shapes.append((.query, [inputDimension, inputDimension]))
        if settings.learnsTemperature { shapes.append((.logTemperature, [1])) }
      }
    }
    var start = 0
    return shapes.map { name, shape in
      defer { start += shape.reduce(1, *) }
      return PlugTensor(name: name, shape: shape, range: start..<start + shape.reduce(1, *))
    }
  }
}
