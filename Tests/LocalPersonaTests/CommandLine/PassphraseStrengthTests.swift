import Crypto
import Testing

@testable import LocalPersona

private func strength(_ passphrase: String) -> PassphraseStrength {
  let bytes = Array(passphrase.utf8)
  return PassphraseStrength(of: SecretBytes(copying: bytes.rawBytes))
}

@Suite("the strength of a passphrase")
struct PassphraseStrengthTests {
  @Test(arguments: [
    "password", "Password1!", "P@ssw0rd", "passw0rd2024", "qwerty123", "asdfghjkl;", "1q2w3e4r5t",
    "123456789",
    "987654321", "abcdefghij", "aaaaaaaaaaaaaaaa", "abcabcabcabcabc", "iloveyou", "LetMeIn", "hunter2",
    "michael1987", "12.05.1987", "1987-05-12", "05/12/1987", "19870512", "120587", "Tr0ub4dor&3", "sunflower",
    "winter winter winter winter", "to be or not to be", "correct horse battery staple",
    "correcthorsebatterystaple", "Sommer2024!", "jqxzkvb", "a",
  ])
  func isWeak(passphrase: String) {
    #expect(strength(passphrase).level == .weak, "\(strength(passphrase))")
  }

  @Test(arguments: ["candle-river-kitchen-velvet", "candle river kitchen velvet", "k8Qz!x9#Lm2$"])
  func isFair(passphrase: String) {
    #expect(strength(passphrase).level == .fair, "\(strength(passphrase))")
  }

  @Test(arguments: [
    "candle-river-kitchen-velvet-thunder-orchard", "vH7kPz3wQx9bRt2m", "jqxzkvbwplmdfgthrsnc",
    "3f9c1b7e0a4d8265b1e09c7f3d52a486",
  ])
  func isStrong(passphrase: String) {
    #expect(strength(passphrase).level == .strong, "\(strength(passphrase))")
  }

  @Test func wordsOfTheListAreWorthElevenBitsEach() {
    let words = ["candle", "river", "kitchen", "velvet", "thunder", "orchard"]
    for count in 1...words.count {
      for separator in ["-", " "] {
        let estimate = strength(words.prefix(count).joined(separator: separator))
        #expect(estimate.bits == Double(11 * count), "\(estimate)")
        #expect(estimate.counts.first == .init(kind: .listedWord, count: count))
      }
    }
  }

  /// What is appended by a rule that all know adds less than what chance appends.
  @Test func usualTricksAddLittle() {
    let word = strength("velvet").bits
    for trick in [
      "Velvet", "VELVET", "v3lvet", "velvet1", "velvet!", "velvet1999", "velvetvelvet", "velvet123",
    ] {
      let added = strength(trick).bits - word
      #expect((0.9...8).contains(added), "\(trick) adds \(added)")
    }
    #expect(strength("velvetxq7%").bits - word > 16)
  }

  /// Longer is never worth less, but for what completes a word, a date or the like.
  @Test func moreCharactersThatBelongToNothingAreWorthMore() {
    var passphrase = "q"
    var bits = strength(passphrase).bits
    for next in "z7%Xj9$kVq2&wZ8" {
      passphrase.append(next)
      let longer = strength(passphrase).bits
      #expect(longer > bits, "\(passphrase)")
      bits = longer
    }
  }

  @Test func whatIsBeyondASCIIIsNotWorthMoreThanItIs() {
    #expect(strength("Grüße").level == .weak)
    #expect(strength("пароль").level == .weak)
    #expect(strength("密码密码").level == .weak)
    // No UTF-8 at all, and cut in the middle of a character.
    let bytes = [UInt8](repeating: 0xC3, count: 300)
    #expect(PassphraseStrength(of: SecretBytes(copying: bytes.rawBytes)).bits > 0)
  }

  @Test func theEmptyPassphraseIsWorthNothing() {
    #expect(strength("") == strength(""))
    #expect(strength("").bits == 0 && strength("").counts.isEmpty)
  }

  @Test func theTimeToGuessFollowsFromBitsAndCost() {
    let estimate = strength("velvet-river")
    #expect(estimate.bits == 22)
    // Half of 2^22 guesses of half a second, by a thousand machines.
    #expect(abs(estimate.guessingSeconds(guess: .milliseconds(500)) - 2_097_152 * 0.5 / 1000) < 1e-6)
  }

  @Test(arguments: [
    (0.2, "less than a second"), (1.0, "about 1 second"), (59, "about 59 seconds"), (3700, "about 1 hour"),
    (200_000, "about 2 days"), (3.2e7, "about 1 year"), (4e10, "about 1,267 years"),
    (1e300, "about 1,000,000 years"),
  ])
  func timesAreToldInOneFigure(seconds: Double, words: String) {
    #expect(KeyMessages.time(seconds) == words)
  }

  @Test func theReasonNamesKindsAndNothingOfThePassphrase() {
    let estimate = strength("Velvet1987!")
    let told = KeyMessages.weakness(estimate, guess: .milliseconds(600))
    for phrase in ["a common word", "a year", "a symbol", "1,000 machines", "0.6 s a guess", "weak"] {
      #expect(told.contains(phrase), "\(told)")
    }
    for part in ["elvet", "1987", "!"] { #expect(!told.contains(part), "\(told)") }
    #expect(KeyMessages.strength(strength("candle-river-kitchen-velvet")).contains("about 44 bits, fair"))
  }
}
