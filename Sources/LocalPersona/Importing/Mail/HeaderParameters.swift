// HeaderParameters.swift: a field like `text/plain; charset="utf-8"; format=flowed` (RFC 2045), with values
// that are cut in pieces or encoded (RFC 2231).

/// A word and what is said about it.
struct HeaderParameters: Equatable {
  /// The first word, in lower case, such as `text/plain`.
  private(set) var word: String

  private var values: [String: [UInt8]] = [:]

  /// Reads the value of a field.
  init(_ field: [UInt8]) {
    var pieces = HeaderParameters.pieces(of: field[...])
    word = String(decoding: pieces.isEmpty ? [] : pieces.removeFirst(), as: UTF8.self).lowercased()
    for piece in pieces {
      guard let mark = piece.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let name = String(decoding: piece[..<mark][...].withoutOuterBlanks, as: UTF8.self).lowercased()
      add(name, Array(piece[(mark + 1)...].withoutOuterBlanks))
    }
  }

  /// The value of a parameter as bytes, without its quotes.
  func bytes(_ name: String) -> [UInt8]? { values[name] }

  /// The same in lower case, for values that are words.
  func token(_ name: String) -> String {
    String(decoding: values[name] ?? [], as: UTF8.self).lowercased()
  }

  /// `name*0`, `name*1*` and so on are pieces of one value; they come in order.
  private mutating func add(_ name: String, _ value: [UInt8]) {
    let parts = name.split(separator: "*", omittingEmptySubsequences: false)
    guard parts.count > 1 else {
      if values[name] == nil { values[name] = value }
      return
    }
    let isFirst = values[String(parts[0])] == nil
    let piece = parts.last?.isEmpty == true ? HeaderParameters.decoded(value, isFirst: isFirst) : value
    values[String(parts[0]), default: []] += piece
  }

  /// `utf-8'en'a%20b` without its charset, which boundaries and charsets have no use for.
  private static func decoded(_ value: [UInt8], isFirst: Bool) -> [UInt8] {
    let quote = UInt8(ascii: "'")
    var rest = value[...]
    if isFirst, let first = rest.firstIndex(of: quote),
      let second = rest[(first + 1)...].firstIndex(of: quote)
    {
      rest = rest[(second + 1)...]
    }
    var bytes: [UInt8] = []
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let decoded = TransferDecoder.hexadecimal(rest.prefix(2)) {
        bytes.append(decoded)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }

  /// What semicolons part, outside of quotes; quotes and comments are taken away.
  private static func pieces(of field: ArraySlice<UInt8>) -> [[UInt8]] {
    var pieces: [[UInt8]] = [[]]
    var isQuoted = false
    var commentDepth = 0
    var rest = field
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\\") where isQuoted || commentDepth > 0:
        let next = rest.popFirst()
        if let next, commentDepth == 0 { pieces[pieces.count - 1].append(next) }
      case UInt8(ascii: "\"") where commentDepth == 0: isQuoted.toggle()
      case UInt8(ascii: "(") where !isQuoted: commentDepth += 1
      case UInt8(ascii: ")") where !isQuoted && commentDepth > 0: commentDepth -= 1
      case UInt8(ascii: ";") where !isQuoted && commentDepth == 0: pieces.append([])
      default:
        if commentDepth == 0 { pieces[pieces.count - 1].append(byte) }
      }
    }
    return pieces.map { Array($0[...].withoutOuterBlanks) }
  }
}
