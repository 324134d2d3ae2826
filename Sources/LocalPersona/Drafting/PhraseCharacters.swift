// PhraseCharacters.swift: characters as phrases are compared by: folded, with the ends of words in them.
//
// A letter is folded as search folds it, and marked, so that a letter and a symbol are never the same number.

/// The folded characters of a text.
enum PhraseCharacters {
  /// Any run of white space.
  static let space = StyleCharacter.space

  private static let apostrophe: UInt32 = 0x27

  /// What is added to the folded form of a letter or digit.
  private static let letter: UInt32 = 1 << 31

  /// The characters of a text in UTF-8; a byte that belongs to none is one by itself.
  static func folded(_ bytes: [UInt8]) -> [UInt32] {
    let span = bytes.span
    var characters: [UInt32] = []
    characters.reserveCapacity(bytes.count)
    var position = 0
    while position < bytes.count {
      let symbol = Symbol(at: position, in: span)
      switch symbol.kind {
      case .letter: characters.append(symbol.folded | letter)
      case .ideograph: characters.append(symbol.folded)
      case .apostrophe: characters.append(apostrophe)
      case .mark: break
      case .separator:
        let character = StyleCharacter(at: position, in: span)
        if !character.isWhite {
          characters.append(character.code & ~letter)
        } else if characters.last != space {
          characters.append(space)
        }
      }
      position += symbol.byteCount
    }
    return characters
  }

  /// How many bytes at the end begin a character without completing it.
  static func tornByteCount(_ bytes: [UInt8]) -> Int {
    for count in 1..<4 where count <= bytes.count {
      let byte = bytes[bytes.count - count]
      if byte & 0xC0 == 0x80 { continue }
      let needed = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      return needed > count ? count : 0
    }
    return 0
  }

  /// Whether a word that begins with `first` can begin behind `text`: no letter goes on.
  static func parts(_ text: ArraySlice<UInt32>, from first: UInt32) -> Bool {
    guard let last = text.last, first & letter != 0 else { return true }
    if last & letter != 0 { return false }
    guard last == apostrophe, let before = text.dropLast().last else { return true }
    return before & letter == 0
  }

  /// Whether the word that has the character before `end` ends there, as far as `text` tells.
  static func ends(_ text: [UInt32], at end: Int) -> Bool {
    guard end < text.count, text[end - 1] & letter != 0 else { return true }
    if text[end] & letter != 0 { return false }
    guard text[end] == apostrophe, end + 1 < text.count else { return true }
    return text[end + 1] & letter == 0
  }
}
