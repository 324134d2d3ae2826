// InputMutator.swift: changes an input at random, knowing nothing of its structure: what a fuzzer does, but
// for its feeling of where it is.

/// Changes inputs, always in the same way for the same seed.
struct InputMutator {
  private var random: SeededGenerator

  /// Lengths and counts that are near a limit of something.
  private static let numbers: [UInt32] = [0, 1, 0x7F, 0xFF, 0x100, 0x7FFF, 0xFFFF, 0x7FFF_FFFF, .max]

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// One of `inputs` with one to four changes; parts of the others may come into it.
  mutating func next(of inputs: [[UInt8]]) -> [UInt8] {
    guard var input = inputs.randomElement(using: &random) else { return [] }
    for _ in 0..<Int.random(in: 1...4, using: &random) { change(&input, others: inputs) }
    return input
  }

  private mutating func change(_ input: inout [UInt8], others: [[UInt8]]) {
    let part = part(of: input)
    switch Int.random(in: 0..<8, using: &random) {
    case 0: for index in part.prefix(1) { input[index] ^= 1 << UInt8.random(in: 0..<8, using: &random) }
    case 1: for index in part.prefix(1) { input[index] = .random(in: 0...255, using: &random) }
    case 2: input.removeSubrange(part.lowerBound...)
    case 3: input.removeSubrange(part)
    case 4: input.insert(contentsOf: Array(input[part]), at: part.upperBound)
    case 5: input.insert(.random(in: 0...255, using: &random), at: part.lowerBound)
    case 6: overwrite(&input, at: part.lowerBound)
    default: splice(&input, at: part, with: others)
    }
  }

  /// A part of an input, more often a short one.
  private mutating func part(of input: [UInt8]) -> Range<Int> {
    let start = Int.random(in: 0...input.count, using: &random)
    let longest = Bool.random(using: &random) ? min(4, input.count - start) : input.count - start
    return start..<start + Int.random(in: 0...longest, using: &random)
  }

  private mutating func overwrite(_ input: inout [UInt8], at start: Int) {
    let number = Self.numbers.randomElement(using: &random) ?? 0
    let byteCount = [1, 2, 4].randomElement(using: &random) ?? 1
    for index in 0..<byteCount where start + index < input.count {
      input[start + index] = UInt8(truncatingIfNeeded: number >> (8 * UInt32(index)))
    }
  }

  private mutating func splice(_ input: inout [UInt8], at part: Range<Int>, with others: [[UInt8]]) {
    guard let other = others.randomElement(using: &random) else { return }
    input.replaceSubrange(part, with: other[self.part(of: other)])
  }
}
