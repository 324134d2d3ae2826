// AgeRoundTripTests.swift: what is written is read again, by those it is for and by nobody else.

import Testing

@testable import Crypto

@Suite("age, written and read")
struct AgeRoundTripTests {
  /// Around the length of a chunk, where an empty last one would be.
  static let byteCounts = [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000]

  @Test(arguments: byteCounts, [false, true])
  func everyRecipientReadsIt(byteCount: Int, isArmored: Bool) throws {
    let text = progression(byteCount, step: 13)
    let keys = (0..<3).map { _ in AgeKeyring(identity: .generate()) }
    let file = try AgeTrial.file(text, to: keys.flatMap(\.recipients), isArmored: isArmored)
    for key in keys {
      let trial = AgeTrial(file, keys: key)
      #expect(trial.error == nil && trial.text == text)
    }
    let stranger = AgeTrial(file, keys: AgeKeyring(identity: .generate()))
    #expect(stranger.error == .noMatchingIdentity && stranger.text.isEmpty)
  }

  @Test(arguments: byteCounts, [false, true])
  func thePassphraseOpensIt(byteCount: Int, isArmored: Bool) throws {
    let text = progression(byteCount, step: 7)
    let file = try AgeTrial.file(text, passphrase: "schön", workFactor: 3, isArmored: isArmored)
    let trial = AgeTrial(file, keys: AgeTrial.keys(passphrase: "schön"))
    #expect(trial.error == nil && trial.text == text)
    let wrong = AgeTrial(file, keys: AgeTrial.keys(passphrase: "schon"))
    #expect(wrong.error == .wrongPassphrase && wrong.text.isEmpty)
  }

  @Test(arguments: [1, 1000, 65_536, 65_537])
  func thePiecesItIsWrittenInMakeNoDifference(pieceByteCount: Int) throws {
    let text = progression(pieceByteCount == 1 ? 3000 : 150_000, step: 5)
    let keys = AgeKeyring(identity: .generate())
    let plain = try AgeTrial.file(text, to: keys.recipients, pieceByteCount: pieceByteCount)
    let whole = try AgeTrial.file(text, to: keys.recipients)
    #expect(plain.count == whole.count)
    #expect(AgeTrial(plain, keys: keys).text == text)
    let armored = try AgeTrial.file(
      text, to: keys.recipients, isArmored: true, pieceByteCount: pieceByteCount)
    #expect(AgeTrial(armored, keys: keys).text == text)
  }

  @Test(arguments: byteCounts)
  func noChunkIsEmptyButTheOneOfAnEmptyText(byteCount: Int) throws {
    let text = progression(byteCount, step: 3)
    let keys = AgeKeyring(identity: .generate())
    let file = try AgeTrial.file(text, to: keys.recipients)
    let payloadStart = try #require(headerByteCount(of: file))
    let chunkCount = max(1, (byteCount + 65_535) / 65_536)
    #expect(file.count == payloadStart + 16 + byteCount + 16 * chunkCount)
  }

  @Test func twoFilesOfOneTextHaveNothingInCommon() throws {
    let keys = AgeKeyring(identity: .generate())
    let text = progression(100, step: 3)
    let files = try (0..<2).map { _ in try AgeTrial.file(text, to: keys.recipients) }
    let payloads = try files.map { Array($0[try #require(headerByteCount(of: $0))...]) }
    #expect(payloads[0].count == payloads[1].count)
    #expect(zip(payloads[0], payloads[1]).filter { $0 == $1 }.count < 10)
  }

  @Test func armorHasLinesOf64Columns() throws {
    let keys = AgeKeyring(identity: .generate())
    for byteCount in 0..<100 {
      let file = try AgeTrial.file(progression(byteCount, step: 3), to: keys.recipients, isArmored: true)
      let lines = String(decoding: file, as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.first == "-----BEGIN AGE ENCRYPTED FILE-----" && lines.last == "")
      #expect(lines.dropLast().last == "-----END AGE ENCRYPTED FILE-----")
      let body = lines.dropFirst().dropLast(2)
      #expect(body.dropLast().allSatisfy { $0.utf8.count == 64 })
      #expect((1...64).contains(body.last?.utf8.count ?? 0))
    }
  }

  @Test func theWriterHoldsOneChunk() throws {
    let text = progression(1 << 20, step: 3)
    var longest = 0
    var written = 0
    let writer = try AgeWriter(recipients: AgeKeyring(identity: .generate()).recipients, isArmored: false) {
      longest = max(longest, $0.count)
      written += $0.count
    }
    try writer.write(text)
    #expect(longest <= 65_552)
    #expect(written >= text.count - 65_536)
    try writer.finish()
    #expect(longest <= 65_552 && written > text.count)
  }

  @Test func theReaderAsksForLittleAtATime() throws {
    let keys = AgeKeyring(identity: .generate())
    let file = try AgeTrial.file(progression(1 << 20, step: 3), to: keys.recipients)
    let source = AgeTrial.source(of: file, pieceByteCount: .max)
    var given = 0
    let reader = try AgeReader(
      source: { maximumByteCount in
        let piece = source(maximumByteCount)
        given += piece.count
        return piece
      }, keys: keys)
    var received = 0
    while let piece = try reader.next() {
      received += piece.count
      #expect(piece.count <= 65_536)
      #expect(given - received < 200_000)
    }
    #expect(received == 1 << 20)
  }

  @Test func passesOnWhatTheSinkThrows() throws {
    struct Full: Error {}
    #expect(throws: Full.self) {
      _ = try AgeWriter(recipients: AgeKeyring(identity: .generate()).recipients, isArmored: true) { _ in
        throw Full()
      }
    }
  }

  @Test func passesOnWhatTheSourceThrowsAndSaysSoAgain() throws {
    struct Gone: Error {}
    let keys = AgeKeyring(identity: .generate())
    let file = try AgeTrial.file(progression(100_000, step: 3), to: keys.recipients)
    let source = AgeTrial.source(of: Array(file.prefix(70_000)), pieceByteCount: 1000)
    let reader = try AgeReader(
      source: { maximumByteCount in
        let piece = source(maximumByteCount)
        guard !piece.isEmpty else { throw Gone() }
        return piece
      }, keys: keys)
    #expect(try reader.next()?.count == 65_536)
    #expect(throws: Gone.self) { _ = try reader.next() }
    #expect(throws: Gone.self) { _ = try reader.next() }
  }

  @Test func isNotWrittenForNobody() {
    #expect(throws: AgeError.noRecipients) { _ = try AgeWriter(recipients: [], isArmored: false) { _ in } }
  }

  @Test func trapsOnTextAfterTheEnd() async {
    await #expect(processExitsWith: .failure) {
      let recipients = AgeKeyring(identity: .generate()).recipients
      let writer = try AgeWriter(recipients: recipients, isArmored: false) { _ in }
      try writer.finish()
      try writer.write([1])
    }
  }

  /// The length of the header, with the line feed that ends it.
  private func headerByteCount(of file: [UInt8]) -> Int? {
    let dashes = Array("\n--- ".utf8)
    let start = file.indices.first { file[$0...].starts(with: dashes) }
    return start.flatMap { file[($0 + 1)...].firstIndex(of: UInt8(ascii: "\n")) }.map { $0 + 1 }
  }
}
