// PlugTrainer.swift: next-token loss through the frozen model, one step after the other.
//
// A step: soft rows of a batch of histories, gradients of the rows from the model, gradients of the
// parameters from the plug, clipping, AdamW. Equal seeds give equal parameters to the last bit, as long as
// the model does.

internal import Inference

/// A loss or its gradient is no number.
struct NotFiniteLoss: Error, Equatable {
  /// Steps taken before.
  let step: Int
}

/// Trains one plug.
final class PlugTrainer<Model: GradientModel> {
  /// As it is after the steps taken.
  private(set) var plug: Plug

  private(set) var state: TrainingState

  let settings: TrainingSettings
  private let model: Model
  private let items: (Int) throws -> [TrainingItem]
  private let development: DevelopmentSet?

  /// Prepares a run.
  ///
  /// - Parameters:
  ///   - plug: Where it starts.
  ///   - settings: How it is trained.
  ///   - model: The frozen model.
  ///   - development: What is measured between steps; nil for nothing.
  ///   - state: Where an earlier run of the same settings stood; nil to begin.
  ///   - items: The batch of a step, counted from 0: the same whenever it is asked for.
  /// - Precondition: `state` is of a plug of this shape.
  init(
    plug: Plug, settings: TrainingSettings, model: Model, development: DevelopmentSet? = nil,
    resuming state: TrainingState? = nil, items: @escaping (Int) throws -> [TrainingItem]
  ) {
    self.plug = plug
    self.settings = settings
    self.model = model
    self.development = development
    self.items = items
    self.state = state ?? TrainingState(parameters: plug.parameters.values)
    precondition(
      self.state.parameters.count == plug.parameters.values.count,
      "a state of \(self.state.parameters.count) parameters, a plug of \(plug.parameters.values.count)")
    self.plug.parameters.values = self.state.parameters
  }

  /// Passages that are measured on.
  var developmentCount: Int { development?.items.count ?? 0 }

  /// Whether all steps are taken.
  var isComplete: Bool { state.step >= settings.stepCount }

  /// Whether a measurement comes before the next step: at the start, every so often, and at the end.
  var isMeasurementDue: Bool {
    development != nil && state.development.last?.step != state.step
      && (isComplete || state.step % settings.developmentInterval == 0)
  }

  /// Measures on the authors kept to judge by, and notes the result.
  ///
  /// - Parameter pause: Called now and then; may throw to stop, and then nothing is noted.
  /// - Returns: The losses; nil where there is nothing to measure on.
  /// - Throws: ``NotFiniteLoss``, what the model and `pause` throw.
  func measure(pause: () throws -> Void = {}) throws -> DevelopmentResult? {
    guard let development else { return nil }
    let losses = try development.measure(plug, by: model, pause: pause)
    let result = DevelopmentResult(
      step: state.step, own: losses.own, mean: losses.mean, stranger: losses.stranger,
      training: state.lossCount > 0 ? state.lossSum / Double(state.lossCount) : nil)
    guard [result.own, result.mean ?? 0, result.stranger ?? 0].allSatisfy(\.isFinite) else {
      throw NotFiniteLoss(step: state.step)
    }
    state.development.append(result)
    (state.lossSum, state.lossCount) = (0, 0)
    return result
  }

  /// Takes one step.
  ///
  /// A batch without an example changes no parameter: weight decay alone would teach nothing.
  ///
  /// - Returns: The mean loss of its batch, in nats a token; nil where it has no example.
  /// - Throws: ``NotFiniteLoss``, which leaves everything as it was before the step; what the model throws.
  @discardableResult
  func advance() throws -> Double? {
    let batch = try items(state.step)
    guard !batch.isEmpty else {
      state.step += 1
      return nil
    }
    let activations = batch.map { plug.forward($0.input) }
    let result = try model.gradients(
      zip(batch, activations).map { item, activations in
        item.example.sequence(softRows: activations.softRows, limit: settings.targetLimit)
      })
    let losses = result.losses.flatMap(\.self)
    let loss = losses.reduce(0.0) { $0 + Double($1) } / Double(max(1, losses.count))
    var gradient = [Float](repeating: 0, count: plug.parameters.values.count)
    for (activations, rows) in zip(activations, result.softRows) {
      plug.backward(activations, gradient: rows, into: &gradient)
    }
    guard loss.isFinite, clip(&gradient, norm: settings.clipNorm).isFinite else {
      throw NotFiniteLoss(step: state.step)
    }
    state.optimiser.step(
      &plug.parameters.values, gradient: gradient,
      rates: settings.rates(for: plug.parameters.layout, step: state.step))
    state.parameters = plug.parameters.values
    state.step += 1
    state.lossSum += loss
    state.lossCount += 1
    return loss
  }
}
