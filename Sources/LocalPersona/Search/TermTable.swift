// TermTable.swift: a set of word hashes, numbered in the order they came.
//
// Open addressing with linear probing. The keys are well mixed hashes, so hashing them once more, as a
// dictionary does, would be the larger part of the work.

/// Gives each distinct hash a number, 0, 1, 2, ….
struct TermTable {
  private var slots: [Int32] = Array(repeating: -1, count: 1024)  // a power of two; -1 is free
  private(set) var keys: [UInt64] = []

  /// How many distinct hashes there are.
  var count: Int { keys.count }

  /// The number of `key`, or nil where it never came.
  func number(of key: UInt64) -> Int? {
    let number = slots[slot(of: key)]
    return number < 0 ? nil : Int(number)
  }

  /// The number of `key`, which gets the next one where it is new.
  mutating func insert(_ key: UInt64) -> Int {
    let found = slot(of: key)
    if slots[found] >= 0 { return Int(slots[found]) }
    keys.append(key)
    slots[found] = Int32(keys.count - 1)
    if keys.count * 2 > slots.count { grow() }
    return keys.count - 1
  }

  private func slot(of key: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: key) & mask
    while slots[slot] >= 0, keys[Int(slots[slot])] != key { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    for number in keys.indices { slots[slot(of: keys[number])] = Int32(number) }
  }
}
