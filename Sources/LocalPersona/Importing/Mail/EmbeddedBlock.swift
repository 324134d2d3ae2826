// EmbeddedBlock.swift: what lies in the text of a mail and is no text: keys and encrypted parts in the armour
// of OpenPGP (RFC 9580, section 6.2), files as they were sent before there was MIME (uuencode), and what
// programs put in the place of a picture.

/// Finds what is no text.
enum EmbeddedBlock {
  /// What can be in armour, as the lines around it name it.
  private static let armoured = ["MESSAGE", "PUBLIC KEY BLOCK", "PRIVATE KEY BLOCK", "SIGNATURE"]

  /// How what stands in the place of a picture begins.
  private static let pictures = ["[cid:", "[image: "]

  /// The longest of those, in characters.
  private static let longestPicture = 300

  /// The last line of the block that `line` begins; nil where it begins none.
  static func lastLine(after line: Substring) -> String? {
    for name in armoured where line == "-----BEGIN PGP \(name)-----" { return "-----END PGP \(name)-----" }
    return isEncodedFile(line) ? "end" : nil
  }

  /// Whether a line is like `begin 644 report.txt`: with the permissions of a file that its owner can read.
  private static func isEncodedFile(_ line: Substring) -> Bool {
    guard line.hasPrefix("begin ") else { return false }
    let words = line.split(separator: " ")
    guard words.count >= 3 else { return false }
    let digits = Array(words[1].utf8)
    return digits.count == 3 && UInt8(ascii: "4")...UInt8(ascii: "7") ~= digits[0]
      && digits.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "7") ~= $0 }
  }

  /// `line` without `[cid:image001.png@01DA]` and `[image: a.png]`; nil where there is none in it.
  static func withoutPictures(_ line: Substring) -> Substring? {
    guard line.utf8.contains(UInt8(ascii: "[")) else { return nil }
    var kept = ""
    var rest = line
    var isChanged = false
    while let open = rest.firstIndex(of: "[") {
      let inside = rest[open...].prefix(longestPicture)
      if pictures.contains(where: { inside.hasPrefix($0) }), let close = inside.firstIndex(of: "]") {
        kept += rest[..<open]
        rest = rest[rest.index(after: close)...]
        if kept.last == " ", rest.first == " " { rest.removeFirst() }
        isChanged = true
      } else {
        kept += rest[...open]
        rest = rest[rest.index(after: open)...]
      }
    }
    return isChanged ? MailLine(Substring(kept + rest)).text : nil
  }
}
