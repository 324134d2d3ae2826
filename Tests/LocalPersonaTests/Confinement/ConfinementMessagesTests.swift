// ConfinementMessagesTests.swift: that failures of confinement and cryptography end with the right code,
// in one line, with a way out.

import Crypto
import LocalPersona
import Testing

@Suite("messages of confinement and cryptography")
struct ConfinementMessagesTests {
  @Test(
    arguments: [
      .network(errorNumber: 38), .network(errorNumber: 3), .coreDumps(errorNumber: 1),
      .privileges(errorNumber: 22), .witness(errorNumber: 11), .notInForce,
    ] as [ConfinementError])
  func saysThatNothingWasRead(error: ConfinementError) {
    let explanation = error.explanation
    #expect(explanation.exitCode == .sandboxUnavailable)
    #expect(explanation.what.hasSuffix("so nothing was read"))
    expectOneLine(explanation)
  }

  @Test(
    arguments: [
      .costBelowFloor(PasswordHashCost(operations: 1, memoryKiB: 8)), .costAboveCeiling(.ceiling),
      .wrongSaltByteCount(expected: 16, actual: 3),
    ] as [PasswordHashError])
  func callsImpossibleCostsDamage(error: PasswordHashError) {
    #expect(error.explanation.exitCode == .vaultDamaged)
    expectOneLine(error.explanation)
  }

  @Test func callsMissingMemoryAFailureOfThisMachine() {
    let explanation = PasswordHashError.outOfMemory(memoryKiB: 262_144).explanation
    #expect(explanation.exitCode == .failure)
    #expect(explanation.what.contains("256 MiB"))
    expectOneLine(explanation)
  }

  @Test(arguments: [.truncated(byteCount: 3), .notAuthentic] as [AuthenticatedBox.OpenError])
  func callsABrokenBoxDamage(error: AuthenticatedBox.OpenError) {
    #expect(error.explanation.exitCode == .vaultDamaged)
    expectOneLine(error.explanation)
  }

  private func expectOneLine(_ explanation: Explanation) {
    #expect(!explanation.what.contains("\n") && !explanation.what.hasSuffix("."))
    #expect(explanation.next?.isEmpty == false)
  }
}
