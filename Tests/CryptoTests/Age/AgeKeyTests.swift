// AgeKeyTests.swift: that keys are read and written as others do it, that slips and traps in them are
// noticed, and that a reader says which key it lacks.

import Testing

@testable import Crypto

@Suite("age keys")
struct AgeKeyTests {
  /// Identities and their recipients, computed in Python after RFC 7748 and BIP 173; the first two identities
  /// are those of the published vectors, the last is the progression from 3 in steps of 7.
  static let pairs = [
    (
      "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0",
      "age1xmwwc06ly3ee5rytxm9mflaz2u56jjj36s0mypdrwsvlul66mv4q47ryef"
    ),
    (
      "AGE-SECRET-KEY-143WN7DCXU4G8R5AXQSSYD9AEPYDNT3HXSLWSPK36CDU6E8M59SSSAGZ3KG",
      "age1f3ygt5e2d2h7d6dae2tnwgy4y6f0kwhvpa64cre0k2gprv2r8qnst4j00y"
    ),
    (
      "AGE-SECRET-KEY-1QV9PZXQLYCKNGW6ZF9G9WHN9D3EH4QVG37TFMF9TK2UUP37W6HWQMQY8HY",
      "age1hdg0l85z546vl0uzp6tlvraec9p7caq4eag5lr8anrhlt8s9jc2qaxcf69"
    ),
  ]

  @Test(arguments: pairs)
  func knowsTheRecipientOfAnIdentity(identity: String, recipient: String) throws {
    let parsed = try AgeIdentity(text: SecretBytes(Array(identity.utf8)))
    let text = parsed.text().exposed
    #expect(String(decoding: text, as: UTF8.self) == identity)
    let own = parsed.recipient
    #expect(own.text == recipient)
    #expect(try AgeRecipient(recipient) == own)
  }

  @Test func readsWhatItGenerates() throws {
    let identities = (0..<20).map { _ in AgeIdentity.generate().text().exposed }
    #expect(Set(identities).count == 20)
    for text in identities {
      let again = try AgeIdentity(text: SecretBytes(text)).text().exposed
      #expect(again == text)
    }
  }

