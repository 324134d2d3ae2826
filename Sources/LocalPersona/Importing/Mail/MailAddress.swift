// MailAddress.swift: lists of addresses in headers (RFC 5322): quoted names, comments, groups, encoded words.

/// Somebody that a mail is from or to.
struct MailAddress: Equatable {
  /// The name as a person reads it, where there is one.
  var name: String?

  /// The address, in lower case: nobody tells mailboxes apart by case.
  var address: String

  /// The addresses in the value of a field, in order; what is none is passed over.
  static func list(_ field: [UInt8], limit: Int = 100) -> [MailAddress] {
    var reader = AddressReader(field)
    var found: [MailAddress] = []
    while found.count < limit, let address = reader.next() {
      if let address { found.append(address) }
    }
    return found
  }
}

/// Reads a list, one address after the other.
private struct AddressReader {
  private var rest: ArraySlice<UInt8>

  /// What came before an angle bracket, or all there is where there is none.
  private var words: [UInt8] = []
  private var comment: [UInt8] = []
  private var angle: [UInt8]?

  init(_ field: [UInt8]) { rest = field[...] }

  /// The next place of the list, with the address in it if there is one; nil at the end.
  mutating func next() -> MailAddress?? {
    guard !rest.isEmpty else { return nil }
    (words, comment, angle) = ([], [], nil)
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: ";"): return .some(address)
      case UInt8(ascii: ":") where angle == nil && !words.contains(UInt8(ascii: "@")):
        words = []  // What stood there is the name of a group.
      case UInt8(ascii: "\""): readQuoted()
      case UInt8(ascii: "("): readComment()
      case UInt8(ascii: "<"):
        angle = Array(rest.prefix { $0 != UInt8(ascii: ">") })
        rest = rest.dropFirst((angle?.count ?? 0) + 1)
      default: words.append(byte)
      }
    }
    return .some(address)
  }

  private mutating func readQuoted() {
    while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
      if byte == UInt8(ascii: "\\"), let next = rest.popFirst() {
        words.append(next)
      } else {
        words.append(byte)
      }
    }
  }

  private mutating func readComment() {
    var depth = 1
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\"), let next = rest.popFirst() {
        comment.append(next)
        continue
      }
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") { depth -= 1 }
      if depth == 0 { return }
      comment.append(byte)
    }
  }

  private var address: MailAddress? {
    let plain = words[...].withoutOuterBlanks
    let bytes = (angle ?? Array(plain)).filter { $0 > 0x20 && $0 != UInt8(ascii: "\"") }
    let route = bytes.firstIndex(of: UInt8(ascii: ":")).map { bytes[($0 + 1)...] } ?? bytes[...]
    guard let at = route.lastIndex(of: UInt8(ascii: "@")), at > route.startIndex, at + 1 < route.endIndex
    else { return nil }
    let name = EncodedWords.decode(angle == nil ? comment : plain.isEmpty ? comment : Array(plain))
      .trimmingSpaces()
    let address = String(decoding: route, as: UTF8.self).lowercased()
    let isName = !name.isEmpty && name.lowercased() != address
    return MailAddress(name: isName ? name : nil, address: address)
  }
}
