import Crypto
import Foundation
import Testing

@testable import LocalPersona

@Suite("exports in age files")
struct AgeExportTests {
  private let folder: ImportFolder

  init() throws { folder = try ImportFolder() }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func bringBackEveryFieldOfRandomEntries(seed: UInt64) throws {
    let entries = try AgeSample.entries(40, seed: seed)
    let path = "\(folder.path)/out.age"
    let sealing = try AgeSample.sealing(isArmored: seed % 2 == 0)
    try Exporter(files: POSIXFileStore()).writeAge(entries, sealing: sealing, to: path)
    let plan = try planAgeImport([path])
    #expect(plan.skipped.isEmpty && plan.problems.isEmpty && plan.ignoredFields.isEmpty)
    #expect(AgeSample.areSame(plan.entries, entries))
    #expect(try folder.names() == ["out.age"])
  }

  @Test func openWithTheirPassphraseOnly() throws {
    let entries = try AgeSample.entries(3, seed: 7)
    let path = "\(folder.path)/out.age"
    try Exporter(files: POSIXFileStore()).writeAge(
      entries, sealing: AgeSample.sealing(passphrase: "right"), to: path)
    let plan = try planAgeImport(
      [path],
      keys: { _, requirement in
        #expect(requirement == .passphrase)
        return AgeKeyring(passphrase: AgeSample.secret("right"))
      })
    #expect(AgeSample.areSame(plan.entries, entries))
    #expect(throws: AgeFileError.notOpened(path: path, .wrongPassphrase)) {
      try planAgeImport([path], keys: { _, _ in AgeKeyring(passphrase: AgeSample.secret("wrong")) })
    }
    #expect(throws: AgeFileError.noKeys(path: path)) { try planAgeImport([path], keys: nil) }
  }

  @Test func openWithTheIdentityOfARecipientOnly() throws {
    let path = try folder.write("out.age", try AgeSample.file("{\"text\":\"a\"}\n"))
    let other = AgeKeyring(identity: AgeIdentity.generate())
    #expect(throws: AgeFileError.notOpened(path: path, .noMatchingIdentity)) {
      try planAgeImport(
        [path],
        keys: { _, requirement in
          #expect(requirement == .identity)
          return other
        })
    }
    #expect(try planAgeImport([path]).entries.map(\.text) == ["a"])
  }

  @Test func holdNothingInClearAndAreForTheOwnerOnly() throws {
    let entries = [
      try Entry(
        title: "Quetzalcoatlus", recipient: "Quetzalcoatlus", tags: ["Quetzalcoatlus"], text: "Quetzalcoatlus"
      )
    ]
    let path = "\(folder.path)/out.age"
    try Exporter(files: POSIXFileStore()).writeAge(entries, sealing: try AgeSample.sealing(), to: path)
    let content = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(content.range(of: Data("Quetzalcoatlus".utf8)) == nil)
    #expect(content.range(of: Data(entries[0].id.description.utf8)) == nil)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test func leaveInPiecesHoweverMuchThereIs() throws {
    let text = String(repeating: "a line of a long history\n", count: 2_000)
    let entries = try (0..<60).map { try Entry(text: "\($0) \(text)") }
    for isArmored in [false, true] {
      let sink = AgeSample.Sink()
      try Exporter(files: POSIXFileStore()).writeAge(
        entries, sealing: try AgeSample.sealing(isArmored: isArmored), sink: sink.take)
      #expect(sink.bytes.count > 3_000_000)
      #expect(sink.longestPiece < 100_000)
    }
  }

  @Test func overwriteNothingAndLeaveNothingBehind() throws {
    struct Stop: Error {}
    let path = try folder.write("out.age", "precious")
    let entries = try AgeSample.entries(4, seed: 8)
    #expect(throws: ExportError.alreadyExists(path: path)) {
      try Exporter(files: POSIXFileStore()).writeAge(entries, sealing: try AgeSample.sealing(), to: path)
    }
    let stopping = Exporter(files: POSIXFileStore()) { if $0 == 2 { throw Stop() } }
    #expect(throws: Stop.self) {
      try stopping.writeAge(entries, sealing: try AgeSample.sealing(), to: "\(folder.path)/other.age")
    }
    #expect(throws: AgeFileError.notWritten(.noRecipients)) {
      try Exporter(files: POSIXFileStore()).writeAge(
        entries, sealing: AgeSealing(.recipients([]), isArmored: false), to: "\(folder.path)/none.age")
    }
    #expect(try folder.names() == ["out.age"])
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "precious")
  }
}
