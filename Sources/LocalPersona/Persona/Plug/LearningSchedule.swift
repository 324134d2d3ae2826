// LearningSchedule.swift: the learning rate over a run: up in a line, down along a cosine.

// The C library only, for the cosine.
#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

/// Linear warm-up to 1, then half a cosine to 0.
struct LearningSchedule: Equatable, Sendable {
  /// Steps until the peak; 0 starts at it.
  let warmUpSteps: Int

  /// Steps of the whole run.
  let totalSteps: Int

  /// Lays out a run.
  /// - Precondition: Neither is negative.
  init(warmUpSteps: Int, totalSteps: Int) {
    precondition(warmUpSteps >= 0 && totalSteps >= 0, "a schedule of negative length")
    self.warmUpSteps = warmUpSteps
    self.totalSteps = totalSteps
  }

  /// What the peak rate is multiplied by at a step, counted from 0.
  ///
  /// Above 0 within the run, 0 outside it.
  func factor(step: Int) -> Float {
    if step < 0 || step >= totalSteps { return 0 }
    if step < warmUpSteps { return Float(step + 1) / Float(warmUpSteps) }
    let progress = Double(step - warmUpSteps) / Double(totalSteps - warmUpSteps)
    return Float(0.5 * (1 + cos(Double.pi * progress)))
  }
}
