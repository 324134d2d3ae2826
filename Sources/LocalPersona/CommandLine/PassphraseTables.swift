// PassphraseTables.swift: what a guesser tries first: passwords that many use, short words, rows of keys.
//
// Few on purpose. What is missing here is worth more than it should be by some bits, not by a level.

/// What is known of how people choose passwords.
enum PassphraseTables {
  /// Passwords that many people use, in lower case, without separators.
  static let commonPasswords: [String] = [
    "password", "passwort", "passw0rd", "passphrase", "secret", "geheim", "hallo", "hello", "welcome",
    "willkommen",
    "letmein", "iloveyou", "ichliebedich", "loveyou", "login", "admin", "administrator", "root", "master",
    "monkey", "dragon", "football", "fussball", "baseball", "basketball", "soccer", "hockey", "superman",
    "batman",
    "spiderman", "pokemon", "starwars", "matrix", "shadow", "sunshine", "princess", "flower", "butterfly",
    "schatz", "sommer", "summer", "winter", "computer", "internet", "google", "facebook", "samsung", "apple",
    "whatever", "freedom", "trustno1", "abc123", "1q2w3e4r", "1q2w3e", "q1w2e3r4", "zaq12wsx", "qazwsx",
    "access", "mustang", "harley", "ranger", "hunter", "tigger", "pepper", "ginger", "cookie", "cheese",
    "chocolate", "banana", "orange", "purple", "maggie", "charlie", "michael", "michelle", "jennifer",
    "jessica",
    "daniel", "thomas", "andrea", "andrew", "joshua", "jordan", "george", "robert", "ashley", "nicole",
    "liverpool", "chelsea", "arsenal", "london", "berlin", "changeme", "default", "test", "testing", "guest",
    "blink182", "correcthorsebatterystaple", "openthedoor", "opensesame", "tobeornottobe", "thequickbrownfox",
  ]

  /// Words of up to three letters that are in every text.
  static let shortWords: [String] = [
    "a", "i", "am", "an", "as", "at", "be", "by", "do", "go", "he", "if", "in", "is", "it", "me", "my", "no",
    "of", "oh", "on", "or", "so", "to", "up", "us", "we", "all", "and", "any", "are", "bad", "bed", "big",
    "box",
    "boy", "but", "can", "car", "cat", "cow", "dad", "day", "did", "dog", "eat", "far", "for", "fun", "get",
    "god", "got", "had", "has", "her", "him", "his", "hot", "how", "its", "joy", "let", "man", "may", "men",
    "mom", "mum", "new", "not", "now", "off", "old", "one", "our", "out", "own", "put", "red", "sad", "saw",
    "say", "sea", "see", "she", "sky", "son", "sun", "tea", "ten", "the", "too", "try", "two", "use", "was",
    "way", "who", "why", "yes", "yet", "you",
  ]

  /// Keys that lie side by side, on the boards of several countries.
  static let keyboardRows: [String] = [
    "1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./", "qwertzuiop", "yxcvbnm,.-", "azertyuiop",
    "qsdfghjklm", "wxcvbn", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik", "!@#$%^&*()_+", "147258369",
    "qawsedrftgyhujikolp",
  ]

  /// The letters that a digit 1 may stand for.
  static let readingsOfOne: [UInt8] = [UInt8(ascii: "i"), UInt8(ascii: "l")]

  /// The letter that a digit or symbol looks like; nil where it looks like none, and for 1, which see.
  static func letter(drawnBy byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0"): UInt8(ascii: "o")
    case UInt8(ascii: "3"): UInt8(ascii: "e")
    case UInt8(ascii: "4"), UInt8(ascii: "@"): UInt8(ascii: "a")
    case UInt8(ascii: "5"), UInt8(ascii: "$"): UInt8(ascii: "s")
    case UInt8(ascii: "7"), UInt8(ascii: "+"): UInt8(ascii: "t")
    case UInt8(ascii: "!"): UInt8(ascii: "i")
    default: nil
    }
  }
}
