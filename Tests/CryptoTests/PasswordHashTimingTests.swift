import Crypto
import Testing

@Suite("time of a key derivation")
struct PasswordHashTimingTests {
  @Test func growsWithTheCost() throws {
    let floor = PasswordHashCost.floor
    let larger = PasswordHashCost(operations: 8 * floor.operations, memoryKiB: floor.memoryKiB)
    // The least of some runs: whatever else the machine does only adds to it.
    func least(_ cost: PasswordHashCost) throws -> Duration {
      try (0..<3).map { _ in try PasswordHashTiming.measure(cost) }.min() ?? .zero
    }
    let (short, long) = (try least(floor), try least(larger))
    #expect(short > .zero && long > short * 2)
  }

  @Test func acceptsNoOtherCostsThanADerivation() {
    let cheap = PasswordHashCost(operations: 1, memoryKiB: 8)
    #expect(throws: PasswordHashError.costBelowFloor(cheap)) { try PasswordHashTiming.measure(cheap) }
  }
}
