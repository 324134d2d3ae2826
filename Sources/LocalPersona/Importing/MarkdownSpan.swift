// MarkdownSpan.swift: where a picture, a link or code in a line of Markdown ends. Bytes of UTF-8: the signs
// that matter are all ASCII.
//
// Each search ends after a thousand bytes, so that a line of nothing but openings takes no quadratic time.

/// Finds the ends of spans in a line.
enum MarkdownSpan {
  /// Longest span, in bytes.
  private static let longest = 1000

  /// Whether `sequence` is at `position`.
  static func has(_ sequence: String, in line: ArraySlice<UInt8>, at position: Int) -> Bool {
    line[position...].starts(with: sequence.utf8)
  }

  /// Whether `sequence` is anywhere in a line.
  static func contains(_ sequence: String, in line: ArraySlice<UInt8>) -> Bool {
    find(sequence, in: line, from: line.startIndex, within: .max) != nil
  }

  /// Where `sequence` begins, at or after `start`.
  static func find(
    _ sequence: String, in line: ArraySlice<UInt8>, from start: Int, within limit: Int = MarkdownSpan.longest
  ) -> Int? {
    guard start <= line.endIndex, let first = sequence.utf8.first else { return nil }
    var position = start
    let end = line.endIndex - start > limit ? start + limit : line.endIndex
    while let next = line[position..<end].firstIndex(of: first) {
      if has(sequence, in: line, at: next) { return next }
      position = next + 1
    }
    return nil
  }

  /// Where `![words](address)`, of which `position` is the start, ends; nil where it is none.
  static func pictureEnd(in line: ArraySlice<UInt8>, at position: Int) -> Int? {
    guard has("![", in: line, at: position), let middle = find("](", in: line, from: position + 2),
      let close = find(")", in: line, from: middle + 2)
    else { return nil }
    return close + 1
  }

  /// Where code in a line, of which `position` is the first backtick, ends; where it never does, after the
  /// backticks.
  static func codeEnd(in line: ArraySlice<UInt8>, at position: Int) -> Int {
    let tick = UInt8(ascii: "`")
    let opening = position + line[position...].prefix { $0 == tick }.count
    let limit = min(line.endIndex, opening + longest)
    var start = opening
    while start < limit, let next = line[start..<limit].firstIndex(of: tick) {
      let end = next + line[next...].prefix { $0 == tick }.count
      if end - next == opening - position { return end }
      start = end
    }
    return opening
  }
}
