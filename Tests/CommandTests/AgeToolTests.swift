import Foundation
import Testing

/// Whether the tool of the distribution is there (`apt-get install age`).
private let hasAge = Program.tool("age") != nil && Program.tool("age-keygen") != nil

@Suite("the age tool", .enabled(if: hasAge, "needs age: apt-get install age"))
struct AgeToolTests {
  @Test(arguments: ["", "--armor"])
  func opensWhatExportMakes(option: String) throws {
    let age = try AgePlace()
    let outcome = try age.place.shell(
      """
      set -e
      age-keygen -o own.txt 2>/dev/null
      persona export --format age \(option) -r "$(age-keygen -y own.txt)" -r \(AgePlace.recipient) -o ours.age -q
      age -d -i own.txt ours.age
      """)
    #expect(outcome.code == 0 && outcome.output == AgePlace.lines, "\(outcome)")
    let other = try age.place.shell("age -d -i key.txt ours.age")
    #expect(other.code == 0 && other.output == AgePlace.lines, "\(other)")
  }

  @Test(arguments: ["", "-a"])
  func makesWhatImportOpens(option: String) throws {
    let age = try AgePlace()
    let made = try age.place.shell(
      """
      set -e
      age-keygen -o own.txt 2>/dev/null
      persona export --plaintext | age \(option) -r "$(age-keygen -y own.txt)" > theirs.age
      """)
    #expect(made.code == 0, "\(made)")
    try age.startOver()
    let taken = try age.place.run("import", "theirs.age", "--identity", "own.txt")
    #expect(taken.code == 0 && taken.output == "imported 4 entries\n", "\(taken)")
    #expect(try age.exported() == AgePlace.lines)
  }

  @Test func opensABackup() throws {
    let age = try AgePlace()
    let outcome = try age.place.shell(
      """
      set -e
      persona backup -o all.age -r \(AgePlace.recipient) -q
      age -d -i key.txt all.age | tail -n +2
      """)
    #expect(outcome.code == 0 && outcome.output == AgePlace.lines, "\(outcome)")
  }
}
