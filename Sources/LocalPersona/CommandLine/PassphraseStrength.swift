// PassphraseStrength.swift: how many guesses a passphrase withstands, and why; told when one is chosen.
//
// The passphrase is cut into parts that a guesser would try (words, dates, rows of keys, …) in the way that
// makes it cheapest, each part is worth what it takes to go through all of its kind, and what is none of them
// is worth what characters drawn at random are. That is an estimate: it knows neither the person nor every
// word, and words are worth so much only if chance chose them. So it is told with what was counted.
//
// Nothing of the passphrase leaves locked memory: what is kept of it are the kinds of its parts.

#if canImport(Darwin)
private import Darwin
#elseif canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#endif
internal import Crypto

/// An estimate of what guessing a passphrase takes.
struct PassphraseStrength: Equatable {
  /// What the estimate means.
  enum Level: Equatable {
    /// Somebody with the files could guess it.
    case weak
    /// Enough against most.
    case fair
    /// Enough.
    case strong
  }

  /// So many parts of a kind.
  struct Count: Equatable {
    let kind: PassphrasePart
    var count: Int
  }

  /// Fewer bits are weak.
  static let fairBits = 40.0

  /// Fewer bits are fair at best.
  static let strongBits = 60.0

  /// How many machines we assume to guess at once.
  static let machineCount = 1000

  /// No more of a passphrase is looked at: what is this long needs no estimate.
  static let maximumByteCount = 128

  /// The binary logarithm of the number of guesses.
  let bits: Double

  /// What was counted, in the order of ``PassphrasePart``.
  let counts: [Count]

  /// Estimates the strength of a passphrase as it was typed.
  init(of passphrase: borrowing SecretBytes) {
    let scan = PassphraseScan(Span(_bytes: passphrase.bytes.extracting(first: Self.maximumByteCount)))
    let parts = scan.cheapestParts()
    bits = parts.bits
    counts = PassphrasePart.allCases.compactMap { kind in
      let count = parts.kinds.count { $0 == kind }
      return count > 0 ? Count(kind: kind, count: count) : nil
    }
  }

  /// What the estimate means.
  var level: Level { bits < Self.fairBits ? .weak : bits < Self.strongBits ? .fair : .strong }

  /// How many seconds ``machineCount`` machines need on average, if one guess takes each as long as `guess`.
  func guessingSeconds(guess: Duration) -> Double {
    let (seconds, attoseconds) = guess.components
    let one = Double(seconds) + Double(attoseconds) * 1e-18
    // On average half of all guesses are needed.
    return exp2(bits - 1) * one / Double(Self.machineCount)
  }
}

/// What a part of a passphrase may be.
enum PassphrasePart: CaseIterable {
  /// One of the passwords that are tried first.
  case commonPassword
  /// A word of ``WordList``.
  case listedWord
  /// A word of up to three letters.
  case shortWord
  /// Letters that look like a word or a name.
  case otherWord
  /// Keys that lie side by side.
  case keyboardRow
  /// Letters or digits in their order, upwards or downwards.
  case series
  /// Something that stood before.
  case repetition
  /// A day.
  case date
  /// A year of our time.
  case year
  /// A letter that belongs to nothing.
  case letter
  /// A digit that belongs to nothing.
  case digit
  /// Anything else that belongs to nothing.
  case symbol
  /// What stands between the parts, such as a space.
  case separator
}
