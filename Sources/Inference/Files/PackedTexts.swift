// PackedTexts.swift: many short byte strings in one buffer, as a vocabulary needs them.
//
// A vocabulary of 262,144 Swift strings would take as many allocations; this takes two.

/// An immutable list of byte strings.
public struct PackedTexts: Sendable, Equatable {
  /// All bytes, one text after the other.
  public private(set) var bytes: [UInt8] = []

  /// `count + 1` positions in ``bytes``: where each text starts, and where the last one ends.
  private(set) var starts: [UInt32] = [0]

  /// How many texts there are.
  public var count: Int { starts.count - 1 }

  /// Makes an empty list.
  public init() {}

  /// Makes a list of the UTF-8 bytes of `texts`.
  public init(_ texts: [String]) {
    for text in texts { append(text.utf8) }
  }

  /// The bytes of the text at `index`.
  ///
  /// - Precondition: `0 <= index < count`.
  public subscript(index: Int) -> ArraySlice<UInt8> { bytes[range(index)] }

  /// The text at `index`, with what is not UTF-8 repaired.
  public func string(_ index: Int) -> String { String(decoding: self[index], as: UTF8.self) }

  /// Where the text at `index` lies in ``bytes``.
  func range(_ index: Int) -> Range<Int> { Int(starts[index])..<Int(starts[index + 1]) }

  /// Makes room for texts still to come.
  mutating func reserve(count: Int, byteCount: Int) {
    starts.reserveCapacity(count + 1)
    bytes.reserveCapacity(byteCount)
  }

  /// Adds one text.
  ///
  /// - Precondition: The sum of all lengths stays below 4 GiB (metadata is capped far below that).
  mutating func append(_ text: some Sequence<UInt8>) {
    bytes.append(contentsOf: text)
    starts.append(UInt32(bytes.count))
  }
}
