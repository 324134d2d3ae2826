// Plug+Folding.swift: parameters carried over from one plug to another that makes rows in part the same way.

extension Plug {
  /// The same plug with I as rows.
  ///
  /// A projector that makes I from a constant helps while it learns and is dead weight after: in the residual
  /// form and without a persona the rows that it makes stand for it. The published form stays as it is.
  var folded: Plug {
    guard settings.instructionSource == .projected, settings.form != .published else { return self }
    var settings = settings
    settings.instructionSource = .rows
    var plug = Plug(
      settings: settings, inputDimension: inputDimension, embeddingLength: embeddingLength,
      embeddingScale: embeddingScale, statistics: statistics, initialRows: meanRows, seed: 0)
    plug.takePersona(from: self)
    return plug
  }

  /// Takes over what makes P or δ, where both plugs make it from the same vectors in the same way.
  ///
  /// The statistics come along: the parameters mean something only relative to them.
  mutating func takePersona(from other: Plug) {
    guard other.settings.form == settings.form, other.inputDimension == inputDimension,
      other.settings.standardises == settings.standardises
    else { return }
    let shared = parameters.layout.filter { tensor in
      !tensor.name.makesInstruction
        && other.parameters.layout.contains { $0.name == tensor.name && $0.shape == tensor.shape }
    }
    guard shared.count(where: { $0.name == .projectorOuter }) == 1 else { return }
    for tensor in shared {
      guard let range = other.parameters.range(of: tensor.name) else { continue }
      parameters.values.replaceSubrange(tensor.range, with: other.parameters.values[range])
    }
    statistics = other.statistics
  }
}
