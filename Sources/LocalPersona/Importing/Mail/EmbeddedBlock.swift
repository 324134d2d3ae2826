// EmbeddedBlock.swift: blocks in the text of a mail that are no text: keys and encrypted parts in the armour of
// OpenPGP (RFC 9580, section 6.2), and files as they were sent before there was MIME (uuencode).

/// Finds such blocks.
enum EmbeddedBlock {
  /// The last line of the block that `line` begins; nil where it begins none.
  static func lastLine(after line: Substring) -> String? {
    let (start, end) = ("-----BEGIN PGP ", "-----")
    if line.hasPrefix(start), line.hasSuffix(end), !line.hasPrefix("-----BEGIN PGP SIGNED") {
      return "-----END PGP " + String(line.dropFirst(start.count))
    }
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
}
