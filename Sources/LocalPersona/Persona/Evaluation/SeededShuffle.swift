// SeededShuffle.swift: random orders that a seed determines, on every machine and for ever.

internal import Inference

extension SplitMix64 {
  /// Numbers that a seed and a name determine.
  init(seed: UInt64, name: String) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325  // FNV-1a
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    var mixer = SplitMix64(seed: seed)
    self.init(seed: mixer.next() ^ hash)
  }

  /// The elements in random order; the standard library's shuffle may change with its version.
  mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var elements = elements
    for last in elements.indices.dropFirst().reversed() {
      elements.swapAt(last, Int(next().multipliedFullWidth(by: UInt64(last + 1)).high))
    }
    return elements
  }
}
