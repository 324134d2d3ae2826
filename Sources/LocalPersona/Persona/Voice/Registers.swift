// Registers.swift: the ways in which one person writes: groups of entries that differ from the rest.
//
// A group is a register where at least 20 entries are in it and 20 are not, and the means of their style
// vectors are further apart than chance would have them: by a permutation test with 999 seeded shuffles, at 5
// % for all groups together (Bonferroni). The distance is that of the means in the deviations of the entries,
// over function words, marks and shape; groups of letters depend on the subject and are left out.

internal import Inference

/// A group of entries that is written in another way than the rest.
struct Register: Equatable {
  let group: EntryGroup
  let entryCount: Int

  /// The share of shuffles that were as far apart, the real one counted as one of them.
  let chance: Double

  /// In what it differs most from the rest.
  let habits: [RegisterHabit]
}

/// A habit that a register has more or less of than the rest.
struct RegisterHabit: Equatable {
  /// As in "uses commas".
  let text: String

  /// The difference of the means in the deviations of entries; below 0 for less.
  let deviations: Float
}

/// Finds registers.
struct Registers {
  /// The fewest entries of a register, and of the rest.
  static let leastEntryCount = 20

  /// The newest entries that are compared: more would take long and decide nothing.
  static let maximumEntryCount = 1000

  /// The largest groups that are tested.
  static let maximumGroupCount = 40

  static let shuffleCount = 999

  /// The chance to find a register, in a history that has none.
  static let level = 0.05

  /// How many habits are told of each.
  static let toldHabitCount = 3

  private static let seed: UInt64 = 20_261_201

  /// Features that are compared, by their place in a style vector.
  private static let features: [Int] = StyleEncoder.groups.filter { $0.name != "letter groups" }
    .flatMap { Array($0.range) }

  private let entries: [Entry]
  private let vectors: [[Float]]  // standardised over the entries; shape (entries, features)

  /// Encodes the newest of `entries`.
  ///
  /// - Parameters:
  ///   - entries: The history, or a sample of it.
  ///   - byteLimit: Bytes of an entry that are read; all unless something else is said.
  init(_ entries: [Entry], byteLimit: Int = .max) {
    let newest = entries.sorted { ($0.written, $0.id.value) > ($1.written, $1.id.value) }
      .prefix(Self.maximumEntryCount)
    self.entries = Array(newest)
    let encoder = StyleEncoder()
    let raw = newest.map { entry in
      // Half a character at the end counts as an unknown one, and no more than that.
      let bytes = Array(entry.text.utf8.prefix(byteLimit))
      let vector = encoder.vector(of: bytes.span)
      return Self.features.map { vector[$0] }
    }
    guard raw.count >= 2 * Self.leastEntryCount else {
      vectors = []
      return
    }
    let statistics = PopulationStatistics(authors: raw)
    vectors = raw.map { vector in
      vector.indices.map { (vector[$0] - statistics.mean[$0]) / statistics.deviation[$0] }
    }
  }

  /// The registers, the largest first.
  func found() -> [Register] {
    guard !vectors.isEmpty else { return [] }
    let groups = candidates()
    return groups.compactMap { group, members -> Register? in
      let chance = chance(of: members, name: group.name)
      guard chance * Double(groups.count) <= Self.level else { return nil }
      return Register(
        group: group, entryCount: members.count, chance: chance, habits: habits(of: members))
    }
  }

  /// Whether the entries that `isMember` picks differ from the others beyond chance, by one test.
  ///
  /// - Parameters:
  ///   - isMember: Picks some of the entries, and not all.
  ///   - name: What they are called; it seeds the shuffles.
  /// - Returns: Whether they do; false for fewer entries than two registers take.
  func differs(where isMember: (Entry) -> Bool, name: String) -> Bool {
    let members = entries.indices.filter { isMember(entries[$0]) }
    guard !vectors.isEmpty, !members.isEmpty, members.count < entries.count else { return false }
    return chance(of: members, name: name) <= Self.level
  }

  /// Groups that are large enough, with their entries; one of several with the same entries.
  private func candidates() -> [(group: EntryGroup, members: [Int])] {
    var members: [EntryGroup: [Int]] = [:]
    for (index, entry) in entries.enumerated() {
      for group in EntryGroup.all(of: entry) { members[group, default: []].append(index) }
    }
    let allowed = Self.leastEntryCount...entries.count - Self.leastEntryCount
    let large = members.filter { allowed.contains($0.value.count) }
      .sorted { ($1.value.count, $0.key.name) < ($0.value.count, $1.key.name) }
    var seen: Set<[Int]> = []
    let distinct = large.filter { seen.insert($0.value).inserted }
    return distinct.prefix(Self.maximumGroupCount).map { (group: $0.key, members: $0.value) }
  }

  /// The share of groups of this size, drawn at random, whose mean is as far from the rest's.
  private func chance(of members: [Int], name: String) -> Double {
    var random = SplitMix64(seed: Self.seed, name: name)
    let real = distance(of: members)
    var order = Array(vectors.indices)
    var count = 1
    for _ in 0..<Self.shuffleCount {
      // The first places of a shuffle are a draw without replacement; the others need none.
      for place in 0..<members.count {
        let rest = UInt64(order.count - place)
        order.swapAt(place, place + Int(random.next().multipliedFullWidth(by: rest).high))
      }
      if distance(of: order[..<members.count]) >= real { count += 1 }
    }
    return Double(count) / Double(Self.shuffleCount + 1)
  }

  /// The squared length of the sum of a group, which rises with the distance between its mean and the rest's:
  /// the sum of all is 0, so that distance is n / (m (n − m)) times the sum's length.
  private func distance(of members: some Sequence<Int>) -> Float {
    sum(of: members).reduce(0) { $0 + $1 * $1 }
  }

  private func sum(of members: some Sequence<Int>) -> [Float] {
    var sum = [Float](repeating: 0, count: Self.features.count)
    for member in members {
      let vector = vectors[member]
      for index in sum.indices { sum[index] += vector[index] }
    }
    return sum
  }

  private func habits(of members: [Int]) -> [RegisterHabit] {
    let (size, total) = (Float(members.count), Float(vectors.count))
    let scale = total / (size * (total - size))
    let differences = sum(of: members).map { $0 * scale }
    let order = differences.indices.sorted { abs(differences[$0]) > abs(differences[$1]) }
    return order.prefix(Self.toldHabitCount).map { index in
      RegisterHabit(
        text: StyleEncoder.featureName(Self.features[index]), deviations: differences[index])
    }
  }
}
