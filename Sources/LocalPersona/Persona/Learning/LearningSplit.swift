// LearningSplit.swift: which entries are learned from, and which are kept to judge by.
//
// The newest are kept, as what will be written next is newer still. They are parted into two halves, every
// second entry: what must be fitted on kept text (smoothing, number of steps) is fitted on one half and
// judged on the other, and the other way round, so that no loss in the table is of text that its setting was
// chosen on. For the same reason a text counts once, where it first was written: a reminder sent every month
// is otherwise learned from and then held out, and whoever remembers it best wins.

/// A history in time order, parted.
struct LearningSplit: Equatable {
  /// Entries without which nothing can be said: as many to learn from as to judge by.
  static let minimumCount = 16

  /// Fewer held-out entries than this tell nothing.
  static let minimumHeldOutCount = 8

  /// One entry in so many is kept aside by learning, the newest ones.
  static let keptPart = 10

  /// Held-out entries that are compared on at most, spread evenly: each costs over a second.
  static let maximumComparedCount = 40

  /// The same where it has to be quick.
  static let quickComparedCount = 16

  /// Below this, more entries would help much.
  static let comfortableCount = 60

  /// All that counts, oldest first: ``training``, ``heldOut`` and what was kept and is not compared on.
  let entries: [Entry]

  /// What is learned from, oldest first.
  let training: [Entry]

  /// What is compared on, oldest first; entry i belongs to half i mod 2.
  let heldOut: [Entry]

  /// Parts `entries`.
  ///
  /// - Parameters:
  ///   - entries: The history.
  ///   - comparedLimit: Held-out entries that are compared on at most.
  ///   - keptPart: One entry in so many is kept aside, at least ``minimumHeldOutCount`` of them.
  ///   - isUsable: Whether an entry is long enough.
  /// - Throws: ``LearningError/tooFewEntries(count:needed:)``,
  ///   ``LearningError/tooFewDifferent(count:repeatedCount:needed:)`` where repetitions are to blame.
  init(
    _ entries: [Entry], comparedLimit: Int = maximumComparedCount, keptPart: Int = LearningSplit.keptPart,
    isUsable: (Entry) -> Bool = { _ in true }
  ) throws(LearningError) {
    let all = entries.filter(isUsable).sorted {
      ($0.written, $0.added, $0.id) < ($1.written, $1.added, $1.id)
    }
    guard all.count >= Self.minimumCount else {
      throw .tooFewEntries(count: all.count, needed: Self.minimumCount)
    }
    let usable = Self.distinct(all)
    guard usable.count >= Self.minimumCount else {
      throw .tooFewDifferent(
        count: usable.count, repeatedCount: all.count - usable.count, needed: Self.minimumCount)
    }
    self.entries = usable
    let keptCount = Self.keptCount(of: usable.count, keptPart: keptPart)
    training = Array(usable.dropLast(keptCount))
    let kept = Array(usable.suffix(keptCount))
    let comparedCount = min(keptCount, comparedLimit)
    heldOut = (0..<comparedCount).map { kept[($0 + 1) * keptCount / comparedCount - 1] }
  }

  /// How many of `count` entries that count are kept aside, whether or not they are compared on.
  static func keptCount(of count: Int, keptPart: Int = LearningSplit.keptPart) -> Int {
    max(minimumHeldOutCount, count / keptPart)
  }

  /// Those of `entries` that no earlier one has the words of, in the same order.
  private static func distinct(_ entries: [Entry]) -> [Entry] {
    var seen: Set<[UInt64]> = []
    return entries.filter { seen.insert(key(of: $0.text)).inserted }
  }

  /// What two texts share that differ in case, punctuation and white space only; of a text without a word,
  /// its bytes.
  private static func key(of text: String) -> [UInt64] {
    let words = WordScanner.words(of: text).map(\.exact)
    return words.isEmpty ? text.utf8.map(UInt64.init) : words
  }
}

/// The two halves of held-out entries.
enum LearningHalves {
  /// The members of half `half`, 0 or 1, of `count` entries.
  static func members(of half: Int, count: Int) -> [Int] { (0..<count).filter { $0 % 2 == half } }
}
