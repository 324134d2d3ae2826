// Timing.swift: seconds, and speeds of rounds.

/// How long `body` takes.
func seconds(_ body: () throws -> Void) rethrows -> Double {
  let start = ContinuousClock.now
  try body()
  let duration = ContinuousClock.now - start
  return Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
}

/// Units a second, of each of `count` rounds that do `units` units of work.
func rounds(_ count: Int, units: Int, _ body: () throws -> Void) rethrows -> [Double] {
  var speeds: [Double] = []
  for _ in 0..<count { speeds.append(Double(units) / (try seconds(body))) }
  return speeds
}
