// ConfinementProofTests.swift: that the proof passes where the confinement is in force, does not pass
// where it is not, and does not claim what it did not see.

import LocalPersona
import Testing

@Suite("proof of the confinement")
struct ConfinementProofTests {
  @Test func passesAfterEntering() async {
    await #expect(processExitsWith: .success) {
      try Confinement.enter()
      let lines = Confinement.proof()
      precondition(lines.filter(\.isRequired).count >= 8)
      for line in lines where line.isRequired { precondition(line.passed, "\(line)") }
    }
  }

  /// The negative control, of what a container does not bring about by itself.
  @Test func doesNotPassBeforeEntering() async {
    await #expect(processExitsWith: .success) {
      let lines = Confinement.proof().filter {
        $0.name.hasPrefix("no sockets") || $0.name.hasPrefix("no core dumps")
      }
      precondition(lines.count == 4)
      for line in lines { precondition(!line.passed && line.isRequired, "\(line)") }
    }
  }

  @Test func passesTwice() async {
    await #expect(processExitsWith: .success) {
      try Confinement.enter()
      precondition(Confinement.proof().map(\.passed) == Confinement.proof().map(\.passed))
    }
  }

  @Test func tellsEachClaimOnceAndInOneLine() async {
    await #expect(processExitsWith: .success) {
      let lines = Confinement.proof()
      precondition(Set(lines.map(\.name)).count == lines.count)
      precondition(lines.allSatisfy { !$0.name.isEmpty && !$0.detail.isEmpty && !$0.detail.contains("\n") })
    }
  }
}