  @Test(arguments: [pairs[0]])
  func noticesEverySlipOfThePen(identity: String, recipient: String) {
    let identity = Array(identity.utf8)
    let recipient = Array(recipient.utf8)
    for other in Array("qpzry9x8gf2tvdw0s3jn54khce6mua7lQPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L1bio- ".utf8) {
      for index in identity.indices where identity[index] != other {
        var changed = identity
        changed[index] = other
        if isIdentity(changed) { Issue.record("\(other) at \(index) of an identity is not noticed") }
      }
      for index in recipient.indices where recipient[index] != other {
        var changed = recipient
        changed[index] = other
        if isRecipient(changed) { Issue.record("\(other) at \(index) of a recipient is not noticed") }
      }
    }
    for byteCount in 0..<identity.count { #expect(!isIdentity(Array(identity.prefix(byteCount)))) }
    for byteCount in 0..<recipient.count { #expect(!isRecipient(Array(recipient.prefix(byteCount)))) }
    #expect(!isIdentity(identity + [UInt8(ascii: "\n")]) && !isIdentity([UInt8(ascii: " ")] + identity))
    #expect(!isRecipient(recipient + [UInt8(ascii: "\n")]) && !isRecipient([UInt8(ascii: " ")] + recipient))
    #expect(!isIdentity(Array(String(decoding: identity, as: UTF8.self).lowercased().utf8)))
    #expect(!isRecipient(Array(String(decoding: recipient, as: UTF8.self).uppercased().utf8)))
    #expect(!isIdentity(recipient) && !isRecipient(identity))
  }

  /// Their checksums are right, but the bits after the last byte are not zero.
  @Test func refusesTextsThatAreNotCanonical() {
    let identity = "AGE-SECRET-KEY-1QV9PZXQLYCKNGW6ZF9G9WHN9D3EH4QVG37TFMF9TK2UUP37W6HWPXKSJ2K"
    let recipient = "age1hdg0l85z546vl0uzp6tlvraec9p7caq4eag5lr8anrhlt8s9jc2grju9yc"
    #expect(!isIdentity(Array(identity.utf8)))
    #expect(!isRecipient(Array(recipient.utf8)))
  }

  /// The points of low order, canonical or not: with each, every shared secret is zero.
  @Test(
    arguments: [
      "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z",
      "age1qyqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqj7vrya",
      "age1anlllllllllllllllllllllllllllllllllllllllllllllllals4n2t7m",
      "age1ahlllllllllllllllllllllllllllllllllllllllllllllllalsn46ayy",
      "age1amlllllllllllllllllllllllllllllllllllllllllllllllalselrwrv",
      "age1ur4h5lpmgxu2u9jku0a0r87ydtdqnr0tnsetrlvxvgz3vh6fhqqqzyt4v9",
      "age1t7wft09r2zxzfvwsk92eeql0tvzyghxytqwgapkcyf8dm5ylz9ts6wm9s8",
    ])
  func refusesToEncryptToEverybody(recipient: String) {
    #expect(throws: AgeError.invalidRecipient) { _ = try AgeRecipient(recipient) }
  }

  @Test func readsIdentityFiles() throws {
    let file = "# created: 2026-11-30\r\n\n\(Self.pairs[0].0)\r\n# public key: age1…\n\(Self.pairs[1].0)"
    let keys = try AgeKeyring(identityFile: Array(file.utf8).rawBytes)
    #expect(keys.recipients.map(\.text) == [Self.pairs[0].1, Self.pairs[1].1])
    #expect(keys.hasIdentities && !keys.hasPassphrase)
    for recipient in keys.recipients {
      let trial = AgeTrial(try AgeTrial.file([1, 2], to: [recipient]), keys: keys)
      #expect(trial.error == nil && trial.text == [1, 2])
    }
  }

  @Test(
    arguments: [
      ("", .noIdentities), ("\n\n# nothing\n", .noIdentities),
      ("# one\nAGE-SECRET-KEY-1\n", .invalidIdentityFile(line: 2)),
      (pairs[0].0 + "\n" + pairs[0].1, .invalidIdentityFile(line: 2)),
      (" " + pairs[0].0, .invalidIdentityFile(line: 1)), (pairs[0].0 + " #", .invalidIdentityFile(line: 1)),
      ("\n\n\0", .invalidIdentityFile(line: 3)),
    ] as [(String, AgeError)])
  func namesTheLineOfAnIdentityFileThatIsWrong(file: String, error: AgeError) {
    #expect(throws: error) { _ = try AgeKeyring(identityFile: Array(file.utf8).rawBytes) }
  }

  @Test func saysWhatItLacks() throws {
    let identity = AgeKeyring(identity: .generate())
    let passphrase = AgeTrial.keys(passphrase: "p")
    let toIdentity = try AgeTrial.file([1], to: identity.recipients)
    let toPassphrase = try AgeTrial.file([1], passphrase: "p", workFactor: 4)
    #expect(AgeTrial(toIdentity, keys: passphrase).error == .identityNeeded)
    #expect(AgeTrial(toPassphrase, keys: identity).error == .passphraseNeeded)
    let refused = AgeTrial(toPassphrase, keys: passphrase, maximumWorkFactor: 3)
    #expect(refused.error == .workFactorTooHigh(4))
    #expect(AgeTrial(toPassphrase, keys: passphrase, maximumWorkFactor: 4).text == [1])
  }

  @Test(arguments: [false, true])
  func tellsFromTheBeginningWhatToAskFor(isArmored: Bool) throws {
    let keys = AgeKeyring(identity: .generate())
    let toIdentity = try AgeTrial.file([1], to: keys.recipients, isArmored: isArmored)
    let toPassphrase = try AgeTrial.file([1], passphrase: "p", isArmored: isArmored)
    for (file, requirement) in [(toIdentity, AgeRequirement.identity), (toPassphrase, .passphrase)] {
      let beginning = Array(file.prefix(256))
      #expect(try AgeReader.requirement(ofFileBeginning: beginning) == requirement)
      #expect(AgeReader.looksLikeAge(beginning))
      #expect(throws: AgeError.self) {
        _ = try AgeReader.requirement(ofFileBeginning: Array(file.prefix(24)))
      }
    }
  }

  @Test(arguments: [
    "", "age", "age-encryption.org", "-----BEGIN", "{\"id\":1}\n", "-----BEGIN PGP MESSAGE-----\n",
  ])
  func doesNotTakeOtherFilesForAge(beginning: String) {
    let beginning = Array(beginning.utf8)
    #expect(!AgeReader.looksLikeAge(beginning))
    #expect(throws: AgeError.self) { _ = try AgeReader.requirement(ofFileBeginning: beginning) }
  }

  @Test(
    arguments: [
      ("age-encryption.org/v2\n", .unsupportedVersion), ("age-encryption.org/v10\n", .unsupportedVersion),
      ("age-encryption.org/v1", .malformedHeader(line: 1, .cutShort)),
      ("age-encryption.org/v1 \n", .malformedHeader(line: 1, .version)),
      ("age-encryption.org/v1\n", .malformedHeader(line: 2, .cutShort)),
      ("age-encryption.org/v1\nX25519\n", .malformedHeader(line: 2, .notAStanza)),
      ("age-encryption.org/v1\n--- AAAA\n", .malformedHeader(line: 2, .noStanza)),
      ("age-encryption.org/v1\n-> a\n!\n", .malformedHeader(line: 3, .body)),
      ("age-encryption.org/v1\n-> \n", .malformedHeader(line: 2, .arguments)),
      ("age-encryption.org/v1\n-> X25519 AAAA\n\n", .malformedHeader(line: 2, .x25519)),
      ("age-encryption.org/v1\n-> a\n\n-> scrypt 1\n\n", .malformedHeader(line: 4, .scrypt)),
      ("age-encryption.org/v1\n-> a\n\n--- AAAA\n", .malformedHeader(line: 4, .authenticationCode)),
      ("", .notAge), ("Age-encryption.org/v1\n", .notAge),
    ] as [(String, AgeError)])
  func namesTheLineOfAHeaderThatIsWrong(header: String, error: AgeError) {
    let trial = AgeTrial(Array(header.utf8), keys: AgeKeyring(identity: .generate()))
    #expect(trial.error == error)
  }

  private func isIdentity(_ text: [UInt8]) -> Bool {
    do throws(AgeError) {
      return try AgeIdentity(text: SecretBytes(text)).recipient.point.count == 32
    } catch {
      return false
    }
  }

  private func isRecipient(_ text: [UInt8]) -> Bool {
    (try? AgeRecipient(String(decoding: text, as: UTF8.self))) != nil
  }
}
