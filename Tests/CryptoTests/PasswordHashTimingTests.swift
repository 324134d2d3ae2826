import Crypto
import Testing

@Suite("time of a key derivation")
struct PasswordHashTimingTests {
  @Test func growsWithTheCost() throws {
    let floor = PasswordHashCost.floor
    let larger = PasswordHashCost(operations: 8 * floor.operations, memoryKiB: floor.memoryKiB)
    // The least of some runs, taken in turns: whatever else the machine does only adds to them.
    let runs = try (0..<6).map { _ in
      (short: try PasswordHashTiming.measure(floor), long: try PasswordHashTiming.measure(larger))
    }
    let (short, long) = (runs.map(\.short).min() ?? .zero, runs.map(\.long).min() ?? .zero)
    #expect(short > .zero && long > short)
  }

  @Test func acceptsNoOtherCostsThanADerivation() {
    let cheap = PasswordHashCost(operations: 1, memoryKiB: 8)
    #expect(throws: PasswordHashError.costBelowFloor(cheap)) { try PasswordHashTiming.measure(cheap) }
  }
}
