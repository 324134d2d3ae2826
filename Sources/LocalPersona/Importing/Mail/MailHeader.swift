// MailHeader.swift: the header of a mail or of a part of one (RFC 5322): its fields, unfolded, as bytes.

/// The fields of a header, in order.
struct MailHeader: Equatable {
  /// How much of a header is kept, in bytes; the rest is passed over.
  static let maximumByteCount = 1 << 18

  /// The fields: names in lower case, values without the white space around them.
  private(set) var fields: [(name: String, value: [UInt8])] = []
  private var byteCount = 0

  /// Whether lines that continue a field are of one that was passed over.
  private var isPassingOver = true

  static func == (first: MailHeader, second: MailHeader) -> Bool {
    first.fields.elementsEqual(second.fields) { $0.name == $1.name && $0.value == $1.value }
  }

  /// Takes a line that is not empty.
  ///
  /// Lines that are neither a field nor the continuation of one are passed over: such lines occur.
  mutating func take(_ line: ArraySlice<UInt8>) {
    byteCount += line.count
    guard let first = line.first, byteCount <= MailHeader.maximumByteCount else { return }
    if first == 0x20 || first == 0x09 {
      guard !isPassingOver, let last = fields.indices.last else { return }
      fields[last].value.append(0x20)
      fields[last].value.append(contentsOf: line.withoutOuterBlanks)
      return
    }
    isPassingOver = true
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return }
    let name = line[..<colon].withoutOuterBlanks
    guard !name.isEmpty, name.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return }
    isPassingOver = false
    fields.append(
      (String(decoding: name, as: UTF8.self).lowercased(), Array(line[(colon + 1)...].withoutOuterBlanks)))
  }

  /// The value of the first field of this name.
  func bytes(_ name: String) -> [UInt8]? { fields.first { $0.name == name }?.value }

  /// The same as text, with encoded words decoded; nil where there is none, or nothing in it.
  func text(_ name: String) -> String? {
    guard let bytes = bytes(name), !bytes.isEmpty else { return nil }
    return EncodedWords.decode(Array(bytes.prefix(MailHeader.maximumTextByteCount)))
  }

  /// The first word of a field in lower case, up to a semicolon, a comma or white space; empty where there is
  /// none.
  func word(_ name: String) -> String {
    let value = bytes(name) ?? []
    let word = value.prefix { $0 > 0x20 && $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: ",") }
    return String(decoding: word, as: UTF8.self).lowercased()
  }

  /// The labels, in lower case, that a mail has in an export of Gmail, in which all folders are one file.
  var labels: [String] {
    (text("x-gmail-labels") ?? "").split(separator: ",").map { String($0).trimmingSpaces().lowercased() }
  }

  /// How much of a field is read as text, in bytes.
  private static let maximumTextByteCount = 1 << 14
}

extension ArraySlice<UInt8> {
  /// Without spaces and tabs at both ends.
  var withoutOuterBlanks: ArraySlice<UInt8> {
    var rest = drop { $0 == 0x20 || $0 == 0x09 }
    while let last = rest.last, last == 0x20 || last == 0x09 || last == 0x0D { rest.removeLast() }
    return rest
  }
}
